"""How much of what one piece of speech says another says, too, in whatever words: telling words, names and numbers."""

from collections.abc import Iterator, Mapping, Sequence, Set
from functools import cache, cached_property

from msgspec import Struct

from twosource.corroborate.material import Material, Term, Volume
from twosource.corroborate.speech import Said
from twosource.corroborate.wording import CLAUSE_END, key_of, stem, words
from twosource.model import Span
from twosource.words import lines, table

__all__ = ["Likeness", "Retellings"]

COMMON = 0.4  # what a word of everyday use counts beside another one
NUMBER, DIGIT = 1.5, 0.6  # what a number counts, and one below ten
LEAST_TOLD = 3  # telling words that a clause must have to be what is denied in the next one
ROOT = 7  # letters of a stem that count: “embezzled” is “embezzlement”
NEAR = 0.1  # by so much of it a number may be rounded


class Likeness(Struct, frozen=True):
    """How much two pieces of speech have in common: the weight shared, and the part of the one that says less.

    `shared` counts the keys in common, `telling` those of them that are neither common words nor what the story is all
    about; `numbers_differ` tells that both give numbers, and none of one is near to one of the other.
    """

    weight: float
    part: float
    shared: int
    telling: int
    numbers_differ: bool


class Retellings(Struct, frozen=True, dict=True):
    """The words of one story weighed for telling one piece of speech from another."""

    material: Material

    def likeness(self, one: Said, other: Said) -> Likeness:
        """Compare two pieces of speech by what they say. Which is given first changes nothing."""
        mine, others = self.keys(one), self.keys(other)
        shared = mine.keys() & others.keys()
        weight = sum(min(mine[key], others[key]) for key in sorted(shared))
        least = min(sum(mine.values()), sum(others.values()))
        numbers = [[float(key[1:]) for key in keys if key.startswith("#")] for keys in (mine, others)]
        return Likeness(
            weight=weight,
            part=weight / least if least else 0.0,
            shared=len(shared),
            telling=sum(min(mine[key], others[key]) >= COMMON for key in shared),
            numbers_differ=bool(numbers[0] and numbers[1])
            and not any(abs(a - b) <= NEAR * max(abs(a), abs(b)) for a in numbers[0] for b in numbers[1]),
        )

    def differ_in_negation(self, one: Said, other: Said) -> bool:
        """Whether, in the clauses that say the same, one has an odd number of words that turn it round, other not."""
        shared = self.keys(one).keys() & self.keys(other).keys()
        return self._denies(one, shared) != self._denies(other, shared)

    def _denies(self, said: Said, shared: Set[str]) -> bool:
        volume = self.material.volumes[said.quote.document]
        denials = int(said.denied)
        for span in said.spans:
            for clause in _clauses(volume, span):
                if any(key in shared for key, _ in _keys_in(volume, clause)):
                    denials += sum(word in lines("en/negations") for word, _ in words(volume.article.text, clause))
        return denials % 2 == 1

    def keys(self, said: Said) -> Mapping[str, float]:
        """What a piece of speech says, as keys of words, names and numbers, each with its weight."""
        held = self._keys.get((said.quote.document, said.spans))
        if held is None:
            held = self._weighed(said)
            self._keys[said.quote.document, said.spans] = held
        return held

    @cached_property
    def _keys(self) -> dict[tuple[str, tuple[Span, ...]], Mapping[str, float]]:
        return {}

    def _weighed(self, said: Said) -> Mapping[str, float]:
        volume = self.material.volumes[said.quote.document]
        speaker = f"@{said.quote.speaker}"
        out: dict[str, float] = {}
        for span in (_before(said, volume),) if said.points_back else said.spans:
            for key, word in _keys_in(volume, span):
                if key != speaker:
                    out[key] = self._weight(key, word)
        return out

    def _weight(self, key: str, word: str) -> float:
        if key.startswith("#"):
            return NUMBER if abs(float(key[1:])) >= 10 else DIGIT
        common = COMMON if word in lines("en/common_words") else 1.0
        return common * min(1.0, self._rarity.get(key, 1.0))

    @cached_property
    def _rarity(self) -> Mapping[str, float]:
        """For each key, in how many sentences a document that has it has it, as one over that number."""
        sentences: dict[str, int] = {}
        documents: dict[str, int] = {}
        for volume in self.material.volumes.values():
            seen: set[str] = set()
            for span in volume.sentences:
                here = {key for key, _ in _keys_in(volume, span)}
                for key in here:
                    sentences[key] = sentences.get(key, 0) + 1
                seen |= here
            for key in seen:
                documents[key] = documents.get(key, 0) + 1
        return {key: documents[key] / count for key, count in sentences.items()}


def _before(said: Said, volume: Volume) -> Span:
    """What a denial that points back is about: what its sentence tells before it, or else the sentence before."""
    sentence = volume.sentence(said.spans[0])
    start = min(span.start for span in (*said.spans, *said.quote.cue, *said.quote.source))
    within = Span(sentence.start, max(start, sentence.start))
    if sum(term.content for term in volume.terms_in(within)) >= LEAST_TOLD:
        return within
    before = volume.around(sentence)
    return Span(before.start, sentence.start)


def _keys_in(volume: Volume, span: Span) -> list[tuple[str, str]]:
    """The keys of `span`, each with the word it stands for: of numbers their value, of words their class of meaning."""
    figures = [one for one in volume.notes.figures if one.span.overlap(span) and one.low is not None]
    out = [(f"#{one.low:g}", "") for one in figures]
    return out + [(_meaning(term), term.word) for term in volume.terms_in(span) if _says(term)]


def _clauses(volume: Volume, span: Span) -> Iterator[Span]:
    """The parts of `span` between full stops, and before an “and” behind a comma."""
    start = span.start
    for match in CLAUSE_END.finditer(volume.article.text, span.start, span.end):
        yield Span(start, match.start())
        start = match.end()
    if start < span.end:
        yield Span(start, span.end)


def _says(term: Term) -> bool:
    """Whether a word says something, and no number, which its value stands for."""
    return term.content and not any(char.isdigit() for char in term.word) and term.word not in table("en/number_words")


def _meaning(term: Term) -> str:
    if term.key.startswith("@"):
        return term.key
    near = _near()
    return near.get(term.key) or near.get(stem(term.word)) or term.key[:ROOT]


@cache
def _near() -> Mapping[str, str]:
    return _classes(table("en/near_in_meaning"))


def _classes(rows: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
    out: dict[str, str] = {}
    for name, others in rows.items():
        for word in (name, *others):
            out.setdefault(key_of(word), key_of(name))
            out.setdefault(stem(word), key_of(name))
    return out
