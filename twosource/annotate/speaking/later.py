"""Speakers told by a role first whom the next lines name: "a Board spokesman said so" ... "spokesman Ed Lund added"."""

import re
from collections.abc import Mapping, Sequence

from msgspec import structs

from twosource.annotate.naming.titles import Office, office_of, role_class
from twosource.annotate.speaking.labels import UNNAMED_OFFICES, label_head
from twosource.annotate.speaking.reading import Reading, Speaker, Turn
from twosource.annotate.speaking.salience import is_several

__all__ = ["named_later"]

PARAGRAPHS = 3
AROUND = 60


def named_later(reading: Reading, turns: Sequence[Turn]) -> list[Turn]:
    """Return `turns`, with the name for each unnamed holder of an office whom the next quotations name.

    The name must be new and the source of the next quotation, and be told with the same office ("spokesman Ed Lund")
    or stand bare in the next paragraph, as newcomers do only if they were introduced by their office.
    """
    names = {turn.speaker.label: who for at, turn in enumerate(turns) if (who := _name(reading, turns, at)) is not None}
    offices = [(office, who) for label, who in names.items() if (office := office_of(label or "")) is not None]
    return [structs.replace(turn, speaker=_known(turn.speaker, names, offices)) for turn in turns]


def _known(speaker: Speaker, names: Mapping[str | None, Speaker], offices: Sequence[tuple[Office, Speaker]]) -> Speaker:
    """Who is named under this label, or under one for the same office: "the US defense secretary", "Pentagon chief"."""
    office = office_of(speaker.label or "") if speaker.entity is None and speaker.naming == "role" else None
    same = (
        who for held, who in offices if office is not None and office.portfolio and held == _without_word(office, held)
    )
    return names.get(speaker.label) or next(same, speaker)


def _without_word(office: Office, held: Office) -> Office:
    return structs.replace(office, word=held.word)


def _name(reading: Reading, turns: Sequence[Turn], at: int) -> Speaker | None:
    turn = turns[at]
    label = turn.speaker.label or ""
    role = role_class(label_head(label))
    if turn.quote is None or turn.speaker.entity is not None or role is None or is_several(turn.speaker):
        return None
    other = next((one for one in turns[at + 1 :] if one.quote is not None and one.speaker.label != label), None)
    entity = other.speaker.entity if other is not None else None
    if other is None or other.quote is None or entity is None or entity.type != "person" or other.speaker.way != "name":
        return None
    source = other.quote.source[0]
    first = min(place.span.start for place in entity.mentions)
    apart = reading.paragraph_at(source.start) - reading.paragraph_at(turn.where - 1)
    if first < turn.where or apart > PARAGRAPHS:
        return None
    bare = source.of(reading.text).strip(" ,") == entity.name and " " in entity.name
    introduced = bare and apart == 1 and label_head(label) not in UNNAMED_OFFICES and _stands_alone(reading, source.end)
    if not introduced and not _told_with(reading, role, first, first + len(entity.name)):
        return None
    return Speaker(entity, None, "named", "later")


def _stands_alone(reading: Reading, end: int) -> bool:
    """Whether no apposition follows the name."""
    return re.match(r",? (?:an?|the|who|of|from|\d+)\b", reading.text[end : end + AROUND]) is None


def _told_with(reading: Reading, role: str, start: int, end: int) -> bool:
    """Whether a word of the class `role` is the title or the apposition of the name."""
    title = re.search(r"(?:[\w’'-]+,? )*$", reading.text[max(0, start - AROUND) : start])
    behind = re.match(r", [^.;“\"]*", reading.text[end : end + AROUND])
    words = [*(title.group().split()[-3:] if title else ()), *(behind.group().split() if behind else ())]
    return any(role_class(word.strip(",")) == role for word in words)
