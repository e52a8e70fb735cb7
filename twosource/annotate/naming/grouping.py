"""Which occurrences of names in one document mean the same: entities before they have ids."""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import cache

from msgspec import Struct

from twosource.annotate.naming.aliases import introduced_aliases
from twosource.annotate.naming.form import PersonalName, fold, words_of
from twosource.annotate.naming.keys import meeting_keys
from twosource.annotate.naming.patterns import pattern
from twosource.annotate.naming.same import EntityType, is_general, same_name
from twosource.annotate.naming.spotting import Occurrence
from twosource.model import Span
from twosource.words import table

__all__ = ["Group", "grouped"]

SURE = 0.65
LONGEST_KIN = 16
BARE = 3  # times that a surname may stand alone for each time that its "Jr." is named in full


class Group(Struct, frozen=True):
    """Occurrences that mean one, and their type."""

    kind: EntityType
    occurrences: tuple[Occurrence, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names used, in order of first use."""
        return tuple(dict.fromkeys(one.name for one in self.occurrences))

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where."""
        return tuple(one.span for one in self.occurrences)


def grouped(text: str, found: Sequence[Occurrence], types: Mapping[str, EntityType]) -> list[Group]:
    """Bring the occurrences together.

    Full names first; then bodies and places by pairwise judgement and by the short forms that the text introduces
    itself; last each bare surname, which goes to the one person it can mean, and stays on its own where it could mean
    two. It means a "Jr." only where nobody else is called so, and never before the "Jr." is named; nor where it is used
    much more often alone; nor does a surname that is used before mean somebody's wife or son of that name ("first lady
    Ann Orr").
    """
    clusters = _named_alike(text, found, types)
    home = {name: at for at, cluster in enumerate(clusters) for name in cluster}
    members: dict[int, list[Occurrence]] = {at: [] for at in range(len(clusters))}
    alone: dict[str, list[Occurrence]] = {}
    fitting = _fitting(clusters, types)
    often = Counter(one.name for one in found)
    juniors = {at for at, cluster in enumerate(clusters) if any(map(is_junior, cluster))}
    kin = {home[one.name] for one in found if one.name in home and _is_kin(text, one.span)}
    called: set[str] = set()  # surnames that meant somebody of whom another is kin
    for one in found:
        at = home.get(one.name)
        if at is None:
            near = fitting(one.name)
            later = [number for number in near if members[number] and fold(one.name) not in alone]
            near = [n for n in near if n not in kin or (n in later and fold(one.name) not in called)]
            elders = [number for number in near if number not in juniors and not is_junior(one.name)]
            juniors_told = [number for number in later if _told_often(clusters[number], one.name, often)]
            at = _meant(one, elders or juniors_told, members, text)
            if at is not None and at not in kin:
                called.add(fold(one.name))
        if at is None:
            alone.setdefault(fold(one.name), []).append(one)
        else:
            members[at].append(one)
    named = [(types[clusters[at][0]], ones) for at, ones in members.items() if ones]
    named += [(types[ones[0].name], ones) for ones in alone.values() if ones[0].name in types]
    return sorted((Group(kind, tuple(sorted(ones))) for kind, ones in named), key=lambda group: group.spans[0])


def _named_alike(text: str, found: Sequence[Occurrence], types: Mapping[str, EntityType]) -> list[list[str]]:
    """The names that name the same by themselves: all but bare surnames."""
    introduced = introduced_aliases(text, found, types)
    names = list(dict.fromkeys(one.name for one in found))
    persons = [name for name in names if types.get(name) == "person"]
    told = introduced.keys() | introduced.values()
    clusters = _clusters([n for n in persons if PersonalName.of(n).given or n in told], types, introduced)
    clusters += _clusters([n for n in names if types.get(n) not in (None, "person")], types, introduced)
    return _with_generals(clusters, types)


def _clusters(names: Sequence[str], types: Mapping[str, EntityType], introduced: Mapping[str, str]) -> list[list[str]]:
    """Put each name to the first cluster that it fits and that it clashes with in no member."""
    clusters: list[list[str]] = []
    near: dict[str, dict[int, None]] = {}
    for name in names:
        keys = [*meeting_keys(name), f"{introduced.get(name, name)} introduced"]
        tried = sorted({at for key in keys for at in near.get(key, ())})
        at = next((at for at in tried if _fits(name, clusters[at], types, introduced)), len(clusters))
        if at == len(clusters):
            clusters.append([])
        clusters[at].append(name)
        for key in keys:
            near.setdefault(key, {})[at] = None
    return clusters


def _with_generals(clusters: Sequence[list[str]], types: Mapping[str, EntityType]) -> list[list[str]]:
    """The clusters, a general name ("the Air Force") put to the one body whose name it ends ("Orlo Air Force")."""
    bodies = [at for at, cluster in enumerate(clusters) if types[cluster[0]] == "organisation"]
    general = [at for at in bodies if all(map(is_general, clusters[at]))]
    out = [list(cluster) for cluster in clusters]
    for at in general:
        tails = {words_of(name) for name in clusters[at]}
        meant = [other for other in bodies if other not in general and any(_ends(n, tails) for n in clusters[other])]
        if len(meant) == 1:
            out[meant[0]] += out[at]
            out[at] = []
    return [cluster for cluster in out if cluster]


def _ends(name: str, tails: Container[tuple[str, ...]]) -> bool:
    words = words_of(name)
    return any(words[at:] in tails for at in range(1, len(words))) or (words[1:2] == ("of",) and words[:1] in tails)


def _fits(name: str, cluster: Iterable[str], types: Mapping[str, EntityType], introduced: Mapping[str, str]) -> bool:
    fits = False
    for other in cluster:
        if introduced.get(name, name) == introduced.get(other, other):
            fits = True
            continue
        if types[name] != types[other]:
            return False
        judged = same_name(name, other, types[name])
        if (judged is not None and not judged.same) or (
            types[name] == "person" and is_junior(name) != is_junior(other)
        ):
            return False
        fits = fits or (judged is not None and judged.confidence >= SURE)
    return fits


def _fitting(clusters: Sequence[Sequence[str]], types: Mapping[str, EntityType]) -> Callable[[str], list[int]]:
    """For a single word: the persons whose surname it can be, or if there is none, whose given name."""

    @cache
    def fitting(name: str) -> list[int]:
        near = sorted({at for key in meeting_keys(name) for at in by_key.get(key, ())})
        for least in (0.5, 0.35) if " " not in name else (0.5,):  # "St Martin" is no given name
            found = [at for at in near if any(_single(name, full, least) for full in clusters[at])]
            if found:
                return found
        return []

    by_key: dict[str, dict[int, None]] = {}
    for at, cluster in enumerate(clusters):
        for key in (key for full in cluster if types[cluster[0]] == "person" for key in meeting_keys(full)):
            by_key.setdefault(key, {})[at] = None
    return fitting


def _meant(
    one: Occurrence, fitting: Sequence[int], members: Mapping[int, Sequence[Occurrence]], text: str
) -> int | None:
    """The one person whom a bare name can mean here, None where two could be meant.

    Of several, the only one named so far, or else the only one named in full before in the same paragraph.
    """
    if len(fitting) == 1:
        return fitting[0]
    named = [at for at in fitting if any(m.span.start < one.span.start for m in members[at])]
    if len(named) == 1:
        return named[0]
    start = text.rfind("\n", 0, one.span.start) + 1
    near = [at for at in named if any(m.span.start >= start and m.name != one.name for m in members[at])]
    return near[0] if len(near) == 1 else None


def _told_often(cluster: Iterable[str], bare: str, often: Mapping[str, int]) -> bool:
    """Whether a "Jr." is named in full so often that the bare surname is hardly his father's."""
    return often[bare] <= BARE * sum(often[name] for name in cluster)


def is_junior(name: str) -> bool:
    """Whether the name tells its bearer from somebody older of the same name: "Jr.", "III"."""
    return bool(words_of(name)) and table("en/name_suffixes").get(words_of(name)[-1]) == ("younger",)


def _is_kin(text: str, name: Span) -> bool:
    return pattern("kin before").search(text[max(0, name.start - LONGEST_KIN) : name.start].lower()) is not None


def _single(short: str, full: str, least: float) -> bool:
    judged = same_name(short, full, "person")
    return judged is not None and judged.same and judged.confidence >= least
