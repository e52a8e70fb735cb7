"""What an article says: quotations, figures, dates and names, each with the characters it rests on."""

from typing import Literal

from msgspec import Struct

from twosource.model.span import Place, Span

__all__ = ["Annotations", "Coordinates", "Date", "Entity", "Figure", "Occasion", "OccasionKind", "Quote"]

OccasionKind = Literal["conference", "interview", "document", "post", "speech", "court", "parliament", "other"]


class Occasion(Struct, frozen=True, kw_only=True):
    """Where, when, to whom or in what something was said, as its document tells it; None is what it does not tell.

    `spans` are the words ("at a press conference in Paris on Monday"); they may stand in an earlier sentence, where
    that one surely tells of this statement, too. `kind` is ``other`` for what is none of the kinds, as a bare date.
    `given_to` is the outlet or agency that it was said to, `place` the name of a place, `date` an ISO day, if it is
    one.
    """

    spans: tuple[Span, ...]
    kind: OccasionKind
    given_to: str | None = None
    place: str | None = None
    date: str | None = None


class Quote(Struct, frozen=True, kw_only=True):
    """An attribution: what was said (`content`), the words that attribute it (`cue`) and who said it (`source`).

    Each is a tuple of spans, since an attribution may stand in the middle of what it attributes. Contents leave out
    the quotation marks at their ends. `kind` is ``direct`` (all in marks), ``mixed`` (partly) or ``indirect``.
    `speaker` is the id of an entity, or None where none could be told; `speaker_name` is how a reader would name the
    speaker. `naming` says how the article names them. `within` is the quote that reports this one (an agency quoting
    an official). `confidence`, 0 to 1, is that of content and speaker together. `spoken` is False where somebody is
    not said to have said anything, but to think, want or do it ("is expected to", "backed"). `occasion` is None where
    the document does not tell of any; `promise` are the words that say why or how the source is not named ("on
    condition of anonymity because …"), none where it does not say.
    """

    id: str
    document: str
    content: tuple[Span, ...]
    cue: tuple[Span, ...] = ()
    source: tuple[Span, ...] = ()
    kind: Literal["direct", "mixed", "indirect"]
    speaker: str | None = None
    speaker_name: str | None = None
    naming: Literal["named", "role", "anonymous", "none"] = "none"
    within: str | None = None
    confidence: float = 0.5
    spoken: bool = True
    occasion: Occasion | None = None
    promise: tuple[Span, ...] = ()


class Figure(Struct, frozen=True, kw_only=True):
    """A quantity: `low` and `high` are equal for one value, and None at an open end.

    `unit` is normalised ("percent", "dollar", "kilometre"), None for a plain count; `counted` is what is counted, in
    the article's words. `qualifier` is one of about, at least, more than, up to, less than, nearly, or None. `change`
    is one of ``=``, ``~``, ``<``, ``>``, ``up``, ``down``. `about` are ids of entities it is about.
    """

    id: str
    document: str
    span: Span
    low: float | None
    high: float | None
    unit: str | None = None
    counted: str | None = None
    qualifier: str | None = None
    change: Literal["=", "~", "<", ">", "up", "down"] = "="
    about: tuple[str, ...] = ()


class Date(Struct, frozen=True, kw_only=True):
    """A time expression after TIMEX3 (ISO-TimeML): `value` as there, `earliest` and `latest` the days it can mean.

    The days are ISO dates, both ends included; None where the expression names no day on the calendar. `anchor` is
    the date it was resolved against (of publication, or one that the text told before), None where it needs none;
    `inferred` if that leans on a date of publication which was itself inferred. `doubt` says what in the document
    contradicts it (a weekday that is not that of its date, a past after the day of publication), else None.
    """

    id: str
    document: str
    span: Span
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    earliest: str | None = None
    latest: str | None = None
    anchor: str | None = None
    inferred: bool = False
    doubt: str | None = None


class Coordinates(Struct, frozen=True, kw_only=True, rename={"origin": "from"}):
    """Where a place is, in degrees north and east (WGS 84), and where that is from, in words: `from` in JSON."""

    latitude: float
    longitude: float
    origin: str


class Entity(Struct, frozen=True, kw_only=True):
    """Somebody or something with a name: `aliases` are the other names used, `mentions` where it is meant.

    `coordinates` are those of a place, None where it is not sure which one is meant or where no gazetteer is installed.
    """

    id: str
    name: str
    type: Literal["person", "organisation", "place", "other"]
    aliases: tuple[str, ...] = ()
    mentions: tuple[Place, ...] = ()
    coordinates: Coordinates | None = None


class Annotations(Struct, frozen=True, kw_only=True):
    """All that was found in one document."""

    document: str
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    names: tuple[Entity, ...] = ()
