"""Claims, verdicts, witnesses, origins and utterances of the stories written for measuring.

``python -m bench.truth`` prints, for the development half only, what is wrong in each story.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path
from typing import Any

import twosource
from bench.judging import Heard, Judged, Judgement, judge_claims, judge_variants, same_label
from bench.stories import HALVES, LATER, Story, read_stories
from twosource.derive.connected import connected

Row = dict[str, Any]
KINDS = ("utterance", "figure", "event", "statement")
VERDICTS = ("corroborated", "one origin", "single source", "disputed", "undecided")


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield, for each half and the later stories, how many verdicts, disputes, ranges, origins, utterances are right.

    Beside it what comes of counting every document as a source, as long as it finds every claim (which nobody does).
    """
    del data  # the stories are part of the project
    for half in (*HALVES, LATER):
        judged = [judged_story(story) for story in list(read_stories(half))[:limit]]
        claims = [one for held in judged for one in judge_claims(held)]
        yield {"system": "twosource", "part": half, "stories": len(judged), **_claims(claims), **_disputes(judged)}
        yield {"system": "first side alone", "part": half, **_first_sides(claims)}
        for name, chosen in _parts(claims):
            yield {"system": "twosource", "part": f"{half}, {name}", **_claims(chosen)}
        yield {"system": "every document counts", "part": half, **_naive(claims)}
        yield {"system": "twosource", "part": f"{half}, utterances", **_utterances(judged)}
        yield {"system": "twosource", "part": f"{half}, one source", **_one_source(judged)}


def judged_story(story: Story) -> Judged:
    """Compare the documents of a story."""
    return Judged(story, twosource.compare([story.path]))


def _parts(claims: Sequence[Judgement]) -> Iterator[tuple[str, list[Judgement]]]:
    for kind in KINDS:
        yield kind, [one for one in claims if one.claim.kind == kind]
    for verdict in VERDICTS:
        yield verdict, [one for one in claims if one.claim.verdict == verdict]


def _claims(claims: Sequence[Judgement]) -> Row:
    told = [one for one in claims if one.said is not None]
    return {
        "claims": len(claims),
        "found": _percent(sum(one.found for one in claims), len(claims)),
        "verdict": _percent(sum(one.verdict for one in claims), len(claims)),
        "verdict_of_found": _percent(sum(one.verdict for one in claims), sum(one.found for one in claims)),
        "independent": _percent(sum(one.range for one in told), len(told)),
        "narrow": _percent(sum(one.narrow for one in told), len(told)),
        "origins": _percent(sum(one.origins for one in told), len(told)),
    }


def _first_sides(claims: Sequence[Judgement]) -> Row:
    """Witnesses and origins where of every dispute the side is judged that the dossier puts first."""
    told = [one for one in claims if one.said is not None]
    return {
        "independent": _percent(sum(one.first_range for one in told), len(told)),
        "origins": _percent(sum(one.first_origins for one in told), len(told)),
    }


def _disputes(judged: Sequence[Judged]) -> Row:
    """Of what is called disputed, how much is; and of the true disputes, how many are found."""
    said = right = true = found = 0
    for held in judged:
        called = [one for one in held.dossier.claims if one.verdict == "disputed"]
        disputes = [one for one in held.story.claims if one.verdict == "disputed"]
        said += len(called)
        right += sum(any(held.meeting(claim, one) for claim in disputes) for one in called)
        true += len(disputes)
        found += sum(any(held.meeting(claim, one) for one in called) for claim in disputes)
    return {
        "disputed_said": said,
        "disputed_precision": _percent(right, said),
        "disputed_true": true,
        "disputed_recall": _percent(found, true),
    }


def _naive(claims: Sequence[Judgement]) -> Row:
    right = counted = 0
    for one in claims:
        documents = sum(len(group) for group in one.claim.witnesses)
        right += one.claim.verdict == ("corroborated" if documents > 1 else "single source")
        counted += one.claim.independent[0] <= documents <= one.claim.independent[1]
    return {
        "claims": len(claims),
        "verdict": _percent(right, len(claims)),
        "independent": _percent(counted, len(claims)),
    }


def _utterances(judged: Sequence[Judged]) -> Row:
    heard = [list(judge_variants(held)) for held in judged]
    true, said = (sum(len(_pairs(one, by)) for one in heard) for by in ("utterance", "held"))
    both = sum(len(_pairs(one, "utterance") & _pairs(one, "held")) for one in heard)
    labelled = [one for held in heard for one in _in_company(held)]
    precision, recall = both / max(1, said), both / max(1, true)
    return {
        "variants": sum(map(len, heard)),
        "found": _percent(sum(one.held is not None for held in heard for one in held), sum(map(len, heard))),
        "pair_precision": round(100 * precision, 1),
        "pair_recall": round(100 * recall, 1),
        "pair_f1": round(200 * precision * recall / max(1e-9, precision + recall), 1),
        "labels": _percent(sum(same_label(one.wanted, one.said) for one in labelled), len(labelled)),
        "labelled": len(labelled),
    }


def _pairs(heard: Sequence[Heard], by: str) -> set[tuple[int, int]]:
    groups = [getattr(one, by) for one in heard]
    return {(a, b) for a, b in combinations(range(len(heard)), 2) if groups[a] is not None and groups[a] == groups[b]}


def _in_company(heard: Sequence[Heard]) -> list[Heard]:
    """The versions found in one group with another true version of their utterance: only those have a label."""
    held = Counter((one.utterance, one.held) for one in heard if one.held is not None)
    return [one for one in heard if held[one.utterance, one.held] > 1]


def _one_source(judged: Sequence[Judged]) -> Row:
    """Pairs of documents that have text or a credit of one source, given or unseen, which way round is not asked."""
    said = right = true = 0
    for held in judged:
        known = [document.id for document in held.dossier.documents]
        copies = [(one.child, one.parent) for one in held.story.copies]
        hidden = [(one, str(at)) for at, source in enumerate(held.story.unseen) for one in source.behind]
        edges = [(edge.child, edge.parent) for edge in held.dossier.lineage.edges]
        wanted, found = (_together(known, pairs) for pairs in ((*copies, *hidden), edges))
        said, right, true = said + len(found), right + len(found & wanted), true + len(wanted)
    return {"pairs": true, "precision": _percent(right, said), "recall": _percent(right, true)}


def _together(known: Sequence[str], links: Sequence[tuple[str, str]]) -> set[frozenset[str]]:
    """The pairs of documents that `links` join, by way of others too."""
    everybody = [*known, *{end for link in links for end in link} - {*known}]
    groups = connected(everybody, links)
    return {frozenset(pair) for group in groups for pair in combinations(sorted({*group} & {*known}), 2)}


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def show(*names: str) -> None:
    """Print what is wrong in the stories of the development half, or in those of them that are named."""
    for story in read_stories("development"):
        if names and story.name not in names:
            continue
        held = judged_story(story)
        print(f"\n## {story.name}: {story.about}")
        for one in judge_claims(held):
            if not (one.verdict and (one.said is None or (one.origins and one.range))):
                _show(one)
        for one in held.dossier.claims:
            disputes = [true for true in story.claims if true.verdict == "disputed"]
            if one.verdict == "disputed" and not any(held.meeting(true, one) for true in disputes):
                print(f"  FALSE DISPUTE {one.text[:120]} | {one.because}")
        for heard in judge_variants(held):
            print(f"  {heard.utterance}: {heard.wanted} as {heard.said} in {heard.held}")


def _show(one: Judgement) -> None:
    claim, said = one.claim, one.said
    origins = ", ".join(origin.name for origin in claim.origins)
    print(f"  {claim.id} {claim.kind} {claim.verdict} {claim.independent} <{origins}>: {claim.text[:110]}")
    if said is None:
        print("      NOT FOUND")
    else:
        names = ", ".join(origin.name for origin in said.origins)
        print(f"      {said.kind} {said.verdict} {said.independent} <{names}> {said.because[:200]}")


if __name__ == "__main__":
    show(*sys.argv[1:])
