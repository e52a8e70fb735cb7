"""Fit what tells that two figures, or two clauses, of a story are of one thing: ``python -m training.joins``.

Prints `WEIGHTS` as `twosource/corroborate/pairing.py` and `tied.py` have them, and how far weights learned on nine
tenths of the stories hold on the last tenth. The stories are those of the development half; the data sets are not part
of the project. See the README beside this file.
"""

import argparse
import io
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from msgspec import Struct
from scipy.special import expit

from bench.lookalikes import mixed_groups
from bench.real import Group, read_groups
from bench.relations import material_from
from bench.rows import FIELDS, Row
from bench.stories import Story, located, read_stories
from training.lineage import least, shown
from twosource.corroborate import pairing, tied
from twosource.corroborate.counted import Counted, same_thing
from twosource.corroborate.facts import told_facts
from twosource.corroborate.figures import told_figures
from twosource.corroborate.material import Material
from twosource.corroborate.relations import are_of_one_thing
from twosource.corroborate.statements import is_stated, weights
from twosource.model import Article, Facts, Place
from twosource.run.reading import read_articles

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
AGREEING = frozenset(("equal", "rounded", "within"))
COPIED = 0.8  # sentences with so many words in common show how copies are worded, not how two reporters tell a thing
LOOKALIKE = 0.6  # how much a pair of two look-alike events counts: there are many of a few games
LEAST = 15  # characters of a clause that a passage holds, to be of it
PENALTY = 1.0
PARTS = 10


class Documents(Struct, frozen=True):
    """Articles where a dossier is asked for its texts."""

    documents: tuple[Article, ...]


class Known(Struct, frozen=True):
    """A story with what is known of it: passages that are of `one` thing, and such as are `never`, by kind.

    `closed`: all else is not of one thing. `events` are those of its documents, where they tell of two.
    """

    name: str
    material: Material
    one: Mapping[str, Sequence[Sequence[Place]]] = {}
    never: Mapping[str, Sequence[Sequence[Place]]] = {}
    closed: bool = False
    events: Mapping[str, str] = {}

    def says(self, kind: str, left: Place, right: Place) -> bool | None:
        """Whether two places are of one thing; None where it is not known."""
        if self.events:
            return None if self.events[left.document] == self.events[right.document] else False
        if any(_meets(left, held, kind) and _meets(right, held, kind) for held in self.one.get(kind, ())):
            return True
        never = any(_meets(left, held, kind) and _meets(right, held, kind) for held in self.never.get(kind, ()))
        return False if never or self.closed else None


class Met(Struct, frozen=True):
    """Two figures or clauses of a story: what speaks for and against one thing, and whether they are of one."""

    story: str
    signs: Mapping[str, float]
    one: bool
    counts: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m training.joins", description=__doc__.splitlines()[0])
    parser.add_argument("--data", type=Path, default=DATA, help="the folder with the data sets")
    options = parser.parse_args()
    if not options.data.is_dir():
        print(f"no data at {options.data}: name its folder with --data", file=sys.stderr)
        return 1
    stories = [*map(of_story, read_stories("development")), *map(of_real_group, read_groups(options.data))]
    stories += [of_lookalikes(number, rows) for number, rows in enumerate(mixed_groups(options.data))]
    for name, pairs_of, enough in (("pairing", figure_pairs, pairing.ENOUGH), ("tied", clause_pairs, tied.ENOUGH)):
        pairs = [met for known in stories for met in pairs_of(known)]
        true = sum(one.one for one in pairs)
        print(f"# {name}: {len(pairs)} pairs of {len({one.story for one in pairs})} stories, {true} of one thing")
        print(f"# learned on other stories: {held_out(pairs, enough)}")
        print(shown("WEIGHTS", {sign: round(weight, 1) for sign, weight in fit(pairs).items()}))
    return 0


def of_story(story: Story) -> Known:
    """A development story: its truth lists every quantity that two documents tell, and what an editor would list."""
    articles = read_articles([story.path]).articles
    truth = json.loads(story.path.with_name(f"{story.name}.truth.json").read_text(encoding="utf-8"))
    figures = []
    for row in truth["figures"]:
        held = [located(one["document"], one["text"], Documents(articles)) for one in row["members"]]
        agreeing = [(one["left"], one["right"]) for one in row["relations"] if one["relation"] in AGREEING]
        figures += [[held[left], held[right]] for left, right in agreeing if held[left] and held[right]]
    stated = [
        [place for one in claim.passages if one.stance == "states" and (place := _where(one, articles))]
        for claim in story.claims
    ]
    return Known(story.name, material_from(articles), {"figures": figures, "clauses": stated}, closed=True)


def of_real_group(group: Group) -> Known:
    """A real group: what was judged to be one claim, or never one."""
    articles = tuple(_plain(one.id, one.text) for one in group.held.dossier.documents)
    one: dict[str, list[list[Place]]] = {"figures": [], "clauses": []}
    never: dict[str, list[list[Place]]] = {"figures": [], "clauses": []}
    for line, claim in zip(group.lines, group.claims, strict=True):
        places = [place for place, stance in group.held.places[claim.id] if stance == "states"]
        for kind in ("figures", "clauses") if line.kind in ("figure", "") else ("clauses",):
            (never if line.judged == "never" else one)[kind].append(places)
    return Known(group.head.group, material_from(articles), one, never)


def of_lookalikes(number: int, rows: Sequence[Row]) -> Known:
    """Documents of two look-alike events: what they tell is of one thing hardly ever."""
    lines = [json.dumps({name: row[name] for name in FIELDS if row.get(name)}, ensure_ascii=False) for row in rows]
    articles = read_articles(["-"], stdin=io.BytesIO("\n".join(lines).encode())).articles
    return Known(f"two events {number}", material_from(articles), events={row["id"]: row["cluster"] for row in rows})


def figure_pairs(known: Known) -> Iterator[Met]:
    """The pairs of figures of two documents that may agree in value."""
    material, things = known.material, told_figures(known.material)
    crowd = pairing.Crowd.of(things)
    for one, other in combinations(sorted(things, key=lambda c: c.place), 2):
        apart = one.place.document != other.place.document
        if known.says("figures", one.place, other.place) is False and _are_told_alike(one, other):
            continue  # not listed, and yet not told to be two
        if apart and pairing.may_agree(one, other) and not pairing.agree_by_chance(one, other):
            signs = pairing.signs_of(one, other, crowd, material.rarity)
            yield from _met(known, "figures", (one.place, other.place), signs)


def _are_told_alike(one: Counted, other: Counted) -> bool:
    """Whether what is told of two figures makes them one, whatever their value."""
    return same_thing(one, other) in ("yes", "perhaps") or are_of_one_thing(one, other)


def clause_pairs(known: Known) -> Iterator[Met]:
    """The pairs of clauses of two documents that may be tied."""
    facts = [one for one in told_facts(known.material) if is_stated(one)]
    weight, holders = weights(facts), tied.Holders.of(facts)
    for one, other in combinations(facts, 2):
        if one.place.document != other.place.document and tied.may_be_tied(one, other):
            yield from _met(known, "clauses", (one.place, other.place), tied.ties_of(one, other, weight, holders))


def _met(known: Known, kind: str, places: tuple[Place, Place], signs: Mapping[str, float]) -> Iterator[Met]:
    """A pair of which something is known, unless its sentences are copied."""
    right = known.says(kind, *places)
    if right is not None and not _is_copied(places, known.material):
        yield Met(known.name, signs, right, LOOKALIKE if known.events else 1.0)


def _is_copied(places: Sequence[Place], material: Material) -> bool:
    words = []
    for place in places:
        volume = material.volumes[place.document]
        words.append(set(volume.sentence(place.span).of(volume.article.text).split()))
    return len(words[0] & words[1]) >= COPIED * min(map(len, words))


def _meets(place: Place, passages: Sequence[Place], kind: str) -> bool:
    least = min(LEAST, place.span.length) if kind == "clauses" else 1
    return any(one.document == place.document and one.span.overlap(place.span) >= least for one in passages)


def _where(passage, articles: tuple[Article, ...]) -> Place | None:
    return located(passage.document, passage.text, Documents(articles))


def _plain(id: str, text: str) -> Article:
    return Article(id=id, path="", source=text, edits=(), facts=Facts(), sha256="")


def fit(pairs: Sequence[Met]) -> dict[str, float]:
    """Logistic regression with an L2 penalty; the weights are logarithms of odds."""
    names = sorted({name for one in pairs for name in one.signs})
    values = np.array([[one.signs.get(name, 0.0) for name in names] for one in pairs])
    right, counts = (np.array([getattr(one, name) for one in pairs], dtype=float) for name in ("one", "counts"))

    def loss(weight: np.ndarray) -> tuple[float, np.ndarray]:
        chance = expit(values @ weight)
        off = counts * np.log(np.where(right > 0, chance, 1 - chance) + 1e-12)
        return PENALTY * (weight @ weight) / 2 - off.sum(), values.T @ (counts * (chance - right)) + PENALTY * weight

    return dict(zip(names, least(loss, np.zeros(len(names))), strict=True))


def held_out(pairs: Sequence[Met], enough: float) -> str:
    """How many pairs weights learned on other stories join, rightly and falsely."""
    stories = sorted({one.story for one in pairs})
    part = {story: number % PARTS for number, story in enumerate(stories)}
    joined = []
    for held in range(PARTS):
        learned = fit([one for one in pairs if part[one.story] != held])
        here = [one for one in pairs if part[one.story] == held]
        joined += [one for one in here if sum(learned.get(n, 0.0) * v for n, v in one.signs.items()) >= enough]
    right, true = sum(one.one for one in joined), sum(one.one for one in pairs)
    return f"{right} of {true} that are of one thing are joined, and {len(joined) - right} others"


if __name__ == "__main__":
    sys.exit(main())
