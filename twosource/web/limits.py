"""How much the desk takes: enough for any story, too little to bring the machine down."""

__all__ = ["ADDRESSES", "DOCUMENTS", "FILE", "FILES", "JOB", "REQUEST", "STORY", "TEXT"]

FILE = 20_000_000
"""Bytes of one file."""
REQUEST = 60_000_000
"""Bytes of all that is sent at once."""
FILES = 200
"""Files that are sent at once, and that a story may have."""
STORY = 200_000_000
"""Bytes of all files of a story."""
ADDRESSES = 30
"""Addresses that are given at once."""
DOCUMENTS = 300
"""Documents of a story: a file with rows may hold many."""
TEXT = 400_000
"""Characters of the text of one document, about 70,000 words."""
JOB = 1800.0
"""Seconds that a comparison may take."""
