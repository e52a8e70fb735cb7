"""Facts that the row of a table gives."""

import re
from collections.abc import Mapping
from typing import Any

from twosource.clean.plain_dates import iso_of
from twosource.model import Fact, Facts

__all__ = ["row_facts"]

NO_AUTHOR = frozenset(("none", "nan", "null", "n/a", "unknown", ""))


def row_facts(given: Mapping[str, Any]) -> Facts:
    """Return the facts in the fields of a row; a field that does not hold what it should gives none.

    >>> facts = row_facts({"source": "The Bay Post", "date": "25 Oct 2016", "authors": ["Ann Roe"]})
    >>> facts.outlet, facts.published.value
    (Fact(value='The Bay Post', found="row field 'source'", inferred=False, because='', span=None), '2016-10-25')
    """
    language = _text(given, "language") or _text(given, "lang")
    published = _text(given, "date")
    iso = iso_of(published) if published else None
    authors = _authors(given.get("authors"))
    return Facts(
        title=_fact(_text(given, "title"), "title"),
        outlet=_fact(_text(given, "source"), "source"),
        authors=Fact(value=authors, found="row field 'authors'") if authors else None,
        published=_fact(iso, "date"),
        url=_fact(_text(given, "url"), "url"),
        language=_fact(language[:2].lower(), "language")
        if language and re.fullmatch(r"[A-Za-z]{2}(?:[-_]\w+)?", language)
        else None,
    )


def _fact(value: str | None, field: str) -> Fact[str] | None:
    return Fact(value=value, found=f"row field '{field}'") if value else None


def _text(given: Mapping[str, Any], field: str) -> str | None:
    value = given.get(field)
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        value = re.split(r"[,;]|\band\b", value)
    if not isinstance(value, list):
        return ()
    names = (" ".join(one.split()) for one in value if isinstance(one, str))
    return tuple(dict.fromkeys(name for name in names if name.lower() not in NO_AUTHOR))
