"""Which words with capitals name persons, organisations, places or other things: a small learned model."""
