"""Quality and speed of each stage, against gold data and peers: ``python -m bench TASK``."""
