"""One act of speech in several documents: which quotations and reports of speech go back to the same words.

Every pair that has words in common is weighed: who speaks, which words stand in a row, what is said in whatever words,
on which occasion. The surest pairs are joined first. A partial quotation or a report joins the words it is nearest to,
and is no bridge between two fuller ones. Two statements of one speaker on one topic stay apart.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from twosource.corroborate.likeness import FEW, Certainty, Pair, Weighing, in_one_breath, surely_same
from twosource.corroborate.material import Material
from twosource.corroborate.speech import Said

__all__ = ["group_utterances"]


class Bond(Struct, frozen=True, order=True):
    """Two pieces that are one utterance, by their numbers; sorted, the surest come first.

    Of equals the words decide, so that the names of the documents do not.
    """

    certainty: int
    weight: float
    words: tuple[tuple[str, ...], ...]
    left: int
    right: int


def group_utterances(said: Sequence[Said], material: Material) -> tuple[tuple[Said, ...], ...]:
    """Bring together the quotations that go back to one act of speech, in the order of the first of each group."""
    weighing = Weighing(material)
    groups = Groups(said, weighing, {at: [at] for at in range(len(said))}, list(range(len(said))))
    for bond in sorted(_bonds(said, weighing)):
        groups.join(bond)
    return tuple(tuple(said[at] for at in sorted(members)) for _, members in sorted(groups.members.items()))


class Groups(Struct, frozen=True):
    """The groups so far: by the number of their first piece, and for every piece that of its group."""

    said: Sequence[Said]
    weighing: Weighing
    members: dict[int, list[int]]
    group: list[int]

    def join(self, bond: Bond) -> None:
        """Make one group of the two that hold the ends of `bond`, unless something speaks against it."""
        one, other = sorted((self.group[bond.left], self.group[bond.right]))
        if one == other or not self._may_join(bond, one, other):
            return
        for at in self.members.pop(other):
            self.group[at] = one
            self.members[one].append(at)

    def _may_join(self, bond: Bond, one: int, other: int) -> bool:
        mine, others = ([self.said[at] for at in self.members[number]] for number in (one, other))
        if self._two_speakers_in_one(mine, others):
            return False
        if -bond.certainty >= Certainty.LONG_RUN:
            return True
        left, right = self.said[bond.left], self.said[bond.right]
        if self.weighing.voices.agree(left.quote, right.quote) != "same" and self._apart(mine, others):
            return False
        if -bond.certainty >= Certainty.WORDING:
            return True
        if any(map(_is_full, mine)) and any(map(_is_full, others)):
            return False  # a fragment is no bridge between two longer ones
        if -bond.certainty == Certainty.ONE_BREATH and len(mine) == len(others) == 1:
            return False  # nobody else tells either
        return not self._told_beside(mine, others)

    def _told_beside(self, mine: Sequence[Said], others: Sequence[Said]) -> bool:
        """Whether one document tells both, in two quotations and not in one breath: then they are two things said.

        Unless they are different parts of one fuller quotation.
        """
        return any(
            one.quote.document == other.quote.document
            and one.quote.id != other.quote.id
            and not in_one_breath(Pair(one, other), self.weighing.material)
            and not self._are_parts(one, other, (*mine, *others))
            for one in mine
            for other in others
        )

    def _are_parts(self, one: Said, other: Said, group: Sequence[Said]) -> bool:
        """Whether the longest quotation in marks of another document says both, and each in other words of it."""
        elsewhere = (said for said in group if _is_full(said) and said.quote.document != one.quote.document)
        full = max(elsewhere, key=lambda said: (len(said.words), said.words), default=None)
        if full is None:
            return False
        whole = self.weighing.keys(full)
        parts = [self.weighing.keys(said) & whole for said in (one, other)]
        return all(parts) and not parts[0] & parts[1]

    def _apart(self, mine: Sequence[Said], others: Sequence[Said]) -> bool:
        agree = self.weighing.voices.agree
        return any(agree(one.quote, other.quote) == "other" for one in mine for other in others)

    def _two_speakers_in_one(self, mine: Sequence[Said], others: Sequence[Said]) -> bool:
        """Whether one document gives the words of two groups to two persons: then they are two utterances."""
        return any(
            one.quote.document == other.quote.document and self.weighing.are_two_persons(one.quote, other.quote)
            for one in mine
            for other in others
        )


def _is_full(said: Said) -> bool:
    return said.direct and len(said.words) > FEW


def _bonds(said: Sequence[Said], weighing: Weighing) -> Iterator[Bond]:
    for left, right in sorted({*_candidates(said, weighing), *_neighbours(said)}):
        found = surely_same(Pair(said[left], said[right]), weighing)
        if found is not None:
            texts = tuple(sorted((said[left].words, said[right].words)))
            yield Bond(-found[0], -found[1], texts, left, right)


def _neighbours(said: Sequence[Said]) -> Iterator[tuple[int, int]]:
    """Reports of speech that follow each other in a document."""
    for at, (one, other) in enumerate(pairwise(said)):
        if one.quote.document == other.quote.document and not one.direct and not other.direct:
            yield at, at + 1


def _candidates(said: Sequence[Said], weighing: Weighing) -> list[tuple[int, int]]:
    """Pairs with two words in common, or one where one of them is short, in their form or their meaning."""
    holders: dict[str, list[int]] = {}
    for at, one in enumerate(said):
        for word in {*one.content, *weighing.keys(one)}:
            holders.setdefault(word, []).append(at)
    shared: Counter[tuple[int, int]] = Counter()
    for holding in holders.values():
        shared.update(combinations(holding, 2))
    return sorted(
        (left, right)
        for (left, right), count in shared.items()
        if count >= 2 or count >= min(len(said[left].content), len(said[right].content))
    )
