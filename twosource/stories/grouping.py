"""Articles into stories as they come: each is compared with those at hand, groups are found anew where one came."""

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from twosource.stories.days import day_number
from twosource.stories.index import Index
from twosource.stories.likeness import FLOOR, LIKELY, likenesses
from twosource.stories.linkage import Pair, linked
from twosource.stories.profile import Profile
from twosource.stories.vectors import Vector, Vocabulary

__all__ = ["Grouping", "State"]


class State(Struct, frozen=True, kw_only=True):
    """All that a grouping knows, as flat rows: what to keep on disk so that it can go on.

    `profiles` are the articles that are still compared; `pairs` (id, id, log-odds) the likenesses between them;
    `stories` the story of every article ever added, or of those kept here; `redirects` the ids that were given up.
    """

    profiles: tuple[Profile, ...] = ()
    pairs: tuple[tuple[str, str, float], ...] = ()
    stories: dict[str, str] = field(default_factory=dict)
    redirects: dict[str, str] = field(default_factory=dict)


class Grouping:
    """Puts articles into stories one by one.

    The stories follow from the likenesses of pairs alone (`linked`), so that another order of arrival gives the same
    groups as long as the same articles are at hand together. Ids of stories do depend on it: a story is called after
    the article that began it, and keeps that name while it grows; of two that turn out to be one, the older name
    stays and the other leads to it (`redirects`).

    >>> a, b, c = (Profile(id=i, terms=t, in_title=(1,) * 3, in_lead=(1,) * 3, in_body=(0,) * 3, capitals=(0,) * 3,
    ...     starts=(0,) * 3, ends=(1,) * 3) for i, t in zip("abc", [("ferry", "reef", "kellport")] * 2 + [
    ...     ("quake", "toll", "voss")]))
    >>> grouping = Grouping()
    >>> for one in (a, b, c):
    ...     grouping.add(one)
    >>> grouping.settle()
    >>> grouping.assignments()
    {'a': 'a', 'b': 'a', 'c': 'c'}
    """

    def __init__(self, state: State | None = None) -> None:
        state = state or State()
        self._vocabulary, self._index = Vocabulary(), Index()
        self._profiles: dict[str, Profile] = {}
        self._vectors: dict[str, Vector] = {}
        self._numbers: dict[str, int] = {}
        self._names: dict[int, str] = {}
        self._next = 0
        self._pairs: dict[str, dict[str, float]] = {}
        self._stories = dict(state.stories)
        self._redirects = dict(state.redirects)
        self._used = {*self._stories.values(), *self._redirects}
        self._changed: set[str] = set()
        for one in state.profiles:
            self._take_in(one)
        for first, second, score in state.pairs:
            self._pairs[first][second] = self._pairs[second][first] = score

    def __len__(self) -> int:
        """How many articles are at hand."""
        return len(self._profiles)

    def add(self, profile: Profile) -> None:
        """Compare an article with those at hand. Raises ValueError if one of that id is at hand already."""
        if profile.id in self._profiles:
            raise ValueError(f"an article with the id {profile.id!r} is already there")
        vector = self._vocabulary.vector(profile)
        near = [self._names[number] for number in self._index.near(vector)]
        self._take_in(profile, vector)
        for other, score in zip(near, likenesses(vector, [self._vectors[one] for one in near]).tolist(), strict=True):
            if score > FLOOR:
                self._pairs[profile.id][other] = self._pairs[other][profile.id] = score
        self._changed.add(profile.id)

    def settle(self, until: str | None = None) -> None:
        """Find the groups anew wherever articles came; then let go of those published before the day `until`.

        What is let go keeps its story, and a story goes on under its name as long as an article of it is at hand.
        Raises ValueError if `until` is no ISO 8601 day.
        """
        for component in self._components(self._changed):
            self._name(linked(component, self._among(component), FLOOR))
        self._changed.clear()
        if until is not None:
            day = day_number(until)
            if day is None:
                raise ValueError(f"not a day as ISO 8601 has it: {until!r}")
            self.forget(one for one, vector in self._vectors.items() if vector.day is not None and vector.day < day)

    def forget(self, ids: Iterable[str]) -> None:
        """Let go of articles: nothing is compared with them any more, and their story is settled.

        Raises KeyError for one that is not at hand.
        """
        for one in list(ids):
            number = self._numbers.pop(one)
            self._index.remove(number)
            del self._names[number], self._vectors[one], self._profiles[one]
            for other in self._pairs.pop(one):
                del self._pairs[other][one]
            self._changed.discard(one)

    def assignments(self) -> dict[str, str]:
        """The story of every article added, by its id, after the last `settle`; redirects are followed."""
        return {one: self.current(story) for one, story in self._stories.items()}

    def current(self, story: str) -> str:
        """The id under which the story `story` is known now."""
        while story in self._redirects:
            story = self._redirects[story]
        return story

    @property
    def redirects(self) -> Mapping[str, str]:
        """Ids of stories that were given up -> the story that took theirs over."""
        return dict(self._redirects)

    def score(self, first: str, second: str) -> float:
        """The log-odds that two articles at hand report one event."""
        return self._pairs[first].get(second, FLOOR)

    def nearest(self, one: str) -> str | None:
        """The article of its own story, among those at hand, that `one` is most like."""
        story = self._stories[one]
        mates = [(-score, other) for other, score in self._pairs[one].items() if self._stories[other] == story]
        return min(mates)[1] if mates else None

    def apart(self) -> list[tuple[float, str, str]]:
        """Pairs of articles at hand that rather tell one event, and are in two stories: log-odds and ids."""
        return [
            (score, one, other)
            for one, row in self._pairs.items()
            for other, score in row.items()
            if one < other and score > 0 and self.current(self._stories[one]) != self.current(self._stories[other])
        ]

    def state(self) -> State:
        """All that is known, to be kept and gone on from; settles first."""
        self.settle()
        pairs = [(a, b, score) for a, row in self._pairs.items() for b, score in row.items() if a < b]
        return State(
            profiles=tuple(self._profiles.values()),
            pairs=tuple(pairs),
            stories=dict(self._stories),
            redirects=dict(self._redirects),
        )

    def _take_in(self, profile: Profile, vector: Vector | None = None) -> None:
        vector = vector or self._vocabulary.vector(profile)
        self._profiles[profile.id], self._vectors[profile.id] = profile, vector
        self._numbers[profile.id], self._names[self._next] = self._next, profile.id
        self._index.add(self._next, vector)
        self._pairs[profile.id] = {}
        self._next += 1

    def _components(self, seeds: Iterable[str]) -> list[list[str]]:
        """The articles that hang together with `seeds` by likenesses over `LIKELY`."""
        seen: set[str] = set()
        out = []
        for seed in sorted(seeds):
            if seed in seen:
                continue
            seen.add(seed)
            component, waiting = [], [seed]
            while waiting:
                one = waiting.pop()
                component.append(one)
                for other, score in self._pairs[one].items():
                    if score > LIKELY and other not in seen:
                        seen.add(other)
                        waiting.append(other)
            out.append(component)
        return out

    def _among(self, component: list[str]) -> dict[Pair, float]:
        inside = set(component)
        return {(a, b): score for a in component for b, score in self._pairs[a].items() if a < b and b in inside}

    def _name(self, groups: list[tuple[str, ...]]) -> None:
        """Give each group the oldest name that it has had and that no older group keeps; a new one if there is none."""
        order = self._numbers
        had = {one: self.current(self._stories[one]) for group in groups for one in group if one in self._stories}
        taken: set[str] = set()
        heirs: dict[str, str] = {}
        for group in sorted(groups, key=lambda group: min(order[one] for one in group)):
            before = {had[one] for one in group if one in had}
            free = sorted(before - taken, key=lambda story: (order.get(story, -1), story))
            story = free[0] if free else self._new_name(min(group, key=order.__getitem__))
            taken.add(story)
            for one in before:
                heirs.setdefault(one, story)
            self._stories.update(dict.fromkeys(group, story))
        self._redirects.update({old: new for old, new in heirs.items() if old not in taken})

    def _new_name(self, article: str) -> str:
        """A name that no story has had, after the article that begins it."""
        name, again = article, 1
        while name in self._used:
            again += 1
            name = f"{article}~{again}"
        self._used.add(name)
        return name
