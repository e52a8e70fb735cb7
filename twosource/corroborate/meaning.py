"""Whether a quotation that cuts or changes words still asserts what the fullest version asserts.

What is looked at is few and certain: a lost or added negation, a lost condition, a hedge that is gone or put in, and a
clause that limits what “any”, “every” or “no” is about. A whole clause left out changes nothing in those that are kept.
"""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Literal

from msgspec import Struct

from twosource.corroborate.wording import CLAUSE_END, FUNCTION_WORDS, stem, words
from twosource.model import Span
from twosource.words import table

__all__ = ["change_of_meaning"]

Kind = Literal["not", "if", "perhaps"]
INSERTED = re.compile(r"\[[^\]]*\]")
REACH = 5  # words from a negation or a hedge to the words that it is about
SWEEPING = re.compile(r"(?:any|every|no|never|all|none|nobody|nothing)(?:body|thing|one|where)?$")
LIMITING = frozenset(("that", "who", "which", "except", "before", "until", "without", "unless"))
BESIDE = 3  # words between what is kept and what limits it, and words that a limit has at least
NO_TURN = frozenset(("only", "just", "merely", "least"))
FRAMING = frozenset(("that", "whether"))
TOLD = {
    "not": "without “{}” the opposite is asserted",
    "if": "without “{}” it is no longer conditional",
    "perhaps": "without “{}” it is asserted as certain",
}
ADDED = {
    "not": "“{}” was added: the opposite is asserted",
    "if": "“{}” was added: it became conditional",
    "perhaps": "“{}” was added: it became less certain",
}
LONGEST = 12  # words of what was lost that are told


class Token(Struct, frozen=True):
    """A word as it is compared, with its place; “cannot” is two, and “unless” is “if not”."""

    word: str
    span: Span


def change_of_meaning(full: str, given: str) -> str | None:
    """What `given` lost or added against `full` that changes what is asserted, in plain words; None if nothing.

    >>> change_of_meaning("We will open if the tide allows it.", "We will open")
    'without “if the tide allows it” it is no longer conditional'
    >>> change_of_meaning("We will open, and we will stay.", "We will open")
    """
    whole, part = _tokens(full), _tokens(given)
    kept, added = _aligned(whole, part)
    if not kept:
        return None
    lost = dict.fromkeys(("not", "if", "perhaps"), "")
    limit = ""
    for clause in _clauses(whole, full):
        for kind, words_lost in _lost_in(clause, kept, whole, full):
            lost[kind] = lost[kind] or words_lost
        limit = limit or _limit_in(clause, kept, whole, full)
    new = {_kind(part[at].word): part[at].span.of(given) for at in reversed(added) if _is_put_in(at, part, added)}
    given_kinds = {_kind(token.word) for token in part}
    for kind in ("if", "not", "perhaps"):
        still = kind in new if kind == "not" else kind in given_kinds
        if lost[kind] and not still and not (kind == "perhaps" and any(part[at].word == "can" for at in added)):
            return TOLD[kind].format(lost[kind])
        if kind in new and not lost[kind]:
            return ADDED[kind].format(new[kind])
    return f"without “{limit}” it says more than was said" if limit else None


def _kind(word: str) -> str | None:
    row = table("en/asserting").get(word)
    return row[0] if row else None


def _tokens(text: str) -> list[Token]:
    out: list[Token] = []
    for word, span in words(INSERTED.sub(lambda match: " " * len(match.group()), text)):
        if word == "may" and span.start and span.of(text)[0].isupper():
            out.append(Token("May", span))  # the month
        elif word == "cannot" or word.endswith("n't"):
            out += [Token(word.removesuffix("n't").removesuffix("not"), span), Token("not", span)]
        elif word == "unless":
            out += [Token("if", span), Token("not", span)]
        elif word in NO_TURN and out and out[-1].word == "not":
            out[-1] = Token(f"not {word}", out[-1].span)  # “not only” turns nothing round
        else:
            out.append(Token(word, span))
    return out


def _aligned(whole: Sequence[Token], part: Sequence[Token]) -> tuple[frozenset[int], list[int]]:
    """The numbers of the words of `whole` that `part` has, too, and of the words that `part` has put in."""
    matcher = SequenceMatcher(None, [stem(one.word) for one in whole], [stem(one.word) for one in part], autojunk=False)
    kept: set[int] = set()
    added: list[int] = []
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag == "equal":
            kept |= set(range(low, high))
        else:
            added += range(start, end)
    return frozenset(kept), added


def _clauses(whole: Sequence[Token], text: str) -> Iterator[list[int]]:
    """The numbers of the words of each clause: what stands between full stops, or before an “and” behind a comma."""
    ends = [match.start() for match in CLAUSE_END.finditer(text)]
    clause: list[int] = []
    for at, token in enumerate(whole):
        if clause and any(whole[clause[-1]].span.end <= end <= token.span.start for end in ends):
            yield clause
            clause = []
        clause.append(at)
    yield clause


def _lost_in(
    clause: Sequence[int], kept: frozenset[int], whole: Sequence[Token], text: str
) -> Iterator[tuple[Kind, str]]:
    """What a clause lost of which something is kept: negations, conditions, hedges, each with the words that went."""
    if not any(at in kept and whole[at].word not in FUNCTION_WORDS for at in clause):
        return
    for at in clause:
        kind = _kind(whole[at].word)
        if at in kept or kind is None:
            continue
        if kind == "if":
            if _binds_kept(at, clause, kept):
                yield "if", _run(at, clause, kept, whole, text)
        elif _is_about_kept(at, clause, kept, whole):
            yield ("not", whole[at].span.of(text)) if kind == "not" else ("perhaps", whole[at].span.of(text))


def _is_put_in(at: int, part: Sequence[Token], added: Sequence[int]) -> bool:
    """Whether a word that was put in stands among words that were there: it is no part of another sentence."""
    near = [number for number in range(at - BESIDE, at + BESIDE + 1) if 0 <= number < len(part) and number != at]
    return _kind(part[at].word) is not None and 2 * sum(number in added for number in near) < len(near)


def _binds_kept(at: int, clause: Sequence[int], kept: frozenset[int]) -> bool:
    """Whether a condition that is gone was one of what is kept: it stood right behind it, or at the head before it."""
    before, after = (
        [number for number in clause if number in kept and (number < at) == left] for left in (True, False)
    )
    if len(before) + len(after) < BESIDE:
        return False
    return at - before[-1] <= BESIDE if before else at - clause[0] < BESIDE


def _is_about_kept(at: int, clause: Sequence[int], kept: frozenset[int], whole: Sequence[Token]) -> bool:
    """Whether the first telling word behind a word that is gone, not far from it, is kept: then it was about that."""
    if _frames_kept(at, clause, kept, whole):
        return True
    for after in range(at + 1, min(at + REACH, clause[-1]) + 1):
        if _kind(whole[after].word) or whole[after].word not in FUNCTION_WORDS:
            return after in kept and _kind(whole[after].word) is None
    return False


def _frames_kept(at: int, clause: Sequence[int], kept: frozenset[int], whole: Sequence[Token]) -> bool:
    """Whether a word that is gone takes back all that is kept: “we cannot say that …”, “it is not true that …”."""
    first = next(number for number in clause if number in kept)
    return at < first and whole[first - 1].word in FRAMING


def _limit_in(clause: Sequence[int], kept: frozenset[int], whole: Sequence[Token], text: str) -> str:
    """The clause that limited a sweeping word that is kept (“anything that …”), cut right behind what is kept."""
    sweeping = -REACH
    for at in clause:
        if at in kept:
            sweeping = at if SWEEPING.match(whole[at].word) else sweeping
        elif at - sweeping <= BESIDE + 1 and at - 1 in kept and whole[at].word in LIMITING:
            between = text[whole[at - 1].span.end : whole[at].span.start]
            lost = _run(at, clause, kept, whole, text)
            return "" if between.strip() or len(lost.split()) < BESIDE else lost
    return ""


def _run(at: int, clause: Sequence[int], kept: frozenset[int], whole: Sequence[Token], text: str) -> str:
    """The words that went from word `at` on, up to the next that is kept or the end of the clause."""
    last = at
    while last + 1 <= clause[-1] and last + 1 not in kept and last + 1 - at < LONGEST:
        last += 1
    more = " …" if last + 1 <= clause[-1] and last + 1 not in kept else ""
    return " ".join(text[whole[at].span.start : whole[last].span.end].split()) + more
