"""Facts that a user knows better: ``--set ID.field=value``, or a file ``NAME.facts.toml`` beside the document."""

import re
import tomllib
from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import structs

from twosource.clean.plain_dates import iso_of
from twosource.model import Capture, Fact, Facts
from twosource.read import FACTS_SUFFIX

__all__ = ["FIELDS", "find_sidecar", "overrule", "parse_setting", "settings_beside"]

FIELDS = ("title", "outlet", "authors", "published", "modified", "language", "url")
FOUND = "given by the user"
LANGUAGE = re.compile(r"([a-z]{2})(?:[-_]\w+)?")


def parse_setting(setting: str) -> tuple[str, str, str]:
    """Return document id, field and value of a setting ``ID.field=value``.

    Raises ValueError, with a message for the user, where it is none or the value does not suit the field.

    >>> parse_setting("bay.post.published=2016-10-25")
    ('bay.post', 'published', '2016-10-25')
    """
    name, equals, value = setting.partition("=")
    document, dot, field = name.rpartition(".")
    if not (equals and dot and document.strip()):
        raise ValueError(f"{setting!r} is no setting: write ID.field=value, for example a.published=2016-10-25")
    field, value = field.strip(), value.strip()
    _checked(field, value)
    return document.strip(), field, value


def find_sidecar(path: str | Path) -> Path | None:
    """The file of given facts beside the document file `path` (``NAME.facts.toml`` beside ``NAME.txt.gz``), or None."""
    file = Path(path)
    bare = file.with_suffix("") if file.suffix.lower() == ".gz" else file
    sidecar = bare.with_name(bare.stem + FACTS_SUFFIX)
    return sidecar if sidecar.is_file() else None


def settings_beside(capture: Capture) -> dict[str, Any]:
    """Return the facts that a file beside that of `capture` gives, by field; empty where there is none.

    Raises ValueError, with a message that names the file, where it cannot be read or a value does not suit.
    """
    sidecar = find_sidecar(capture.path)
    if sidecar is None:
        return {}
    try:
        given = tomllib.loads(sidecar.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ValueError(f"the facts in {sidecar} were not used: {error}") from None
    for field, value in given.items():
        try:
            _checked(field, value)
        except ValueError as error:
            raise ValueError(f"the facts in {sidecar} were not used: {error}") from None
    return given


def overrule(facts: Facts, settings: Mapping[str, Any]) -> Facts:
    """Return `facts` with those of `settings` in the place of what was found.

    Raises ValueError where a field is unknown or a value does not suit it.

    >>> overrule(Facts(), {"authors": "Ann Roe and Bo Li"}).authors.value
    ('Ann Roe', 'Bo Li')
    """
    given = {field: Fact(value=_checked(field, value), found=FOUND) for field, value in settings.items()}
    return structs.replace(facts, **given)


def _checked(field: str, value: Any) -> Any:
    if field not in FIELDS:
        raise ValueError(f"there is no field {field!r}: the fields are {', '.join(FIELDS)}")
    if field == "authors":
        listed = value if isinstance(value, list | tuple) else re.split(r",|;|\band\b", str(value))
        names = tuple(name for one in listed if (name := str(one).strip()))
        if not names:
            raise ValueError("authors is empty: give one name or more, with commas between them")
        return names
    text = value.isoformat() if isinstance(value, date | datetime) else str(value).strip()
    if not text:
        raise ValueError(f"the value of {field} is empty")
    if field in ("published", "modified"):
        iso = iso_of(text)
        if iso is None:
            raise ValueError(f"{field} needs a date such as 2016-10-25 or 2016-10-25T21:16, not {text!r}")
        return iso
    if field == "language":
        code = LANGUAGE.fullmatch(text.lower())
        if code is None:
            raise ValueError(f"language needs a code of two letters such as en, not {text!r}")
        return code[1]
    if field == "url" and not (urlsplit(text).scheme and urlsplit(text).netloc):
        raise ValueError(f"url needs a whole address such as https://example.org/a, not {text!r}")
    return text
