"""From what somebody points at on a page to an override: words are named as the file of overrides names them."""

from collections.abc import Mapping, Sequence
from datetime import date

from twosource.model import Dossier, Place, Span
from twosource.overrule import Override, Target
from twosource.overrule.finding import spans_of

__all__ = ["override_of", "place_of", "pointed"]


def pointed(place: Place) -> str:
    """A place as a form sends it.

    >>> pointed(Place("a:b", Span(3, 9)))
    'a:b:3:9'
    """
    return f"{place.document}:{place.span.start}:{place.span.end}"


def place_of(text: str) -> Place:
    """Read what `pointed` wrote. Raises ValueError where it is something else.

    >>> place_of("a:b:3:9")
    Place(document='a:b', span=Span(start=3, end=9))
    """
    document, start, end = text.rsplit(":", 2)
    return Place(document, Span(int(start), int(end)))


def override_of(dossier: Dossier, form: Mapping[str, str], passages: Sequence[str]) -> Override:
    """Return what a form of corrections asks for; `passages` are places in `dossier`, or ids of whole documents.

    Raises ValueError where a place is none, or where its words cannot be told from others of the same document.
    """
    texts = {document.id: document.text for document in dossier.documents}
    targets = tuple(_target(texts, one) for one in dict.fromkeys(passages))
    if not targets:
        raise ValueError("nothing was chosen: tick the passages that it is about")
    return Override(
        what=form.get("what", ""),  # type: ignore[arg-type]  # checked says what it may be, before it is kept
        targets=targets, to=form.get("to", "").strip() or None, kind=form.get("kind") or None,
        by=form.get("by", "").strip(), when=date.today().isoformat(), why=form.get("why", "").strip(),
    )  # fmt: skip


def _target(texts: Mapping[str, str], passage: str) -> Target:
    if passage in texts:
        return Target(document=passage)
    try:
        place = place_of(passage)
        text = texts[place.document]
    except (ValueError, KeyError):
        raise ValueError(f"{passage[:80]!r} is no passage of this story") from None
    words = place.span.of(text)
    alike = spans_of(words, text)
    if place.span not in alike:
        raise ValueError(f"the words “{words[:80]}” cannot be named: they begin or end within a word")
    return Target(
        document=place.document, words=words, occurrence=alike.index(place.span) + 1 if len(alike) > 1 else None
    )
