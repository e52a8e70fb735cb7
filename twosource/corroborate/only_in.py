"""What only one document reports: sentences that tell of something found in no other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from twosource.corroborate.material import Material, Volume
from twosource.model import Place, Reuse, Span

__all__ = ["find_only_in"]

NEW_WORDS, NEW_SHARE = 3, 0.3  # words of a sentence that no other document has, and their part of it, at least
HALF_NEW = 0.5  # of a short sentence this part will do
FEWEST = 3  # content words of a sentence worth telling
TOLD_ELSEWHERE = 0.35  # a sentence is told elsewhere if one of another document has that part of what it says
END = re.compile(r"[.!?…][\"'”’)]*$")
COVERED = 0.5  # a sentence is shared if that part of it stands in another document


def find_only_in(
    material: Material, reuse: Sequence[Reuse], told: Iterable[Place], credited: Iterable[Place] = ()
) -> tuple[Place, ...]:
    """Return the passages whose content only one document reports, by document and place.

    Left out is what stands in another document too (`reuse`), what belongs to a claim of several documents (`told`),
    and credit lines (`credited`). Sentences that follow each other make one passage. With one document only there is
    nothing to tell.
    """
    if len(material.volumes) < 2:
        return ()
    new = _new_words(material)
    elsewhere = _told_elsewhere(material)
    shared: dict[str, list[Span]] = {}
    for place in (*(p for one in reuse for p in (one.left, one.right)), *told):
        shared.setdefault(place.document, []).append(place.span)
    for place in credited:
        sentence = material.volumes[place.document].sentence(place.span)
        if 2 * place.span.length >= sentence.length:  # not a sentence that tells more than whom it is from
            shared.setdefault(place.document, []).append(sentence)
    return tuple(
        place
        for volume in material.volumes.values()
        for place in _joined(
            volume, _lonely(volume, new[volume.id], elsewhere[volume.id], sorted(shared.get(volume.id, ())))
        )
    )


def _keys(volume: Volume, span: Span) -> frozenset[str]:
    return frozenset(term.key for term in volume.terms_in(span) if term.content)


def _new_words(material: Material) -> dict[str, frozenset[str]]:
    """For each document, the words that no other one has."""
    held = {volume.id: frozenset(t.key for t in volume.terms if t.content) for volume in material.volumes.values()}
    holders = Counter(key for keys in held.values() for key in keys)
    return {document: frozenset(key for key in keys if holders[key] == 1) for document, keys in held.items()}


def _told_elsewhere(material: Material) -> dict[str, list[float]]:
    """For each sentence of each document, how much of it one sentence of another document tells, 0 to 1.

    Words count by their rarity among the sentences of the story.
    """
    import numpy

    rows = [(volume.id, _keys(volume, span)) for volume in material.volumes.values() for span in volume.sentences]
    names = {key: at for at, key in enumerate(sorted({key for _, keys in rows for key in keys}))}
    held = numpy.zeros((len(rows), len(names)), dtype=numpy.float32)
    for row, (_, keys) in enumerate(rows):
        held[row, [names[key] for key in sorted(keys)]] = 1
    weighted = held * numpy.log1p(len(rows) / numpy.maximum(held.sum(axis=0), 1))
    sizes = numpy.maximum(weighted.sum(axis=1), 1e-6)
    numbers = {document: at for at, document in enumerate(material.volumes)}
    home = numpy.array([numbers[document] for document, _ in rows])
    out: dict[str, list[float]] = {}
    for document, number in numbers.items():
        covered = held[home != number] @ weighted[home == number].T
        out[document] = (covered.max(axis=0, initial=0.0) / sizes[home == number]).tolist()
    return out


def _lonely(volume: Volume, new: frozenset[str], elsewhere: Sequence[float], shared: Sequence[Span]) -> Iterator[int]:
    """The numbers of the sentences that tell something new."""
    for number, sentence in enumerate(volume.sentences):
        if any(span.overlap(sentence) >= COVERED * min(sentence.length, max(1, span.length)) for span in shared):
            continue
        keys = _keys(volume, sentence)
        if not END.search(sentence.of(volume.article.text)) or len(keys) < FEWEST:
            continue  # a heading, a byline, a caption
        count, share = len(keys & new), len(keys & new) / len(keys)
        is_new = share >= HALF_NEW or (count >= NEW_WORDS and share >= NEW_SHARE)
        if elsewhere[number] < TOLD_ELSEWHERE and is_new:
            yield number


def _joined(volume: Volume, numbers: Iterable[int]) -> Iterator[Place]:
    """Passages of sentences that follow each other in one paragraph."""
    text = volume.article.text
    last: Span | None = None
    before = -2
    for number in numbers:
        sentence = volume.sentences[number]
        if last is not None and number == before + 1 and "\n" not in text[last.end : sentence.start]:
            last = Span(last.start, sentence.end)
        else:
            if last is not None:
                yield Place(volume.id, last)
            last = sentence
        before = number
    if last is not None:
        yield Place(volume.id, last)
