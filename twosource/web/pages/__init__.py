"""The pages, one room of the desk a module."""
