"""Words as this stage compares them: folded, stemmed, and brought under one name where they say the same."""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from twosource.model import Span
from twosource.words import lines, table
from twosource.words.stems import stem

__all__ = [
    "CLAUSE_END", "FUNCTION_WORDS", "acts_in", "common_run", "hedges_in", "is_past", "is_undone", "key_of",
    "matched_words", "stem", "words",
]  # fmt: skip

WORD = re.compile(r"\d+(?:[.,]\d+)*|(?:\b[A-Za-z]\.){2,}|[^\W_]+(?:['’ʼ][^\W_]+)*")
CLAUSE_END = re.compile(r"[.!?;:…–—]\W|,\s(?=(?:and|but|or|so|yet|while|though|because)\b)")
NO_HEDGES = (("would", "not"), ("as", "planned"), ("as", "expected"))
SHORTEST_VERB = 4  # letters of the shortest past form or participle
FUNCTION_WORDS = frozenset(lines("en/function_words"))


def words(text: str, span: Span | None = None) -> Iterator[tuple[str, Span]]:
    """Yield the words of `text` in `span`, folded, with their places: case, marks and dots of ``U.S.`` do not count.

    >>> [word for word, _ in words("The U.S. “can’t” wait: 3,000 men")]
    ['the', 'us', "can't", 'wait', '3,000', 'men']
    """
    where = span or Span(0, len(text))
    for match in WORD.finditer(text, where.start, where.end):
        folded = match.group().casefold().replace("’", "'").replace("ʼ", "'")
        folded = folded if folded[0].isdigit() else folded.replace(".", "")
        yield folded.removesuffix("'s"), Span(*match.span())


@cache
def _classes() -> dict[str, str]:
    named: dict[str, str] = {}
    for name, others in table("en/same_meaning").items():
        for word in (name, *others):
            named.setdefault(stem(word), stem(name))
    return named


@cache
def key_of(word: str) -> str:
    """The name under which a folded word is compared: that of its class in ``same_meaning``, or its stem.

    >>> key_of("launched") == key_of("began"), key_of("launched") == key_of("rose")
    (True, False)
    """
    root = stem(word)
    return _classes().get(root, root)


def hedges_in(said: Sequence[str]) -> frozenset[str]:
    """The kinds of hedge (``future``, ``expected``, ``possible`` …) among folded words.

    “Would not say” and “as planned” are none.

    >>> sorted(hedges_in("the pier will open if it may".split())), hedges_in("she would not say".split())
    (['condition', 'future', 'possible'], frozenset())
    """
    kinds = table("en/hedges")
    pairs = [*pairwise(["", *said]), (said[-1] if said else "", "")]
    no_hedges = {(first, second) for first, second in pairs if (first, second) in NO_HEDGES}
    return frozenset(
        kinds[word][0]
        for (before, word), (_, after) in pairwise(pairs)
        if word in kinds and (before, word) not in no_hedges and (word, after) not in no_hedges
    )


@cache
def _is_act(word: str) -> bool:
    """Whether a folded word looks like a verb of what happens, by its spelling: a past form or a participle."""
    if word in FUNCTION_WORDS or word in table("en/hedges"):
        return False
    if word in lines("en/irregular_pasts"):
        return True
    return len(word) > SHORTEST_VERB and word.endswith(("ed", "ing")) and word not in lines("en/no_verbs")


def is_past(word: str) -> bool:
    """Whether a folded word looks like a past form.

    >>> is_past("closed"), is_past("struck"), is_past("shooting")
    (True, True, False)
    """
    return _is_act(word) and not word.endswith("ing")


def acts_in(said: Sequence[str]) -> frozenset[str]:
    """The names, in comparisons, of the words among `said` that tell what is done.

    >>> sorted(acts_in("the court has freed the two men who struck".split()))
    ['collid', 'fre']
    """
    return frozenset(key_of(word) for word in said if _is_act(word))


def is_undone(said: Sequence[str]) -> bool:
    """Whether folded words tell that something is undone: charges dropped, a plan scrapped, a verdict overturned.

    >>> is_undone("they dropped the charges".split()), is_undone("they brought charges".split())
    (True, False)
    """
    return any(word in _reversals() for word in said)


@cache
def _reversals() -> frozenset[str]:
    return frozenset(lines("en/reversals"))


def matched_words(left: Sequence[str], right: Sequence[str]) -> int:
    """How many words both have in the same order (the length of their longest common subsequence).

    >>> matched_words("a b c d".split(), "a x c d e".split())
    3
    """
    from rapidfuzz.distance import LCSseq

    return int(LCSseq.similarity(left, right))


def common_run(left: Sequence[str], right: Sequence[str]) -> int:
    """Length of the longest run of words that both have without a gap.

    >>> common_run("so they will not go".split(), "they will not come".split())
    3
    """
    best, before = 0, [0] * (len(right) + 1)
    for one in left:
        row = [0]
        for at, other in enumerate(right):
            row.append(before[at] + 1 if one == other else 0)
        best, before = max(best, *row), row
    return best
