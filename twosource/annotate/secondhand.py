"""Speakers that somebody else is named as quoting: “said an official cited by the agency”."""

from collections.abc import Sequence

from twosource.annotate.attribution import Attribution
from twosource.annotate.clauses import agent, runs
from twosource.annotate.parse import Parsed

__all__ = ["citing_reports"]

CITING = frozenset(("cited", "quoted"))


def citing_reports(parsed: Parsed, found: Sequence[Attribution]) -> list[tuple[Attribution, Attribution]]:
    """Return pairs: an attribution whose source is said to be cited by somebody, and the attribution to that one."""
    pairs = []
    for paragraph in parsed.paragraphs:
        for token in paragraph.doc:
            if token.lower_ not in CITING or token.dep_ != "acl":
                continue
            place = paragraph.span.start + token.idx
            by = [child.i for child in token.children if child.dep_ == "agent"]
            names = runs(paragraph, agent(token))
            inner = next((one for one in found if any(s.start <= place < s.end for s in one.source)), None)
            if inner is not None and names:
                cue = runs(paragraph, [token.i, *by])
                pairs.append((inner, Attribution(inner.content, cue, names, "cited by", place)))
    return pairs
