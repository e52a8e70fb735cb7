"""Sentences as the clauses they are made of: each verb with who and what belongs to it, read from the parse."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from twosource.annotate.clauses import agent, finite, noun_phrase, runs
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["Predication", "find_predications"]

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj", "csubjpass"))
OBJECTS = frozenset(("dobj", "obj", "attr", "oprd"))
COMPLEMENTS = frozenset(("xcomp", "acomp", "attr", "oprd"))
PARTS_OF_A_VERB = COMPLEMENTS | frozenset(("aux", "auxpass", "amod", "compound", "prt", "case", "mark"))
OF_ITS_HEAD = frozenset(("conj", "advcl", "pcomp", "dep"))
RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
LEAST_WORDS = 2
OF_WHAT_IS_TOLD = COMPLEMENTS | OBJECTS | frozenset(("ccomp", "acl", "prep", "pobj"))
INDEFINITE = frozenset(("no", "any"))
NONE = frozenset(("no", "nobody", "none", "nothing", "never", "neither", "nowhere"))


Form = Literal["finite", "infinitive", "participle", "gerund"]


class Predication(Struct, frozen=True):
    """What one verb says: a clause without the clauses that depend on it.

    `parts` are the runs of its words in the text, `verbs` its verb and those that complete it (“agreed to *raise*”),
    `subject` the words that tell of whom or what, also where they stand in another clause. `under` is the verb or noun
    on whose word it stands (“*denied* that …”, “*claims* that …”, “*accused* him of lying”), None for what the sentence
    says itself. `negated` tells that it is turned round, `doubted` that what it stands under is (“did *not* find *that
    …*”), `opens` that what it tells stands in a clause under it. `form` is ``finite``, ``infinitive`` (“*to* raise
    it”, which need not have happened), ``participle`` or ``gerund`` (“for *raising* it”), which asserts nothing.
    """

    parts: tuple[Span, ...]
    verbs: tuple[Span, ...]
    subject: tuple[Span, ...]
    under: Span | None = None
    negated: bool = False
    form: Form = "finite"
    doubted: bool = False
    opens: bool = False

    @property
    def span(self) -> Span:
        """From its first word to its last one."""
        return Span(self.parts[0].start, self.parts[-1].end)


def find_predications(parsed: Parsed) -> tuple[Predication, ...]:
    """The clauses of an article, in order of their places."""
    found = [
        made
        for paragraph in parsed.paragraphs
        for token in paragraph.doc
        if _heads_a_clause(token)
        if (made := _predication(paragraph, token)) is not None
    ]
    return tuple(sorted(found, key=lambda one: (one.parts, one.verbs)))


def _heads_a_clause(token: "Token") -> bool:
    if not finite(token) or token.dep_ in PARTS_OF_A_VERB or token.dep_ == "prep":
        return False  # “according to” is no clause
    return token.dep_ != "acl" or token.tag_ != "VB"


def _own(token: "Token") -> Iterator["Token"]:
    """The words of the clause of `token`: what it governs, but for the clauses inside."""
    yield token
    for child in token.children:
        if not _heads_a_clause(child):
            yield from _own(child)


def _predication(paragraph: Paragraph, verb: "Token") -> Predication | None:
    own = list(_own(verb))
    parts = runs(paragraph, [token.i for token in own])
    if len(own) < LEAST_WORDS or not parts:
        return None
    verbs = [verb, *_completing(verb)]
    under = _under(verb)
    subject = _subject(verb)
    lent = any(paragraph.doc[i].lower_ in NONE for i in subject if i not in {token.i for token in own})
    return Predication(
        parts,
        tuple(paragraph.place(paragraph.doc[one.i : one.i + 1]) for one in verbs),
        runs(paragraph, subject),
        paragraph.place(paragraph.doc[under.i : under.i + 1]) if under is not None else None,
        (sum(_turns(one) for one in own) + lent) % 2 == 1,
        _form(verb),
        _is_doubted(verb, under),
        any(child.dep_ == "ccomp" and _heads_a_clause(child) for child in verb.children),
    )


def _is_doubted(verb: "Token", under: "Token | None") -> bool:
    """Whether a clause is the content of what is negated: “found *no* sign *that …*”."""
    if under is None:  # “no report *that is sealed*”
        return verb.dep_ == "relcl" and any(child.lower_ in INDEFINITE for child in verb.head.children)
    token = under
    while not any(child.dep_ == "neg" or child.lower_ in NONE for child in token.children):
        if token.dep_ not in OF_WHAT_IS_TOLD:
            return False
        token = token.head
    return True


def _form(verb: "Token") -> Form:
    helping = [child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}]
    if verb.dep_ == "conj" and verb.tag_ == verb.head.tag_ and verb.tag_ in {"VBG", "VB"} and not helping:
        return _form(verb.head)  # “acquitted of stabbing him *and shooting* at others”
    if verb.dep_ == "pcomp" or (verb.tag_ == "VBG" and verb.dep_ in COMPLEMENTS and not helping):
        return "gerund"
    if verb.tag_ == "VBG" and not helping and verb.dep_ not in {"acl", "relcl", "advcl", "conj", "ROOT"}:
        return "gerund"
    if "to" in helping:
        return "infinitive"
    return "participle" if verb.tag_ in {"VBG", "VBN"} and not set(helping) - {"being"} else "finite"


def _turns(token: "Token") -> bool:
    """Whether a word turns its clause round: a negated verb, *no* shortage, *nobody*, *not one* man."""
    if token.lower_ in NONE:
        return token.dep_ not in {"intj", "cc", "preconj"}
    if token.dep_ == "neg" and finite(token.head):
        return True
    following = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    return token.lower_ == "not" and following in {"one", "a", "an", "any", "even"}


def _completing(verb: "Token") -> Iterator["Token"]:
    for child in verb.children:
        if child.dep_ in COMPLEMENTS and finite(child):
            yield child
            yield from _completing(child)


def _under(verb: "Token") -> "Token | None":
    """On whose word it stands: the verb or noun of which it is the content."""
    head = verb.head
    if verb.dep_ in {"ccomp", "parataxis"} and head != verb:
        return head
    if verb.dep_ == "acl" and head.pos_ == "NOUN" and any(child.lower_ == "that" for child in verb.children):
        return head
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return head.head
    if verb.dep_ == "conj" and finite(head) and _shares_subordination(verb):
        return _under(head)
    return None


def _shares_subordination(verb: "Token") -> bool:
    return not any(child.dep_ in SUBJECTS for child in verb.children) or any(
        child.dep_ == "mark" for child in verb.children
    )


def _subject(verb: "Token", depth: int = 0) -> set[int]:
    """Of whom or what a verb tells: the subject of its own, or the one that its sentence gives it."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            if child.lower_ in RELATIVES and verb.dep_ == "relcl":
                return noun_phrase(verb.head) - {inner.i for inner in verb.subtree}
            return noun_phrase(child) - {verb.i}
    head = verb.head
    if depth > 4 or head == verb:
        return agent(verb)
    if verb.dep_ in {"acl", "relcl"} and head.pos_ in {"NOUN", "PROPN", "PRON"}:
        return noun_phrase(head) - {inner.i for inner in verb.subtree}
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        blamed = next((child for child in head.head.children if child.dep_ in OBJECTS), None)
        return noun_phrase(blamed) - {inner.i for inner in head.subtree} if blamed else _subject(head.head, depth + 1)
    if verb.dep_ in OF_ITS_HEAD and finite(head):
        return _subject(head, depth + 1)
    return agent(verb)
