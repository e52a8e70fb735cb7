"""Stories of the truth set with one word changed in one document: is the contradiction found?

Of each claim that two independent witnesses tell alike, a number, a date, a name, a *not* or the speaker of a
quotation is changed in one document, so that it plainly contradicts the others and no development explains it.
``python -m bench.edits`` prints what is missed, for the development half only.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from msgspec import Struct, structs

from bench.altering.change import Change, changed, moved
from bench.judging import Judged
from bench.sites import KINDS, Site, find_sites
from bench.stories import HALVES, Story, TrueClaim, read_stories
from bench.untouched import Untouched, overlapping, untouched
from twosource.model import Article, Claim, Dossier, Place
from twosource.run import compare_articles

Row = dict[str, Any]
AT_ONCE = 3
"""How many changes one run may hold: of other claims, in other documents, and of other sentences."""

WORKERS = 2
OPEN = ("disputed", "undecided")
TOGETHER = "together"


class Outcome(Struct, frozen=True):
    """What became of a change: `verdict` is that of the best claim that tells the contradiction, None where none does.

    `before` is whether such a claim was there before anything was changed, `joined` whether any claim at all held the
    passage with one of another document then. `called` are the verdicts of claims that
    take the changed words and another document's passage as saying the same. `nearest` is in words what was made of it.
    """

    story: str
    site: Site
    verdict: str | None
    before: bool
    joined: bool
    called: tuple[str, ...]
    nearest: str
    sentence: str


class Tried(Struct, frozen=True):
    """All that came of one story: its outcomes, its agreeing claims and the false alarms before any change."""

    outcomes: tuple[Outcome, ...]
    claims: int
    alarmed: int
    told: int
    disputes: int
    false: tuple[str, ...]


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield, for each half and kind of change, how many are found, and the false alarms of the stories as they are."""
    del data  # the stories are part of the project
    total: list[Tried] = []
    for half in HALVES:
        tried = _all_tried(list(read_stories(half))[:limit])
        total += tried
        yield from rows(half, tried)
    yield from rows("both halves", total)


def _all_tried(stories: Sequence[Story]) -> list[Tried]:
    with ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn")) as pool:
        return list(pool.map(try_story, stories))


def rows(part: str, tried: Sequence[Tried]) -> Iterator[Row]:
    outcomes = [one for story in tried for one in story.outcomes]
    for kind in KINDS:
        yield {
            "system": "twosource",
            "part": f"{part}, {kind}",
            **_counted([o for o in outcomes if o.site.kind == kind]),
        }
    yield {"system": "twosource", "part": part, **_counted(outcomes)}
    claims, alarmed, told = (sum(getattr(one, name) for one in tried) for name in ("claims", "alarmed", "told"))
    yield {
        "system": "twosource",
        "part": f"{part}, untouched",
        "agreeing_claims": claims,
        "alarms": alarmed,
        "alarms_percent": _percent(alarmed, claims),
        "claims_told_by_several": told,
        "disputes": sum(one.disputes for one in tried),
        "false_disputes": sum(len(one.false) for one in tried),
        "false_disputes_percent": _percent(sum(len(one.false) for one in tried), told),
    }


def _counted(outcomes: Sequence[Outcome]) -> Row:
    new = [one for one in outcomes if not one.before]
    disputed, joined = sum(one.verdict == "disputed" for one in new), [one for one in new if one.joined]
    return {
        "edits": len(new),
        "disputed": disputed,
        "disputed_percent": _percent(disputed, len(new)),
        "disputed_or_undecided": sum(one.verdict is not None for one in new),
        "found_percent": _percent(sum(one.verdict is not None for one in new), len(new)),
        "joined_before": len(joined),
        "found_of_joined_percent": _percent(sum(one.verdict is not None for one in joined), len(joined)),
        "called_corroborated": sum("corroborated" in one.called for one in new),
        "called_the_same": sum(bool(one.called) for one in new),
        "alarm_before": len(outcomes) - len(new),
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def try_story(story: Story) -> Tried:
    """Make every change that a story offers, and look at what is said of each."""
    held = untouched(story)
    sites = find_sites(held)
    outcomes = [one for group in in_groups(sites, held) for one in _tried(group, held)]
    return structs.replace(_alarms(held), outcomes=tuple(outcomes))


def in_groups(sites: Sequence[Site], held: Untouched) -> list[list[Site]]:
    """The changes in groups of at most `AT_ONCE` that do not touch each other's claims, documents and sentences."""
    groups: list[list[Site]] = []
    for site in sites:
        free = (one for one in groups if len(one) < AT_ONCE and not any(_meet(site, other, held) for other in one))
        group = next(free, None)
        if group is None:
            groups.append([site])
        else:
            group.append(site)
    return groups


def _meet(one: Site, other: Site, held: Untouched) -> bool:
    if one.claim == other.claim or one.document == other.document:
        return True
    mine, theirs = (
        [Place(place.document, held.sentence(place)) for place in (site.passage, *site.others)] for site in (one, other)
    )
    return any(a.document == b.document and a.span.overlap(b.span) for a in mine for b in theirs)


def _tried(sites: Sequence[Site], held: Untouched) -> list[Outcome]:
    changes = {site.document: site.change for site in sites}
    dossier = compare_articles([with_change(one, changes.get(one.id)) for one in held.articles])
    return [_outcome(site, changes, dossier, held) for site in sites]


def with_change(article: Article, change: Change | None) -> Article:
    """The article with a change of its text."""
    return article if change is None else structs.replace(article, source=changed(article.source, change))


def _outcome(site: Site, changes: dict[str, Change], dossier: Dossier, held: Untouched) -> Outcome:
    def now(place: Place) -> Place:
        change = changes.get(place.document)
        return place if change is None else Place(place.document, moved(place.span, change))

    passages = [place for found in held.passages(_claim(site, held)).values() for place in found]
    apart = [one for one in passages if one.document != site.document]
    others = [now(one) for one in apart]
    passage = now(site.passage)
    words = passage if site.kind == "speaker" else now(Place(site.document, site.change.span))
    told = telling(passage, others, dossier)
    return Outcome(
        held.story.name,
        site,
        min((one.verdict for one in told), default=None),
        bool(telling(site.passage, apart, held.dossier)),
        nearest(site.passage, apart, held.dossier).startswith(TOGETHER),
        tuple(sorted({one.verdict for one in agreeing(words, others, dossier)})),
        f"{nearest(passage, others, dossier)} {_reason(told)}".strip(),
        held.sentence(site.passage).of(held.texts[site.document]),
    )


def _claim(site: Site, held: Untouched) -> TrueClaim:
    return next(one for one in held.story.claims if one.id == site.claim)


def telling(passage: Place, others: Sequence[Place], dossier: Dossier) -> list[Claim]:
    """The claims that are disputed or undecided and rest on a passage and on one of those of other documents."""
    return [
        one
        for one in dossier.claims
        if one.verdict in OPEN and overlapping(one, passage) and any(overlapping(one, other) for other in others)
    ]


def agreeing(words: Place, others: Sequence[Place], dossier: Dossier) -> list[Claim]:
    """The claims that take some words and a passage of another document as saying the same."""
    return [
        one
        for one in dossier.claims
        if one.verdict not in OPEN
        and overlapping(one, words, ("states",))
        and any(overlapping(one, other, ("states",)) for other in others)
    ]


def nearest(passage: Place, others: Sequence[Place], dossier: Dossier) -> str:
    """What was made of a passage, in words."""
    held = [one for one in dossier.claims if overlapping(one, passage)]
    both = [one for one in held if any(overlapping(one, other) for other in others)]
    if both:
        return f"{TOGETHER}: " + ", ".join(sorted({f"{one.kind} {one.verdict}" for one in both}))
    if held:
        return "apart: " + ", ".join(sorted({f"{one.kind} {one.verdict}" for one in held}))
    return "in no claim"


def _reason(told: Sequence[Claim]) -> str:
    """Why a contradiction is left undecided, without what is particular to the claim."""
    open_ = [one.because for one in told if one.verdict == "undecided"]
    return re.sub(r"“[^”]*”|\d[\d,.]*|[A-ZÀ-Ý][\w’'-]+", "…", open_[0]) if open_ else ""


def _alarms(held: Untouched) -> Tried:
    """The disputes in a story as it is that the truth does not have."""
    judged = Judged(held.story, held.dossier)
    real = [one for one in held.story.claims if one.verdict in OPEN]
    said = [one for one in held.dossier.claims if one.verdict == "disputed"]
    false = [one for one in said if not any(judged.meeting(claim, one) for claim in real)]
    places = [[place for found in held.passages(claim).values() for place in found] for claim in held.agreeing()]
    alarmed = [found for found in places if any(_covered(claim, found) > 1 for claim in false)]
    several = [one for one in held.dossier.claims if len({support.document for support in one.support}) > 1]
    return Tried((), len(places), len(alarmed), len(several), len(said), tuple(one.text for one in false))


def _covered(claim: Claim, places: Sequence[Place]) -> int:
    return len({one.document for one in places if overlapping(claim, one)})


def show() -> None:
    """Print what is missed of the development half, how often each thing was made of it, and the rows."""
    why: dict[str, Counter[str]] = defaultdict(Counter)
    everything = _all_tried(list(read_stories("development")))
    for tried in everything:
        for one in tried.outcomes:
            if one.verdict == "disputed" or one.before:
                continue
            was = "joined before" if one.joined else "apart before"
            why[one.site.kind][f"{was}; {one.verdict or 'missed'}; {one.nearest}"] += 1
            print(f"{one.site.kind} | {one.story} {one.site.claim} {one.site.document} | {was} | {one.nearest}")
            print(f"    -> {one.site.change.new!r} in: {' '.join(one.sentence.split())}")
        for text in tried.false:
            print("FALSE DISPUTE", text)
    for kind, reasons in why.items():
        for reason, times in reasons.most_common():
            print(f"{kind}: {times} {reason}")
    for row in rows("development", everything):
        print(row)


if __name__ == "__main__":
    show()
