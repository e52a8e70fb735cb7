"""What a later version of an article has otherwise than an earlier one: headline, figures, quotations, sentences."""

from collections.abc import Hashable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache, cached_property
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from twosource.align.words import words_of
from twosource.derive.paired import Group, Sentences, paired
from twosource.derive.stated import Stated, figures_in, quotations_in
from twosource.model import Article, Change, Derivation, Figure, Lineage, Place, Quote, Span
from twosource.words import table

__all__ = ["Version", "changes_listed", "what_changed"]

KINDS = ("headline", "figure", "quote", "sentence")
WAYS = ("changed", "added", "dropped")

FEWEST_QUOTED = 4
"""Words in quotation marks that are a quotation; fewer are a name, a title or a word held at arm's length."""

LONGEST_BESIDE = 3
"""Letters of words such as "was" and "at", which say nothing of what a figure is of."""

ALIKE = 0.5
"""Twice the words in common, by the words of both, from which a quotation is the same in other words."""


class Version(Struct, frozen=True, kw_only=True):
    """An article, its sentences and what was found in it; `figures` is None where they were not looked for."""

    article: Article
    sentences: tuple[Span, ...]
    quotes: tuple[Quote, ...] = ()
    figures: tuple[Figure, ...] | None = None


class _Text(Struct, frozen=True, dict=True):
    """A version as it is compared."""

    id: str
    text: str
    sentences: Sentences
    figures: tuple[Stated, ...]
    quotations: tuple[Stated, ...]

    @property
    def folded(self) -> tuple[str, ...]:
        """All its words."""
        return self.sentences.words.folded

    @cached_property
    def joined(self) -> str:
        """All its words with blanks around them."""
        return f" {' '.join(self.folded)} "

    @cached_property
    def sizes(self) -> frozenset[Hashable]:
        """The sizes of its figures."""
        return frozenset(one.size for one in self.figures)

    @cached_property
    def in_figures(self) -> frozenset[int]:
        """The words that belong to figures."""
        return frozenset(at for one in self.figures for at in range(one.first, one.end))

    @cached_property
    def starts(self) -> frozenset[int]:
        """The words that begin a sentence."""
        return frozenset(start for start, _ in self.sentences.bounds)

    def place(self, one: Stated | None) -> Place | None:
        """Where the words of `one` stand."""
        return Place(self.id, one.span) if one else None

    def sentence(self, first: int, end: int) -> Place | None:
        """Where sentences `first` to `end` stand; None where there are none."""
        span = self.sentences.stretch(first, end)
        return Place(self.id, span) if span else None

    def around(self, one: Stated | None) -> tuple[int, int]:
        """The numbers of the sentences that hold `one`, as a stretch; an empty one where there are none."""
        met = [
            at for at, (first, end) in enumerate(self.sentences.bounds) if one and first < one.end and one.first < end
        ]
        return (met[0], met[-1] + 1) if met else (0, 0)

    def said(self, place: Place | None) -> str:
        """The words at `place`."""
        return place.span.of(self.text) if place else ""


class _Diff(Struct, frozen=True):
    """Words `left` to `left_end` of one text stand where `right` to `right_end` of the other do."""

    left: int
    left_end: int
    right: int
    right_end: int


def changes_listed(lineage: Lineage, versions: Mapping[str, Version]) -> Lineage:
    """Return `lineage` with what changed between every two versions of one article; `versions` are those given."""
    return replace(lineage, edges=tuple(_listed(edge, versions) for edge in lineage.edges))


def _listed(edge: Derivation, versions: Mapping[str, Version]) -> Derivation:
    if edge.kind != "revision" or edge.parent not in versions or edge.child not in versions:
        return edge
    return replace(edge, changes=what_changed(versions[edge.parent], versions[edge.child]))


def what_changed(parent: Version, child: Version) -> tuple[Change, ...]:
    """Return what `child` has otherwise than `parent`: the headline first, then figures, quotations and sentences.

    Within each, first what changed, then what came, then what went, in the order of the text. Case, punctuation and
    spelling variants make no difference, nor do other places of the same sentences. One figure is put for another
    where the words around it are the same; of one that came or went, none of its size stands elsewhere.

    >>> from twosource.model import Facts
    >>> def version(name, *lines):
    ...     text, spans = "\\n".join(lines), []
    ...     for line in lines:
    ...         spans.append(Span(text.index(line), text.index(line) + len(line)))
    ...     article = Article(id=name, path="", source=text, edits=(), facts=Facts(), sha256="")
    ...     return Version(article=article, sentences=tuple(spans))
    >>> early = version("a", "Three died when the ferry Alma sank.", "Rain fell.")
    >>> late = version("b", "Five died when the ferry Alma sank.", "“We lost two good friends,” Moss said.")
    >>> for one in what_changed(early, late):
    ...     print(one.what, one.how, one.old, "|", one.new)
    figure changed Three | Five
    quote added  | We lost two good friends
    sentence dropped Rain fell. |
    """
    old, new = _text(parent), _text(child)
    groups = paired(old.sentences, new.sentences)
    quotes = list(_quotes(old, new, groups))
    figures = [change for group in groups for change in _figures(old, new, group) if not _among(change, quotes)]
    sentences = [change for group in groups for change in _sentences(old, new, group, [*quotes, *figures])]
    return tuple(sorted([*_headline(parent.article, child.article), *figures, *quotes, *sentences], key=_order))


def _order(change: Change) -> tuple[int, int, int]:
    place = change.new_place or change.old_place
    return KINDS.index(change.what), WAYS.index(change.how), place.span.start if place else 0


def _text(version: Version) -> _Text:
    text, words = version.article.text, words_of(version.article.text)
    return _Text(
        id=version.article.id,
        text=text,
        sentences=Sentences.of(words, version.sentences),
        figures=figures_in(words, version.figures),
        quotations=quotations_in(text, words, version.quotes, FEWEST_QUOTED),
    )


def _headline(parent: Article, child: Article) -> Iterator[Change]:
    titles = [one.facts.title.value if one.facts.title else "" for one in (parent, child)]
    if all(titles) and words_of(titles[0]).folded != words_of(titles[1]).folded:
        yield Change(what="headline", how="changed", old=titles[0], new=titles[1])


def _quotes(old: _Text, new: _Text, groups: Sequence[Group]) -> Iterator[Change]:
    """Quotations put otherwise, and those of which the other text has nothing, in marks or without."""
    left = [one for one in old.quotations if not _whole(one, new.quotations)]
    right = [one for one in new.quotations if not _whole(one, old.quotations)]
    pairs = _alike(left, right)
    for here, one in enumerate(left):
        if here in pairs:
            yield _change("quote", old, new, groups, one, right[pairs[here]])
        elif not _holds(new.joined, one.words):
            yield _change("quote", old, new, groups, one, None)
    for there, one in enumerate(right):
        if there not in pairs.values() and not _holds(old.joined, one.words):
            yield _change("quote", old, new, groups, None, one)


def _whole(one: Stated, others: Sequence[Stated]) -> bool:
    """Whether `others` give all of a quotation, in one piece or in several."""
    return any(one.words == other.words for other in others) or (
        sum(len(other.words) for other in others if _holds(one.joined, other.words)) >= len(one.words)
    )


def _holds(joined: str, words: Sequence[str]) -> bool:
    return f" {' '.join(words)} " in joined


def _alike(left: Sequence[Stated], right: Sequence[Stated]) -> dict[int, int]:
    """Which quotations are the same in other words, or one a part of the other: the likest first."""
    from rapidfuzz.distance import LCSseq

    found = []
    for here, one in enumerate(left):
        for there, other in enumerate(right):
            common = LCSseq.similarity(one.words, other.words)
            alike = 2 * common / (len(one.words) + len(other.words))
            if alike >= ALIKE or _holds(one.joined, other.words) or _holds(other.joined, one.words):
                found.append((-alike, here, there))
    pairs: dict[int, int] = {}
    for _, here, there in sorted(found):
        if here not in pairs and there not in pairs.values():
            pairs[here] = there
    return pairs


def _figures(old: _Text, new: _Text, group: Group) -> Iterator[Change]:
    """Figures of sentences that both have: put for another, or there in one of them only."""
    diffs = list(_joined(old, new, list(_differences(old, new, group))))
    renamed = any(_names(old, diff.left, diff.left_end) and _names(new, diff.right, diff.right_end) for diff in diffs)
    for diff in diffs:
        here = [one for one in old.figures if one.first < diff.left_end and diff.left < one.end]
        there = [one for one in new.figures if one.first < diff.right_end and diff.right < one.end]
        if not renamed and _exchanged(old, new, diff, here, there):
            if len(here) == 1:
                here, there = [_led(old, here[0], diff.left)], [_led(new, there[0], diff.right)]
            pairs = zip(here, there, strict=True)
            yield from (_change("figure", old, new, (group,), *pair) for pair in pairs if pair[0].size != pair[1].size)
        else:
            yield from (_change("figure", old, new, (group,), one, None) for one in here if one.size not in new.sizes)
            yield from (_change("figure", old, new, (group,), None, one) for one in there if one.size not in old.sizes)


def _exchanged(old: _Text, new: _Text, diff: _Diff, here: Sequence[Stated], there: Sequence[Stated]) -> bool:
    """Whether each figure `here` is put for one `there`, of one kind and of the same thing."""
    alike = len(here) == len(there) and all(a.unit == b.unit for a, b in zip(here, there, strict=True))
    other = _telling(old, diff.left, diff.left_end), _telling(new, diff.right, diff.right_end)
    return alike and not all(other)


def _telling(text: _Text, first: int, end: int) -> bool:
    """Whether the words say what a figure is of, and not only which way it went and how exact it is."""
    words = (text.folded[at] for at in range(first, end) if at not in text.in_figures)
    return any(len(word) > LONGEST_BESIDE and word not in _beside_figures() for word in words)


@cache
def _beside_figures() -> frozenset[str]:
    words = (word for phrase in table("en/qualifiers") for word in phrase.split())
    return frozenset(words) | frozenset(table("en/changes"))


def _led(text: _Text, figure: Stated, start: int) -> Stated:
    """`figure` with the words before it, from `start` on, that say which way it went and how exact it is."""
    first = figure.first
    while first > start and text.folded[first - 1] in _beside_figures():
        first -= 1
    if first == figure.first:
        return figure
    span = Span(text.sentences.words.spans[first].start, figure.span.end)
    return replace(figure, first=first, span=span, words=text.folded[first : figure.end])


def _differences(old: _Text, new: _Text, group: Group) -> Iterator[_Diff]:
    left, left_end = old.sentences.numbers(group.left, group.left_end)
    right, right_end = new.sentences.numbers(group.right, group.right_end)
    if left == left_end or right == right_end:
        return
    matcher = SequenceMatcher(None, old.folded[left:left_end], new.folded[right:right_end], autojunk=False)
    for tag, i, i_end, j, j_end in matcher.get_opcodes():
        if tag != "equal":
            yield _Diff(left + i, left + i_end, right + j, right + j_end)


def _joined(old: _Text, new: _Text, diffs: Sequence[_Diff]) -> Iterator[_Diff]:
    """The differences, as one where only words of figures stand between them."""
    last: _Diff | None = None
    for diff in diffs:
        if (
            last
            and old.in_figures.issuperset(range(last.left_end, diff.left))
            and new.in_figures.issuperset(range(last.right_end, diff.right))
        ):
            last = _Diff(last.left, diff.left_end, last.right, diff.right_end)
            continue
        if last:
            yield last
        last = diff
    if last:
        yield last


def _names(text: _Text, first: int, end: int) -> bool:
    """Whether there is a name among the words: where the other text has another, the two may be about two things."""
    plain = (at for at in range(first, end) if at not in text.starts and at not in text.in_figures)
    return any(_is_name(text, at) for at in plain)


def _is_name(text: _Text, at: int) -> bool:
    word = text.sentences.words.spans[at].of(text.text)
    return word[0].isupper() and word.casefold() not in _times()


@cache
def _times() -> frozenset[str]:
    return frozenset(table("en/weekdays")) | frozenset(table("en/months"))


def _sentences(old: _Text, new: _Text, group: Group, told: Sequence[Change]) -> Iterator[Change]:
    """A sentence that came, went or was changed, but for those of which nothing is left to tell."""
    before, after = old.sentence(group.left, group.left_end), new.sentence(group.right, group.right_end)
    how: Literal["changed", "added", "dropped"] = "changed" if before and after else "added" if after else "dropped"
    if how == "changed":
        again = all(_is_told(old, new, diff, told) for diff in _differences(old, new, group))
    else:
        again = any(_is_shown(place, one) for place in (before, after) if place for one in told)
    if not again:
        yield Change(
            what="sentence", how=how, old=old.said(before), new=new.said(after), old_place=before, new_place=after
        )


def _is_shown(sentence: Place, change: Change) -> bool:
    """Whether `sentence` stands around the words of `change`."""
    places = (change.old_sentences, change.new_sentences)
    return any(one.document == sentence.document and one.span.holds(sentence.span) for one in places if one)


def _is_told(old: _Text, new: _Text, diff: _Diff, told: Sequence[Change]) -> bool:
    """Whether all words of `diff` belong to a figure or a quotation that is told."""
    here = sum(_words_of(one, old, (diff.left, diff.left_end)) for one in told)
    there = sum(_words_of(one, new, (diff.right, diff.right_end)) for one in told)
    return here >= diff.left_end - diff.left and there >= diff.right_end - diff.right


def _words_of(change: Change, text: _Text, stretch: tuple[int, int]) -> int:
    """How many words of `stretch` are those of `change`."""
    place = next((one for one in (change.old_place, change.new_place) if one and one.document == text.id), None)
    spans = text.sentences.words.spans[slice(*stretch)]
    if place is None or not spans or not place.span.overlap(Span(spans[0].start, spans[-1].end)):
        return 0
    return sum(place.span.overlap(span) > 0 for span in spans)


def _among(change: Change, quotes: Sequence[Change]) -> bool:
    """Whether `change` lies within a quotation that is told."""
    places = [place for one in quotes for place in (one.old_place, one.new_place) if place]
    mine = [place for place in (change.old_place, change.new_place) if place]
    return any(a.document == b.document and b.span.holds(a.span) for a in mine for b in places)


def _change(
    what: Literal["figure", "quote"],
    old: _Text,
    new: _Text,
    groups: Sequence[Group],
    here: Stated | None,
    there: Stated | None,
) -> Change:
    """The change of `here` to `there`, with the sentences around them."""
    left, right = _around(old, new, groups, old.around(here), new.around(there))
    known = there or here
    return Change(
        what=what,
        how="changed" if here and there else "added" if there else "dropped",
        old=old.said(old.place(here)),
        new=new.said(new.place(there)),
        about=known.about if known else None,
        old_place=old.place(here),
        new_place=new.place(there),
        old_sentences=old.sentence(*left),
        new_sentences=new.sentence(*right),
    )


def _around(
    old: _Text, new: _Text, groups: Sequence[Group], left: tuple[int, int], right: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]]:
    """The sentences `left` and `right`; where one is empty, those that the others are there, if there are any."""
    for group in groups:
        here, there = (group.left, group.left_end), (group.right, group.right_end)
        if left == (0, 0) and _meet(right, there):
            return here, right
        if right == (0, 0) and _meet(left, here):
            return left, there
    return left, right


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
