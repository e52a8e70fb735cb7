"""What only one document reports: sentences that tell of something found in no other."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from twosource.corroborate.material import Material, Volume
from twosource.model import Place, Reuse, Span

__all__ = ["find_only_in"]

NEW_WORDS = 4  # words of a sentence that no other document has, at least
NEW_SHARE = 0.4  # and that part of its content words
NEW_WITH_NAME = 2  # so many suffice beside a name or figure that no other document has
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
    holders = Counter(key for volume in material.volumes.values() for key in _keys(volume))
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
        for place in _joined(volume, _lonely(volume, holders, sorted(shared.get(volume.id, ()))))
    )


def _keys(volume: Volume) -> frozenset[str]:
    return frozenset(term.key for term in volume.terms if term.content)


def _lonely(volume: Volume, holders: Counter[str], shared: Sequence[Span]) -> Iterator[int]:
    """The numbers of the sentences that tell something new."""
    for number, sentence in enumerate(volume.sentences):
        if any(span.overlap(sentence) >= COVERED * min(sentence.length, max(1, span.length)) for span in shared):
            continue
        if not END.search(sentence.of(volume.article.text)):
            continue  # a heading, a byline, a caption
        keys = {term.key for term in volume.terms_in(sentence) if term.content}
        new = {key for key in keys if holders[key] == 1}
        striking = any(key.startswith("@") or key[0].isdigit() for key in new)
        enough = NEW_WITH_NAME + 1 if striking else NEW_WORDS
        if len(new) >= enough and len(new) >= NEW_SHARE * len(keys):
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
