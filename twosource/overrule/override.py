"""An override as a value: what a person sets by hand, where, to what, who, when and why."""

import re
from collections.abc import Callable
from datetime import date
from typing import get_args

from msgspec import Struct, structs

from twosource.clean.plain_dates import iso_of
from twosource.model import Verdict, What

__all__ = ["CLAIMS", "KINDS", "NOBODY", "UNNAMED", "WHATS", "Override", "Target", "checked", "described", "said"]

WHATS: tuple[str, ...] = get_args(What)
VERDICTS: tuple[str, ...] = get_args(Verdict)
CLAIMS = ("utterance", "figure", "event", "statement")
KINDS = ("name", *CLAIMS)
NOBODY = "not known"
UNNAMED = "unseen"
SHORT = 60  # characters of the words that a message has room for
OF_WORDS = ("merge", "split", "speaker", "date", "verdict")
GIVES = ("speaker", "edge", "no edge", "published", "date", "verdict")


class Target(Struct, frozen=True, kw_only=True):
    """Words of a document; empty words are the whole document.

    Where the words stand more than once, `occurrence` counts from 1, or `after` are words that stand right before them.
    """

    document: str
    words: str = ""
    after: str = ""
    occurrence: int | None = None


class Override(Struct, frozen=True, kw_only=True):
    """What a person sets by hand: `targets`, the first of which stands in the table itself, become `to`.

    `kind` says of what a merge or a split is, where the words alone leave that open: ``name`` or the kind of a claim.
    """

    what: What
    targets: tuple[Target, ...]
    to: str | None = None
    kind: str | None = None
    by: str
    when: str
    why: str

    @property
    def document(self) -> str:
        """The document of the first target."""
        return self.targets[0].document

    @property
    def key(self) -> tuple[str, ...]:
        """What overrides are sorted by, so that their order in the file makes no difference."""
        targets = [f"{one.document}\0{one.words}\0{one.after}\0{one.occurrence}" for one in self.targets]
        return (self.what, *targets, self.to or "", self.kind or "", self.when, self.by, self.why)


def described(override: Override) -> str:
    """Name an override in a message.

    >>> described(Override(what="speaker", targets=(Target(document="a", words="It  sank"),), to="Ann Orr", by="K",
    ...                    when="2031-05-06", why="x"))
    'speaker of “It sank” in a: Ann Orr'
    """
    named = [f"“{_short(one.words)}” in {one.document}" if one.words else one.document for one in override.targets]
    kind = f" ({override.kind})" if override.kind else ""
    return f"{override.what}{kind} of {' and '.join(named)}{f': {override.to}' if override.to else ''}"


def said(override: Override) -> str:
    """Who set it by hand, when and why, as the end of a sentence."""
    return f"set by hand by {override.by} on {override.when} because {override.why.rstrip('.')}"


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHORT else words[: SHORT - 1].rstrip() + "…"


def checked(override: Override) -> Override:
    """Return the override with its value as it is stored.

    Raises ValueError, with a message for the user, where something is missing, of the wrong kind or has no use.

    >>> checked(Override(what="published", targets=(Target(document="a"),), to="25 October 2016", by="K",
    ...                  when="2031-05-06", why="print edition")).to
    '2016-10-25'
    """
    if override.what not in WHATS:
        raise ValueError(f"there is no override {override.what!r}: what is one of {', '.join(WHATS)}")
    for field in ("by", "when", "why"):
        if not getattr(override, field).strip():
            raise ValueError(f"{field} is missing: say who set it, when and why")
    _check_targets(override)
    _check_kind(override)
    to = (override.to or "").strip()
    if override.what in GIVES and not to:
        raise ValueError(f"{override.what} needs to: {NEEDS[override.what]}")
    if to and override.what in ("merge", "split") and override.kind != "name":
        raise ValueError(f"{override.what} has no use for to, unless its kind is name: then it is how to call it")
    return structs.replace(override, to=VALUES.get(override.what, str)(to) if to else None, when=_day(override.when))


def _check_targets(override: Override) -> None:
    several = override.what in ("merge", "split")
    for one in override.targets:
        if not one.document.strip():
            raise ValueError("document is missing: the id of a document, as it stands in the report")
        if override.what in OF_WORDS and not one.words.strip():
            raise ValueError(f"{override.what} needs words: words of the document, exactly as they stand there")
        if override.what not in OF_WORDS and (one.words or one.after or one.occurrence):
            raise ValueError(f"{override.what} is of a whole document and has no use for words, after or occurrence")
        if one.occurrence is not None and one.occurrence < 1:
            raise ValueError("occurrence counts from 1")
    if override.what == "merge" and len(override.targets) < 2:
        raise ValueError("merge needs with: a document and words for each passage that belongs with the first")
    if not several and len(override.targets) > 1:
        raise ValueError(f"{override.what} is of one passage: write an override for each")


def _check_kind(override: Override) -> None:
    allowed = KINDS if override.what in ("merge", "split") else CLAIMS if override.what == "verdict" else ()
    if override.kind is not None and override.kind not in allowed:
        told = f"one of {', '.join(allowed)}" if allowed else f"for merge, split and verdict, not for {override.what}"
        raise ValueError(f"kind is {told}, not {override.kind!r}")


def _day(text: str) -> str:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        raise ValueError(f"when needs a day such as 2016-10-25, not {text!r}") from None


def _days(text: str) -> str:
    days = [part.strip() for part in text.split("/")]
    try:
        found = [date.fromisoformat(day) for day in days]
    except ValueError:
        raise ValueError(f"date needs {NEEDS['date']}, not {text!r}") from None
    if len(found) > 2 or found != sorted(found):
        raise ValueError(f"date needs {NEEDS['date']}, the first day first, not {text!r}")
    return "/".join(day.isoformat() for day in dict.fromkeys(found))


def _published(text: str) -> str:
    found = iso_of(text)
    if found is None:
        raise ValueError(f"published needs {NEEDS['published']}, not {text!r}")
    return found


def _verdict(text: str) -> str:
    if text not in VERDICTS:
        raise ValueError(f"verdict needs {NEEDS['verdict']}, not {text!r}")
    return text


def _parent(text: str) -> str:
    """A document, or an unseen source by its name: the number of one that nothing names changes with the documents."""
    if re.fullmatch(r"unseen:\s*\d*", text):
        raise ValueError(f"{text!r} has no name that stays when documents are added: {NEEDS['edge']}")
    return text


def _no_parent(text: str) -> str:
    return UNNAMED if text == UNNAMED else _parent(text)


NEEDS = {
    "speaker": f"the name of who said it, or {NOBODY!r}",
    "edge": "the id of the document that this one took from, or unseen:NAME for a source that is not given",
    "no edge": "the id of the document that this one has nothing from, unseen:NAME, or unseen for one without a name",
    "published": "a date such as 2016-10-25 or 2016-10-25T21:16",
    "date": "a day such as 2016-10-25, or first and last day such as 2016-10-24/2016-10-25",
    "verdict": f"one of {', '.join(VERDICTS)}",
}
VALUES: dict[str, Callable[[str], str]] = {
    "published": _published, "date": _days, "verdict": _verdict, "edge": _parent, "no edge": _no_parent,
}  # fmt: skip
