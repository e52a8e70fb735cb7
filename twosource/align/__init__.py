"""Articles to shared passages: words folded, exact runs found, runs chained into passages, differences shown."""

from twosource.align.differences import word_differences
from twosource.align.passages import find_reuse

__all__ = ["find_reuse", "word_differences"]
