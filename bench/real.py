"""Claims of real groups of articles, judged by hand: which verdicts are right, and what is joined or disputed falsely.

``python -m bench.real DATA [group …]`` prints what is wrong, to be read.
"""

import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from pathlib import Path
from typing import Literal

import msgspec
from msgspec import Struct

from bench.judging import KINDS, Judged, one_name
from bench.rows import Row, Words, compared, of_several, read_rows
from bench.stories import Passage, Story, TrueClaim, TrueOrigin
from twosource.model import Claim

GOLD = Path(__file__).parent / "gold" / "real_claims.jsonl"
ON = ("right", "wrong verdict", "no claim", "not judged")  # what may be thought of a claim that is told
SETS = ("allsides_triplets_train", "many_outlets")


class Line(Struct, frozen=True):
    """A line of the gold: a `group` with its documents, a `claim`, or passages that are `never` one claim.

    `copies` are documents of a group that have one text; `note` is the reason.
    """

    group: str
    judged: Literal["group", "claim", "never"]
    set: str = ""
    documents: tuple[str, ...] = ()
    copies: tuple[tuple[str, ...], ...] = ()
    kind: str = ""
    verdicts: tuple[str, ...] = ()
    passages: tuple[Words, ...] = ()
    witnesses: tuple[tuple[str, ...], ...] = ()
    origins: tuple[str, ...] = ()
    note: str = ""


class Group(Struct, frozen=True, dict=True):
    """The dossier of a group beside what was judged of it."""

    held: Judged
    head: Line
    lines: tuple[Line, ...]
    claims: tuple[TrueClaim, ...]

    @cached_property
    def said(self) -> list[Claim]:
        """What is told to a reader as the claim of several documents, or as disputed."""
        return [one for one in self.held.dossier.claims if of_several(one) or one.verdict == "disputed"]

    def judged(self) -> list[tuple[Line, TrueClaim, Claim | None]]:
        """Every true claim with what the dossier makes of it."""
        both = zip(self.lines, self.claims, strict=True)
        return [(line, claim, self.held.best(claim)) for line, claim in both if line.judged == "claim"]

    def verdict_on(self, said: Claim) -> str:
        """Whether a claim of the dossier is `right`, has a `wrong verdict`, is `no claim`, or was `not judged`."""
        met = [
            (line.judged == "never", said.verdict in line.verdicts)
            for line, claim in zip(self.lines, self.claims, strict=True)
            if self._meets(line, claim, said)
        ]
        if not met:
            return "right" if said.verdict == "single source" and self._is_copied(said) else "not judged"
        if any(never for never, _ in met):
            return "no claim"
        return "right" if any(right for _, right in met) else "wrong verdict"

    def _is_copied(self, said: Claim) -> bool:
        """Whether all that tell it have one text, so that nothing else can be right."""
        documents = {one.document for one in said.support}
        return any(documents <= set(copies) for copies in self.head.copies)

    def _meets(self, line: Line, claim: TrueClaim, said: Claim) -> bool:
        common = self.held.meeting(claim, said)
        if line.judged == "never":
            stated = common & {one.document for one in said.support if one.stance == "states"}
            alike = KINDS.get(line.kind, line.kind) == KINDS.get(said.kind, said.kind)
            return alike and (len(stated) > 1 or (said.verdict == "disputed" and len(common) > 1))
        return len(common) > 1 or (bool(common) and said.verdict == "disputed" and "disputed" in line.verdicts)


def measure(data: Path, limit: int | None) -> Iterator[Row]:
    """Yield, for each set and for both, how many judged claims are found and right, and what is said falsely."""
    groups = list(read_groups(data))[:limit]
    for name in (*SETS, "both"):
        chosen = [one for one in groups if name in (one.head.set, "both")]
        yield {"system": "twosource", "part": name, "groups": len(chosen), **_found(chosen), **_said(chosen)}


def read_groups(data: Path) -> Iterator[Group]:
    """Compare the documents of every judged group."""
    lines = read_lines()
    wanted = {name for line in lines for name in line.documents}
    files = [data / "stories" / f"{name}.jsonl.gz" for name in SETS]
    rows = {row["id"]: row for path in files for row in read_rows(path) if row["id"] in wanted}
    for _, part in groupby(lines, key=lambda line: line.group):
        head, *judged = part
        yield judged_group(head, judged, rows)


def read_lines() -> list[Line]:
    """The gold: of each group its documents first, then what was judged."""
    return [msgspec.json.decode(line, type=Line) for line in GOLD.read_bytes().splitlines()]


def judged_group(head: Line, judged: Sequence[Line], rows: Mapping[str, Row]) -> Group:
    """Compare the documents of the group that `head` names."""
    claims = tuple(_claim(f"{head.group}-{at}", line, rows) for at, line in enumerate(judged))
    story = Story(head.group, Path(), "", (), (), (), claims)
    held = Judged(story, compared(rows[one] for one in head.documents))
    return Group(held, head, tuple(judged), claims)


def _claim(name: str, line: Line, rows: Mapping[str, Row]) -> TrueClaim:
    """A judged line as the claim of a story, so that both are judged alike."""
    passages = tuple(Passage(one.document, one.said(rows), one.stance) for one in line.passages)
    origins = tuple(TrueOrigin(one, "") for one in line.origins)
    count = len(line.witnesses)
    verdict = line.verdicts[0] if line.verdicts else ""
    return TrueClaim(name, line.kind, line.note, passages, line.witnesses, (count, count), origins, verdict, line.note)


def _found(groups: Sequence[Group]) -> Row:
    judged = [one for group in groups for one in group.judged()]
    told = [(line, claim, said) for line, claim, said in judged if said is not None]
    named = [(line, said) for line, _, said in told if line.origins]
    disputes = [(line, said) for line, _, said in judged if line.verdicts[0] == "disputed"]
    right = sum(said.verdict in line.verdicts for line, _, said in told)
    held = sum(said.independent[0] <= claim.independent[0] <= said.independent[1] for _, claim, said in told)
    return {
        "claims": len(judged),
        "found": _percent(len(told), len(judged)),
        "verdict": _percent(right, len(judged)),
        "verdict_of_found": _percent(right, len(told)),
        "independent": _percent(held, len(told)),
        "origins": _percent(sum(_all_known(line, said) for line, said in named), len(named)),
        "disputed_true": len(disputes),
        "disputed_found": sum(said is not None and said.verdict == "disputed" for _, said in disputes),
    }


def _all_known(line: Line, said: Claim) -> bool:
    """Whether every origin that is told is one of those that are right."""
    return all(any(one_name(name, one.name) for name in line.origins) for one in said.origins)


def _said(groups: Sequence[Group]) -> Row:
    said = [(one, group.verdict_on(one)) for group in groups for one in group.said]
    corroborated = Counter(on for one, on in said if one.verdict == "corroborated")
    return {
        "said": len(said),
        **{f"said, {name}": sum(on == name for _, on in said) for name in ON},
        "false disputes": sum(one.verdict == "disputed" and on != "right" for one, on in said),
        "false corroborations": corroborated["wrong verdict"] + corroborated["no claim"],
        "corroborated, not judged": corroborated["not judged"],
    }


def _percent(part: int, whole: int) -> float | None:
    return round(100 * part / whole, 1) if whole else None


def show(data: Path, *names: str) -> None:
    """Print the judged claims that were not found or are wrong, and what was said besides."""
    for group in read_groups(data):
        if names and group.head.group not in names:
            continue
        print(f"\n## {group.head.group}")
        for line, claim, said in group.judged():
            if said is None or said.verdict not in line.verdicts:
                print(f"  {line.kind}, {' or '.join(line.verdicts)}: {claim.text}")
                print(f"      {said.kind}, {said.verdict}: {said.because[:160]}" if said else "      NOT FOUND")
                for one in claim.passages:
                    print(f"        {one.document}: {one.text[:120]}")
        for one in group.said:
            if (on := group.verdict_on(one)) != "right":
                print(f"  SAID, {on}: {one.kind}, {one.verdict}: {one.text[:150]} | {one.because[:160]}")


if __name__ == "__main__":
    show(Path(sys.argv[1]), *sys.argv[2:])
