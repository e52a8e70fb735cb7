"""What a document says in its own voice and others report as said by its outlet: a press release, a paper's scoop."""

from collections.abc import Iterator, Sequence

from twosource.corroborate.material import Material, Volume
from twosource.corroborate.speech import Said, said_of
from twosource.corroborate.voices import Voices
from twosource.model import Quote, Span

__all__ = ["own_words"]

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
