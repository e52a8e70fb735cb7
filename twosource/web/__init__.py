"""The desk in a browser: pages and a JSON interface over the store, and a worker that does what takes long."""
