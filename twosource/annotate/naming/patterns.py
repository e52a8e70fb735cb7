"""What the words around a name tell of it, as regular expressions of the language."""

import re
from functools import cache

from twosource.words import table

__all__ = ["pattern"]


@cache
def pattern(name: str) -> re.Pattern[str]:
    """The pattern `name` of ``en/name_patterns``. Raises KeyError where there is none.

    >>> pattern("age behind").match(", 34, left") is not None
    True
    """
    return re.compile(table("en/name_patterns")[name][0])
