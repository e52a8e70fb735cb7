"""The judgements of real texts: offsets and verdicts, no text; and what is thought of what a dossier says."""

import pytest

from bench.lookalikes import read_shared
from bench.real import Group, Line, judged_group, read_lines
from bench.rows import Words

VERDICTS = {"corroborated", "one origin", "single source", "disputed", "undecided"}
QUOTED = "We had no choice about the trees"
TEXTS = {
    "a": f"Mayor Ilse Quandt spoke in Lindow on Monday. “{QUOTED},” Quandt said.",
    "b": f"The limes of Lindow will be felled. “{QUOTED},” Mayor Ilse Quandt told reporters.",
}
ROWS = {id: {"id": id, "text": text, "source": f"The {id.upper()} Gazette"} for id, text in TEXTS.items()}
HEAD = Line("g", "group", set="many_outlets", documents=tuple(TEXTS))
WITNESSES = (("a",), ("b",))


def words(said: str) -> tuple[Words, ...]:
    return tuple(Words(id, (text.index(said), text.index(said) + len(said))) for id, text in TEXTS.items())


def judged(*lines: Line) -> Group:
    return judged_group(HEAD, lines, ROWS)


def claim(verdict: str) -> Line:
    return Line("g", "claim", kind="utterance", verdicts=(verdict,), passages=words(QUOTED), witnesses=WITNESSES)


def test_a_claim_is_found_by_its_passages_and_its_verdict_compared():
    for verdict, wanted in (("one origin", "right"), ("corroborated", "wrong verdict")):
        group = judged(claim(verdict))
        ((_, _, said),) = group.judged()
        assert said is not None and said.verdict == "one origin"
        assert group.verdict_on(said) == wanted


def test_what_must_never_be_joined_is_no_claim_and_what_nobody_read_is_not_judged():
    never = Line("g", "never", kind="utterance", passages=words(QUOTED))
    group = judged(never)
    assert [group.verdict_on(one) for one in group.said] == ["no claim"]
    assert group.judged() == []
    empty = judged()
    assert [empty.verdict_on(one) for one in empty.said] == ["not judged"]


def test_the_gold_holds_groups_with_their_judgements_behind_them():
    lines = read_lines()
    heads = {line.group: line for line in lines if line.judged == "group"}
    assert len(heads) >= 20 and lines[0].judged == "group"
    for line in lines:
        known = set(heads[line.group].documents)
        assert {one.document for one in line.passages} <= known
        assert {one for witness in line.witnesses for one in witness} <= known
        assert all(0 <= one.span[0] < one.span[1] for one in line.passages)


JUDGED = [line for line in read_lines() if line.judged != "group"]


@pytest.mark.parametrize("line", JUDGED, ids=[f"{line.group}: {line.note[:30]}" for line in JUDGED])
def test_every_judgement_has_a_reason_and_passages_of_several_documents(line):
    assert line.note.endswith((".", "!", "?")) and line.kind in ("utterance", "figure", "event", "statement")
    several = len({one.document for one in line.passages}) > 1
    assert several or {"states", "denies"} == {one.stance for one in line.passages}  # one tells both sides
    assert set(line.verdicts) <= VERDICTS and bool(line.verdicts) == bool(line.witnesses) == (line.judged == "claim")


def test_what_two_events_share_is_told_by_documents_of_both():
    for one in read_shared():
        assert len({held.document for held in one.passages}) > 1 and one.note
