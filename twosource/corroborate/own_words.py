"""What a document says in its own voice and others report as said by its outlet: a press release, a paper's scoop."""

from collections.abc import Iterator, Sequence

from twosource.corroborate.material import Material, Volume
from twosource.corroborate.speech import Said, said_of
from twosource.corroborate.voices import Voices
from twosource.corroborate.wording import matched_words
from twosource.model import Quote, Span

__all__ = ["own_words", "taken_from_release"]

SHORTEST = 5  # words of a sentence that is compared
ENDS = " \t\n.,;:!?"


def own_words(voices: Voices) -> tuple[Said, ...]:
    """The sentences, outside all quotations, of every document whose outlet another document names as who said it.

    Each is a quotation without a cue or a source, whose speaker is the outlet.
    """
    found: list[Said] = []
    for volume in voices.material.volumes.values():
        heard = _quoted_elsewhere(volume, voices)
        if heard:
            found += _sentences(volume, heard[0].speaker, voices.material)
    return tuple(found)


def taken_from_release(group: Sequence[Said], voices: Voices) -> tuple[tuple[str, str, bool], ...]:
    """The documents that have an utterance from the release of who says it, with the release, and whether that is sure.

    It is where they quote words that all stand there in this order; who tells it otherwise may have heard it, too.
    """
    issued = sorted({one.quote.document for one in group} & voices.issuers)
    if len(issued) != 1:
        return ()
    (release,) = issued
    volumes = voices.material.volumes
    held = [one.words for one in group if one.quote.document == release]
    found: dict[str, bool] = {}
    for one in group:
        days = volumes[release].published, volumes[one.quote.document].published
        before = days[0] is not None and days[1] is not None and days[1] < days[0]
        if one.quote.document != release and not before:
            sure = one.direct and any(matched_words(words, one.words) == len(one.words) for words in held)
            found[one.quote.document] = found.get(one.quote.document, True) and sure
    return tuple((document, release, sure) for document, sure in sorted(found.items()))


def _quoted_elsewhere(volume: Volume, voices: Voices) -> Sequence[Quote]:
    """The quotations that other documents give to the outlet of this one, those with a known speaker first."""
    quotes = [
        quote
        for other in voices.material.volumes.values()
        if other.id != volume.id and other.outlet != volume.outlet
        for quote in other.notes.quotes
        if voices.is_of_outlet(quote, volume)
    ]
    return sorted(quotes, key=lambda quote: (quote.speaker is None, quote.speaker or "", quote.id))


def _sentences(volume: Volume, speaker: str | None, material: Material) -> Iterator[Said]:
    text = volume.article.text
    taken = [part for quote in volume.notes.quotes for part in (*quote.content, *quote.cue)]
    for sentence in volume.sentences:
        if any(part.overlap(sentence) for part in taken):
            continue
        kept = sentence.of(text)
        start = sentence.start + len(kept) - len(kept.lstrip())
        content = Span(start, sentence.start + len(kept.rstrip(ENDS)))
        if content.length <= 0:
            continue
        quote = Quote(
            id=f"{volume.id}/own{content.start}",
            document=volume.id,
            content=(content,),
            kind="direct",
            speaker=speaker,
            speaker_name=volume.outlet,
            naming="named",
        )
        said = said_of(quote, (content,), material.volumes[volume.id])
        if len(said.words) >= SHORTEST:
            yield said
