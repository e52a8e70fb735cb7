"""Entities across documents: which names in different documents mean the same."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import count

from msgspec import Struct, structs

from twosource.annotate.naming.form import SUFFIXES, PersonalName, fold, words_of
from twosource.annotate.naming.keys import meeting_keys
from twosource.annotate.naming.likeness import is_slip
from twosource.annotate.naming.lists import country_of, is_known_place, known_body
from twosource.annotate.naming.same import EntityType, Judgement, is_general, same_name
from twosource.model import Entity

__all__ = ["Joined", "join_entities"]

SURE = 0.9
ENOUGH = 0.55
NEARLY = 0.4
AGREED, OF_OWN = 0.8, 0.25
MANY, PROMINENT = 3, 5  # documents, times
SEVERAL = 2


class Joined(Struct, frozen=True):
    """The entities over all documents, and the new id of every entity of one document."""

    entities: tuple[Entity, ...]
    renamed: dict[str, str]


def join_entities(per_document: Sequence[tuple[Entity, ...]]) -> Joined:
    """Join the entities of all documents.

    Two are one if a name of the one can be a name of the other by `same_name` and no pair of their names is judged to
    be of two. What is judged with less than 0.9 (an initial, another spelling, a surname alone) must fit one entity
    only, else it stays on its own; two persons that one document keeps apart are never joined. New ids are ``e1``,
    ``e2`` ... by falling number of mentions, then by name.

    >>> ann = Entity(id="a/e1", name="Ann Orr", type="person", aliases=("Orr",))
    >>> orr, other = structs.replace(ann, id="b/e1", aliases=()), structs.replace(ann, id="b/e2", name="Ed Orr")
    >>> join_entities([(ann,), (orr, other)]).renamed
    {'a/e1': 'e1', 'b/e1': 'e1', 'b/e2': 'e2'}
    """
    entities = _with_one_type([entity for document in per_document for entity in document])
    clusters = _Clusters()
    for entity in sorted(entities, key=_stage):
        clusters.place(entity)
    clusters.join_slips()
    merged = sorted(map(_merged, clusters.all()), key=lambda pair: (-len(pair[0].mentions), pair[0].name, pair[1]))
    out: list[Entity] = []
    renamed: dict[str, str] = {}
    for number, (entity, olds) in enumerate(merged, start=1):
        out.append(structs.replace(entity, id=f"e{number}"))
        renamed |= dict.fromkeys(olds, f"e{number}")
    return Joined(tuple(out), {entity.id: renamed[entity.id] for entity in entities})


def _stage(entity: Entity) -> int:
    """Full names of persons come before single ones, which need somebody to go to."""
    return int(_is_bare(entity))


def _is_bare(entity: Entity) -> bool:
    """Whether only one name of the person is known."""
    return entity.type == "person" and not PersonalName.of(entity.name).given


def _with_one_type(entities: Sequence[Entity]) -> list[Entity]:
    """The same entities, each with the type that most mentions of its name have over all documents.

    A single word that is a person's nearly as often as a body's is the person's: the language model takes bare
    surnames for bodies more readily than the other way round. If full names end with it ("Vardsund Otters", "Ann Orr"),
    they say what it is.
    """
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    full: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for entity in entities:
        for name in dict.fromkeys(map(fold, (entity.name, *entity.aliases))):
            votes[name][entity.type] += max(1, len(entity.mentions))
        if " " in entity.name:
            full[_last_word(entity.name)][entity.type] += max(1, len(entity.mentions))
    types = {name: _by_full_names(name, _elected(name, tally), full[name], tally) for name, tally in votes.items()}
    return [structs.replace(one, type=types[fold(one.name)]) for one in entities]


def _last_word(name: str) -> str:
    words = words_of(name)
    return words[-2] if len(words) > 2 and words[-1] in SUFFIXES else words[-1] if words else ""


def _elected(name: str, votes: Counter[EntityType]) -> EntityType:
    most = votes.most_common(1)[0][0]
    body = most in ("organisation", "other") and " " not in name
    return "person" if body and votes["person"] >= NEARLY * votes.total() else most


def _by_full_names(name: str, kind: EntityType, full: Counter[EntityType], own: Counter[EntityType]) -> EntityType:
    """What the full names that end with the single word `name` are, if they agree and are not few beside it."""
    told, times = full.most_common(1)[0] if full else (kind, 0)
    settled = " " in name or is_known_place(name) or known_body(name) or known_body(name.upper())
    if settled or kind == "place" or told in ("place", "other") or times < AGREED * full.total():
        return kind
    return told if times >= OF_OWN * own.total() else kind


class _Clusters:
    """Entities brought together so far, found by keys that any two names of one entity share."""

    def __init__(self) -> None:
        self._members: dict[int, list[Entity]] = {}
        self._by_key: dict[str, dict[int, None]] = defaultdict(dict)
        self._numbers = count()

    def all(self) -> list[list[Entity]]:
        """The members of each cluster."""
        return list(self._members.values())

    def place(self, entity: Entity) -> None:
        """Put `entity` to the cluster it fits, joining clusters for which it is sure proof, or to one of its own."""
        near = dict.fromkeys(at for key in _keys(entity) for at in self._by_key[key] if at in self._members)
        fitting = [
            (judged.confidence, at) for at in near if (judged := _judge([entity], self._members[at])) is not None
        ]
        sure = [at for confidence, at in fitting if confidence >= SURE]
        if _is_bare(entity):  # rather to a person with a full name than to others of whom only the surname is known
            full = [at for _, at in fitting if not all(map(_is_bare, self._members[at]))]
            sure = [only] if (only := self._meant(full)) is not None else sure
        meant = self._meant([at for _, at in fitting])
        home = sure[0] if sure else meant if meant is not None else next(self._numbers)
        members = [*self._members.pop(home, []), entity]
        for other in sure[1:]:
            if _judge(members, self._members[other]) is not None:
                members += self._members.pop(other)
        self._members[home] = members
        for member in members:
            for key in _keys(member):
                self._by_key[key][home] = None

    def join_slips(self) -> None:
        """Put what one document alone has, but for a slip the name in several others, to those."""
        for at in [at for at, members in self._members.items() if len(_documents(members)) == 1]:
            members = self._members[at]
            near = dict.fromkeys(home for one in members for key in _keys(one) for home in self._by_key[key])
            meant = [home for home in near if home in self._members and _misspelt(members, self._members[home])]
            if len(meant) == 1:
                self._members[meant[0]] += self._members.pop(at)

    def _meant(self, fitting: Sequence[int]) -> int | None:
        """The one cluster that fits; of several, one that many documents have and each of the others hardly any."""
        ranked = sorted(fitting, key=lambda at: -len(self._members[at]))
        if not ranked:
            return None
        sizes = [len(self._members[at]) for at in ranked]
        prominent = sizes[0] >= MANY and all(size * PROMINENT <= sizes[0] for size in sizes[1:])
        return ranked[0] if len(ranked) == 1 or prominent else None


def _keys(entity: Entity) -> Iterator[str]:
    return (key for name in (entity.name, *entity.aliases) for key in meeting_keys(name))


def _judge(left: Sequence[Entity], right: Sequence[Entity]) -> Judgement | None:
    """The best judgement over all pairs of names, None if any pair clashes or none is good enough."""
    if left[0].type != right[0].type or _kept_apart(left, right):
        return None
    best: Judgement | None = None
    for one, other in _pairs(left, right):
        judged = _cached(one, other, left[0].type)
        if judged is None:
            continue
        if not judged.same and not (left[0].type == "person" and " " not in one + other):
            return None
        if judged.same and judged.confidence > (best.confidence if best else 0):
            best = judged
    return best if best is not None and best.confidence >= ENOUGH else None


def _pairs(left: Iterable[Entity], right: Iterable[Entity]) -> Iterator[tuple[str, str]]:
    """Names of persons only in full, where there is a full one: a surname proves nothing against another name.

    So it is with a word for a kind of body ("the Air Force") that one document uses of its own.
    """
    ones, others = _names(left), _names(right)
    return ((one, other) for one in ones for other in others)


def _names(entities: Iterable[Entity]) -> list[str]:
    names = list(dict.fromkeys(name for one in entities for name in (one.name, *one.aliases)))
    if any(one.type == "person" for one in entities):
        full = [name for name in names if PersonalName.of(name).given]
        return full or names
    return [name for name in names if not is_general(name)] or names


@lru_cache(maxsize=65536)
def _cached(left: str, right: str, kind: EntityType) -> Judgement | None:
    return same_name(left, right, kind)


def _misspelt(rare: Sequence[Entity], often: Sequence[Entity]) -> bool:
    """Whether the names that one document alone has are those of several others but for a slip of the pen."""
    documents = _documents(often)
    if rare[0].type != often[0].type or len(documents) < SEVERAL or documents & _documents(rare):
        return False
    mentions = sum(max(1, len(one.mentions)) for one in often)
    if sum(max(1, len(one.mentions)) for one in rare) * SEVERAL > mentions:
        return False
    person = rare[0].type == "person"
    return any(is_slip(one, other, person=person) for one, other in _pairs(rare, often))


def _kept_apart(left: Sequence[Entity], right: Sequence[Entity]) -> bool:
    """Whether a document has a person in both: it told them apart; or whether two places are known to lie apart."""
    positions = {(one.coordinates.latitude, one.coordinates.longitude) for one in (*left, *right) if one.coordinates}
    both_here = left[0].type == "person" and not _documents(left).isdisjoint(_documents(right))
    return both_here or len(positions) > 1


def _documents(entities: Sequence[Entity]) -> frozenset[str]:
    return frozenset(one.id.rpartition("/")[0] for one in entities)


def _merged(members: Sequence[Entity]) -> tuple[Entity, tuple[str, ...]]:
    """One entity of all `members` under its best name, and their ids."""
    weights: Counter[str] = Counter()
    for member in members:
        weights[member.name] += max(1, len(member.mentions))
    names = dict.fromkeys(alias for member in members for alias in (member.name, *member.aliases))
    name = _best(list(names), weights, members[0].type)
    mentions = sorted({mention for member in members for mention in member.mentions})
    entity = Entity(
        id=members[0].id, name=name, type=members[0].type,
        aliases=tuple(alias for alias in names if alias != name), mentions=tuple(mentions),
        coordinates=next((one.coordinates for one in members if one.coordinates), None),
    )  # fmt: skip
    return entity, tuple(member.id for member in members)


def _best(names: Sequence[str], weights: Counter[str], kind: EntityType) -> str:
    country = next((country_of(name) for name in names if country_of(name)), None)
    if kind == "place" and country in names:
        return str(country)
    if kind == "person":
        return max(names, key=lambda name: (bool(PersonalName.of(name).given), weights[name], name))
    return max(names, key=lambda name: (weights[name], len(name), name))
