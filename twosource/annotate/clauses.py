"""Reading a dependency parse: who does what a verb says, and which characters a group of words stands on."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from twosource.annotate.parse import Paragraph
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["agent", "cut_short", "doers", "finite", "naming", "noun_phrase", "runs", "subtree", "verb_group"]

SUBJECTS = frozenset(("nsubj", "csubj", "expl"))
RELATIVES = frozenset(("who", "which", "that"))
FROM_HEAD = frozenset(("conj", "xcomp", "advcl", "pcomp", "parataxis", "dep"))
ASIDES = frozenset(("relcl", "acl", "advcl", "parataxis", "appos", "prep", "amod"))
PASSIVE_LEADS = frozenset(("when", "if", "as", "once"))
DEEPEST = 8


def subtree(token: "Token") -> set[int]:
    """Numbers of the tokens that `token` governs, its own among them."""
    return {inner.i for inner in token.subtree}


def finite(token: "Token") -> bool:
    """Whether `token` is a verb form that can carry a clause."""
    return token.tag_[:2] == "VB"


def noun_phrase(head: "Token") -> set[int]:
    """Tokens of the noun phrase of `head`, without what is only set beside it: clauses after a comma, dashes."""
    inside = subtree(head)
    for child in head.rights:
        if child.dep_ in ASIDES and child.dep_ != "appos" and child.left_edge.i > 0:
            before = child.doc[child.left_edge.i - 1]
            if before.text in {",", "–", "—", "-", "--"}:
                inside -= {i for i in inside if i >= before.i}
    return inside


def verb_group(verb: "Token") -> set[int]:
    """The verb with its auxiliaries, negation, particle and a word such as ``also`` between them."""
    parts = [child.i for child in verb.children if child.dep_ in {"aux", "auxpass", "neg"} and child.i < verb.i]
    first = min(parts, default=verb.i)
    particles = [child.i for child in verb.children if child.dep_ == "prt"]
    return {*range(first if verb.i - first <= 4 else verb.i, verb.i + 1), *particles}


def doers(verb: "Token", depth: int = 0) -> set[int]:
    """Tokens that name who does what `verb` says; an empty set if the sentence does not tell.

    A relative pronoun brings the noun it stands for. The doer of a passive is its agent.
    """
    children = list(verb.children)
    if any(child.dep_ in {"nsubjpass", "auxpass"} for child in children) or cut_short(verb):
        return agent(verb)
    for child in children:
        if child.dep_ in SUBJECTS:
            return _subject(verb, child)
    if depth < DEEPEST and verb.head != verb:
        if verb.dep_ in {"acl", "relcl"} and verb.head.pos_ in {"NOUN", "PROPN", "PRON"}:
            return agent(verb) if verb.tag_ == "VBN" else noun_phrase(verb.head) - subtree(verb)
        if verb.dep_ == "prep" or verb.head.dep_ == "prep":
            return doers(verb.head.head, depth + 1)
        if verb.dep_ in FROM_HEAD and finite(verb.head):
            return (_raised(verb) or doers(verb.head, depth + 1)) - subtree(verb)
    return set()


def _raised(verb: "Token") -> set[int]:
    """The subject of a passive that an infinitive completes: *she* in “she was moved to say”."""
    if verb.dep_ != "xcomp":
        return set()
    return set().union(*(noun_phrase(child) for child in verb.head.children if child.dep_ == "nsubjpass"))


def cut_short(verb: "Token") -> bool:
    """Whether `verb` is a passive cut short: “when asked”, “asked whether …, she …”."""
    if any(child.dep_ in {"nsubj", "aux"} for child in verb.children) or verb.tag_ not in {"VBN", "VBD"}:
        return False
    led = any(child.i == verb.i - 1 and child.lower_ in PASSIVE_LEADS for child in verb.children)
    return led or (verb.dep_ == "advcl" and (verb.tag_ == "VBN" or verb.i < verb.head.i))


def _subject(verb: "Token", subject: "Token") -> set[int]:
    if subject.lower_ in RELATIVES and verb.dep_ == "relcl":
        return (noun_phrase(verb.head) - subtree(verb)) | {subject.i}
    if subject.lower_ in {"it", "there"} and subject.dep_ == "expl":
        return set()
    return noun_phrase(subject) - {verb.i}


def agent(verb: "Token") -> set[int]:
    """Tokens that name who does what a passive `verb` says: *X* in “cited by X”."""
    agents = (child for child in verb.children if child.dep_ == "agent")
    return set().union(*(noun_phrase(inner) for agent in agents for inner in agent.children if inner.dep_ == "pobj"))


def runs(paragraph: Paragraph, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The spans of the clean text on which `tokens` stand: one for each unbroken run, without punctuation at its ends.

    A hole of punctuation only does not break a run.
    """
    doc = paragraph.doc
    words = sorted(i for i in set(tokens) if not doc[i].is_space and not _bare(doc[i]))
    return tuple(paragraph.place(doc[first : last + 1]) for first, last in _unbroken(paragraph, words))


def naming(paragraph: Paragraph, tokens: Iterable[int]) -> tuple[Span, ...]:
    """The same for the words that name somebody: a relative pronoun at their end stands on a span of its own."""
    words = sorted(set(tokens))
    if len(words) > 1 and paragraph.doc[words[-1]].tag_ in {"WP", "WDT"}:
        return runs(paragraph, words[:-1]) + runs(paragraph, words[-1:])
    return runs(paragraph, words)


def _unbroken(paragraph: Paragraph, words: list[int]) -> Iterator[tuple[int, int]]:
    if not words:
        return
    first = words[0]
    for left, right in pairwise(words):
        if not all(_bare(token) or token.is_space for token in paragraph.doc[left + 1 : right]):
            yield first, left
            first = right
    yield first, words[-1]


def _bare(token: "Token") -> bool:
    return not any(char.isalnum() or char in "$€£%" for char in token.text)
