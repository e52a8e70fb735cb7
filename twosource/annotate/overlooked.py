"""Reports of speech that the tagger does not look for: pleas, estimates, and denials of what was just told.

The tagger learned from political news, in which nobody “pleads not guilty to theft” or “puts the toll at 12”.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from twosource.annotate.attribution import Attribution, trimmed
from twosource.annotate.clauses import doers, finite, naming, runs, subtree, verb_group
from twosource.annotate.marks import Marked, starting_in
from twosource.annotate.parse import Paragraph, Parsed
from twosource.model import Span
from twosource.words import lines, table

if TYPE_CHECKING:
    from spacy.tokens import Token

__all__ = ["overlooked_reports"]

Find = tuple[set[int], set[int], int]  # tokens of content and cue, and the main one of the cue


def overlooked_reports(parsed: Parsed, marked: Sequence[Marked], found: Sequence[Attribution]) -> list[Attribution]:
    """Return `found`, with what it lacks of pleas, estimates and denials; `marked` are the stretches in marks.

    A plea takes the place of what was found with a part of its cue. Speech in marks is no place for any of them.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> text = "Police put the toll at 12. Holm pleaded not guilty to theft."
    >>> parsed = parse([Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")])[0]
    >>> for one in overlooked_reports(parsed, (), ()):
    ...     print([s.of(text) for s in one.source], [s.of(text) for s in one.cue], [s.of(text) for s in one.content])
    ['Police'] ['put'] ['the toll at 12']
    ['Holm'] ['pleaded not guilty to'] ['theft']
    """
    out = list(found)
    for paragraph in parsed.paragraphs:
        spoken = [one.outer for one in starting_in(marked, paragraph.span) if one.depth == 0]
        for token in paragraph.doc:
            place = paragraph.span.start + token.idx
            if not finite(token) or any(span.start <= place < span.end for span in spoken):
                continue
            mine = [one for one in _told(paragraph, token) if one.content and one.source]
            if token.lower_ in _forms("plead") and mine:
                out = [one for one in out if not _shares_cue(one, mine)]
            if token.lower_ in lines("en/denials") and mine:
                out = [_ended_before(parsed.article.text, one, mine[0].start) for one in out]
            out += [one for one in mine if token.lower_ in _forms("plead") or not _is_held(one, out)]
    return out


def _told(paragraph: Paragraph, verb: "Token") -> Iterator[Attribution]:
    source = naming(paragraph, doers(verb))
    for content, cue, main in _finds(verb):
        anchor = paragraph.span.start + verb.doc[main].idx
        yield Attribution(runs(paragraph, content - cue), runs(paragraph, cue), source, "overlooked", anchor)


def _finds(verb: "Token") -> Iterator[Find]:
    if verb.lower_ in _forms("plead"):
        yield from _pleas(verb)
    elif verb.lower_ in _forms("put"):
        yield from _estimate(verb)
    elif verb.lower_ in lines("en/denials") and verb.dep_ == "relcl":
        which = [child for child in verb.children if child.dep_ == "dobj" and child.lower_ == "which"]
        yield from (({child.i}, verb_group(verb), verb.i) for child in which)


def _pleas(verb: "Token") -> Iterator[Find]:
    """Each “(not) guilty to …” behind a verb of pleading."""
    guilty = [token for token in verb.doc[verb.i + 1 : verb.sent.end] if token.lower_ == "guilty"]
    for number, word in enumerate(guilty):
        end = guilty[number + 1].i if number + 1 < len(guilty) else verb.sent.end
        prepositions = [child for child in word.children if child.lower_ in {"to", "of"}]
        things = [thing for prep in prepositions for thing in prep.children if thing.dep_ in {"pobj", "pcomp"}]
        if not things:
            return
        cue = {word.i, prepositions[0].i, *verb_group(verb)}
        cue |= {word.i - 1} if word.nbor(-1).lower_ == "not" else set()
        content = {i for i in subtree(things[0]) if i < end}
        last = max(content)
        while verb.doc[last].lower_ in {"and", "but", "not", ","}:
            content.discard(last)
            last -= 1
        yield content, cue, word.i


def _estimate(verb: "Token") -> Iterator[Find]:
    """“put the toll at 12”: an object, and “at” with a number."""
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    heads = [verb, *objects]
    ats = [child for head in heads for child in head.children if child.dep_ == "prep" and child.lower_ == "at"]
    if objects and any(token.like_num for at in ats for token in at.subtree):
        yield set().union(*(subtree(one) for one in (*objects, *ats))), verb_group(verb), verb.i


def _forms(verb: str) -> Sequence[str]:
    return table("en/overlooked_verbs")[verb]


def _shares_cue(one: Attribution, mine: Sequence[Attribution]) -> bool:
    return any(span.overlap(cue) for other in mine for cue in other.cue for span in one.cue)


def _ended_before(text: str, one: Attribution, start: int) -> Attribution:
    """`one` without the clause from `start` on that says what somebody makes of it: “the flood, *which* …”."""
    cut = (trimmed(text, Span(span.start, start)) if span.start < start < span.end else span for span in one.content)
    return structs.replace(one, content=tuple(cut))


def _is_held(one: Attribution, found: Sequence[Attribution]) -> bool:
    """Whether something found has the same cue, or the same words as its content."""
    taken = [span for other in found for span in (*other.cue, *other.content)]
    return any(span.overlap(cue) for span in taken for cue in one.cue)
