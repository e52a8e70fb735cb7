"""Names of persons, bodies, places and other things in one document, each with all its mentions."""

import re
from collections.abc import Iterable, Sequence

from twosource.annotate.naming.aliases import introduced_aliases
from twosource.annotate.naming.candidates import Candidate, candidates
from twosource.annotate.naming.form import fold, plain
from twosource.annotate.naming.grouping import Group, grouped
from twosource.annotate.naming.junk import is_somebody, without_openers
from twosource.annotate.naming.lists import given_names
from twosource.annotate.naming.offices import RolePhrase, held_offices, role_mentions, role_phrases
from twosource.annotate.naming.same import initials_of
from twosource.annotate.naming.spotting import occurrences, types_of
from twosource.annotate.parse import Parsed
from twosource.model import Entity, Place, Span
from twosource.words import lines

__all__ = ["find_names"]

LONGEST_ACRONYM = 6
WORD = re.compile(r"\w+")
GLUED = re.compile(r"[a-z]{3}[A-Z]")  # "OrrOrr" in a damaged page; not "McOrr"


def find_names(parsed: Parsed) -> tuple[Entity, ...]:
    """Return the entities of one document, in order of first mention, with ids ``DOCUMENT/e1``, ``DOCUMENT/e2`` ...

    Candidates are runs of capitals, with the labels of the language model as one vote among others (tables of
    countries and bodies, titles, what stands before and after). Each name is then looked for in the whole text, names
    of the same thing are brought together (full name and surname, short forms introduced in brackets, known other
    names), and role phrases join the one person whose office the document tells ("US Defence Secretary Ann Orr" ...
    "the defence secretary"). Titles and possessive endings are no part of a mention; adjectives of nationality
    ("Syrian") are no mentions of the country. Mentions are sorted and do not overlap. A role phrase is a mention but
    not an alias.
    """
    text = parsed.article.text
    written = frozenset(word for word in WORD.findall(text) if word.islower())
    found = [one for paragraph in parsed.paragraphs for one in candidates(paragraph, written)]
    found = without_openers(text, found, types_of(found), written)
    types = types_of(found)
    spots = occurrences(text, types, found)
    introduced = introduced_aliases(text, spots, types)
    types = {**types, **{other: types[name] for other, name in introduced.items() if name in types}}
    spots = occurrences(text, types, found)
    groups = [group for group in grouped(text, spots, types) if is_somebody(text, group, written)]
    roles = _roles(parsed, groups, found)
    return tuple(
        _entity(parsed.article.id, at, group, [phrase.span for phrase, holder in roles if holder == at])
        for at, group in enumerate(groups)
    )


def _roles(parsed: Parsed, groups: Sequence[Group], found: Sequence[Candidate]) -> list[tuple[RolePhrase, int]]:
    persons = {span: at for at, group in enumerate(groups) if group.kind == "person" for span in group.spans}
    starts = {span.start: at for span, at in persons.items()}
    ends = {span.end: at for span, at in persons.items()}
    titles = {one.span.start: one.title for one in found if one.title}
    phrases = [phrase for paragraph in parsed.paragraphs for phrase in role_phrases(paragraph)]
    holdings = held_offices(parsed.article.text, starts, ends, titles, phrases)
    free = [phrase for phrase in phrases if phrase.span.end + 1 not in starts]
    return role_mentions(free, holdings, dict(sorted(persons.items())))


def _entity(document: str, at: int, group: Group, roles: Sequence[Span]) -> Entity:
    name = _best_name(group)
    aliases = tuple(alias for alias in group.names if alias != name)
    spans = _apart([*group.spans, *roles])
    mentions = tuple(Place(document, span) for span in spans)
    return Entity(id=f"{document}/e{at + 1}", name=name, type=group.kind, aliases=aliases, mentions=mentions)


def _best_name(group: Group) -> str:
    """The fullest name of a person that begins as names do; else the name used most, but no acronym of another."""
    names = [plain(name) for name in group.names]
    used = [one.name for one in group.occurrences]
    if group.kind == "person":
        sound = [name for name in names if not _runs_on(name, used) and not GLUED.search(name)] or names
        return max(sound, key=lambda name: (_begins_as_name(name), min(len(name.split()), 4), len(name)))
    often = max(names, key=lambda name: (used.count(name), len(name)))
    spelled = [name for name in names if " " in name and not name.isupper()]
    short = often.isupper() and len(often) <= LONGEST_ACRONYM and often not in lines("en/outlet_words")
    short = short and (group.kind == "organisation" or any(often.lower() in initials_of(name) for name in spelled))
    return max(spelled, key=lambda name: (used.count(name), len(name))) if short and spelled else often


def _runs_on(name: str, used: Sequence[str]) -> bool:
    """Whether the name is another of at least two words, used more, and a word of a headline: "Ann Orr Blasts"."""
    words = name.split()
    if words[-1].rstrip(".") in SUFFIXES:
        return False
    return any(
        len(other.split()) > 1 and name.startswith(f"{other} ") and used.count(other) > used.count(name)
        for other in dict.fromkeys(used)
    )


SUFFIXES = frozenset({"Jr", "Sr", "II", "III", "IV"})


def _begins_as_name(name: str) -> bool:
    return " " in name and fold(name.split()[0]) in given_names()


def _apart(spans: Iterable[Span]) -> list[Span]:
    """Sorted, and of two that overlap the first."""
    out: list[Span] = []
    for span in sorted(spans):
        if not out or out[-1].end <= span.start:
            out.append(span)
    return out
