"""A change of one place of a text, and where things stand after it."""

from msgspec import Struct

from twosource.model import Span

__all__ = ["Change", "changed", "moved"]


class Change(Struct, frozen=True, order=True):
    """Put `new` in the place of the characters at `span`, which may be empty."""

    span: Span
    new: str


def changed(text: str, change: Change) -> str:
    """The text with the change made; every other character stays as it is.

    >>> changed("12 were hurt", Change(Span(0, 2), "20"))
    '20 were hurt'
    """
    return text[: change.span.start] + change.new + text[change.span.end :]


def moved(span: Span, change: Change) -> Span:
    """Where the characters at `span` stand after the change; what was changed counts as its new words.

    >>> moved(Span(3, 12), Change(Span(0, 2), "two hundred")), moved(Span(0, 12), Change(Span(3, 3), "not "))
    (Span(start=12, end=21), Span(start=0, end=16))
    """
    by = len(change.new) - change.span.length
    start = span.start + by if change.span.end <= span.start and change.span.start < span.start else span.start
    end = span.end + by if change.span.start < span.end else span.end
    return Span(start, max(start, end))
