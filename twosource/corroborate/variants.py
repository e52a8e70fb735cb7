"""How one quotation gives what another gives in full."""

import re
from collections.abc import Sequence
from typing import Literal

from twosource.align.differences import word_differences
from twosource.corroborate.wording import words
from twosource.model import Difference, Span

__all__ = ["Told", "relation_of", "variant_of"]

Relation = Literal["verbatim", "truncated", "altered", "spliced", "paraphrased"]
Word = tuple[str, Span]
INSERTED = re.compile(r"\[[^\]]*\]")
OMISSION = re.compile(r"\.\s?\.\s?\.|…|\[\W*\]")
SENTENCE_END = re.compile(r"[.!?][\"'”’]?\s")
ANOTHER_CUT = 4  # so many further words at an end are no alteration but a cut made elsewhere


Told = Literal["quoted", "reported", "both reported"]


def variant_of(full: str, given: str, *, told: Told = "quoted") -> tuple[Relation, tuple[Difference, ...]]:
    """Say how `given` renders `full`, and in which words it differs; case, marks and punctuation are no difference."""
    return relation_of(full, given, told=told), word_differences(full, given)


def relation_of(full: str, given: str, *, told: Told = "quoted") -> Relation:
    """Name the relation of a quotation to the fullest version of the same utterance.

    Words left out make it ``truncated``; whole sentences left out between others, or two made one by a cut, with
    nothing to show it, ``spliced``; words changed or put in, ``altered``. What is told of `given` is whether it is
    quoted, or `full` is and it is reported, or both are: the words of one who reports are ``paraphrased``, unless they
    are the very same, or those of another report cut.

    >>> relation_of("We will open the gates tomorrow.", "we will open the gates")
    'truncated'
    >>> relation_of("We will open the gates.", "We will close the gates.")
    'altered'
    >>> relation_of("the gates, shut since May, will open", "the gates will open", told="both reported")
    'truncated'
    """
    whole, part = list(words(INSERTED.sub(_blank, full))), list(words(INSERTED.sub(_blank, given)))
    if told == "reported" and [word for word, _ in whole] != [word for word, _ in part]:
        return "paraphrased"
    if told == "both reported" and not _is_cut([word for word, _ in part], [word for word, _ in whole]):
        return "paraphrased"
    changed, gaps = _compare([word for word, _ in whole], [word for word, _ in part])
    if len(part) < len(whole) and _stands_in(part, whole):
        return "truncated"
    if changed:
        return "altered"
    if not gaps and len(whole) == len(part):
        return "verbatim"
    shown = OMISSION.search(given) is not None
    inner = [(low, high) for low, high in gaps if low and high < len(whole)]
    over = any(SENTENCE_END.search(full[whole[low - 1][1].start : whole[high][1].start]) for low, high in inner)
    return "spliced" if not shown and (over or (inner and _joins(whole, part, full, given))) else "truncated"


def _stands_in(part: Sequence[Word], whole: Sequence[Word]) -> bool:
    """Whether all of `part` stands in `whole` without a gap."""
    said, held = [word for word, _ in part], [word for word, _ in whole]
    return any(held[at : at + len(said)] == said for at in range(len(held) - len(said) + 1))


def _is_cut(part: Sequence[str], whole: Sequence[str]) -> bool:
    """Whether all words of `part` stand in `whole` in this order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def _joins(whole: Sequence[Word], part: Sequence[Word], full: str, given: str) -> bool:
    """Whether words on both sides of the end of a sentence of `full` stand in one sentence of `given`."""
    from rapidfuzz.distance import LCSseq

    for step in LCSseq.opcodes([word for word, _ in whole], [word for word, _ in part]):
        if step.tag != "equal":
            continue
        for at in range(1, step.src_end - step.src_start):
            ends = SENTENCE_END.search(_between(whole, step.src_start + at, full))
            if ends and not SENTENCE_END.search(_between(part, step.dest_start + at, given)):
                return True
    return False


def _between(said: Sequence[Word], at: int, text: str) -> str:
    """What stands between a word and the one before it."""
    return text[said[at - 1][1].end : said[at][1].start]


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _compare(whole: Sequence[str], part: Sequence[str]) -> tuple[bool, list[tuple[int, int]]]:
    """Whether words were changed or added, and the stretches of `whole` (as word numbers) that were left out."""
    from rapidfuzz.distance import LCSseq

    changed, gaps = False, []
    for step in LCSseq.opcodes(whole, part):
        if step.tag == "delete":
            gaps.append((step.src_start, step.src_end))
        elif step.tag != "equal":
            at_an_end = step.dest_start == 0 or step.dest_end == len(part)
            changed = changed or not (at_an_end and step.dest_end - step.dest_start >= ANOTHER_CUT)
    return changed, gaps
