"""From paths to captures: files, folders and standard input, one module a format.

What is read: ``.txt``, ``.html``, ``.jsonl``, ``.csv`` and ``.tsv``, each also ``.gz``, and ``.parquet``. Nothing is
decoded or judged here beyond telling documents from what is none; that is the next stage's work.
"""

from twosource.read.families import Owners, read_families
from twosource.read.reading import FirstOfRows, id_taken, read
from twosource.read.sources import FACTS_SUFFIX, FORMATS

__all__ = ["FACTS_SUFFIX", "FORMATS", "FirstOfRows", "Owners", "id_taken", "read", "read_families"]
