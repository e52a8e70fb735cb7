"""How many links of grown families nobody can find, however good: where another document would do as the parent."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Any

from twosource.derive.overlap import Overlap, overlaps
from twosource.derive.pair import pairs_of
from twosource.derive.texts import Text, text_of
from twosource.model import Article
from twosource.run.tracing import Trace

__all__ = ["ceilings"]


def ceilings(
    gold: Mapping[str, Any], stories: Mapping[str, Sequence[Article]], traced: Mapping[str, Trace]
) -> dict[str, Any]:
    """Return how many true links can be told from others, at most.

    `links` are the true ones, `unshared` those whose two documents share no text; `same text` counts the links whose
    parent has the same text as another document that is not made from the child; `all of it` those for which another
    such document has every word that the child has from its parent, at least as sound and with the short lines of a
    page that both have. `undirected` is the share found, without direction, by one who knows everything but which of
    these was taken, and guesses: of documents with the same text, and of those that have all of it. A parent of the
    second kind may be told by what else it explains, so that the truth lies between the two.

    `siblings` are the pairs of documents whose common parent is not given, `one within the other` those of which one
    has no block of text that the other lacks: that it was copied from the other explains all there is. `unseen` is the
    score of one who finds the rest of them and nothing else.
    """
    count = dict.fromkeys(("links", "unshared", "same text", "all of it", "siblings", "one within the other"), 0)
    found = {"same text": 0.0, "all of it": 0.0}
    for story, truth in gold.items():
        texts = {one.id: text_of(one) for one in stories[story]}
        shared = overlaps(list(texts.values()), traced[story].reuse)
        siblings = [pair for pair in _siblings(truth) if {*pair} <= set(texts)]
        count["siblings"] += len(siblings)
        count["one within the other"] += sum(_within(texts, shared, *pair) for pair in siblings)
        for edge in truth["edges"]:
            parent, child = edge["parent"], edge["child"]
            count["links"] += 1
            if (child, parent) not in shared:
                count["unshared"] += 1
                continue
            would = [one for one in _others(truth, texts, child) if _would_do(texts, shared, parent, child, one)]
            same = [one for one in would if texts[one].words.folded == texts[parent].words.folded]
            for name, others in (("same text", same), ("all of it", would)):
                count[name] += bool(others)
                found[name] += 1 / (1 + len(others))
    shares = {name: round(100 * one / count["links"], 1) for name, one in found.items()} if count["links"] else {}
    apart = count["siblings"] - count["one within the other"]
    unseen = round(200 * apart / (count["siblings"] + apart), 1) if apart else None
    return {**count, "undirected": shares, "unseen": unseen}


def _siblings(truth: Mapping[str, Any]) -> set[tuple[str, str]]:
    """Pairs of documents that descend directly from one that is not given."""
    return {pair for one in truth["unseen"] for pair in combinations(sorted(one["children"]), 2)}


def _within(texts: Mapping[str, Text], shared: Mapping[tuple[str, str], Overlap], one: str, other: str) -> bool:
    """Whether one of two documents has no block that the other lacks."""
    pair = pairs_of([texts[one], texts[other]], shared).get((one, other))
    return pair is not None and not (pair.parent.blocks and pair.child.blocks)


def _others(truth: Mapping[str, Any], texts: Mapping[str, Text], child: str) -> list[str]:
    """The documents that are neither made from `child` nor dated after it."""
    below, waiting = {child}, [child]
    while waiting:
        at = waiting.pop()
        more = [edge["child"] for edge in truth["edges"] if edge["parent"] == at and edge["child"] not in below]
        below.update(more)
        waiting += more
    day = texts[child].published
    return [one for one in texts if one not in below and (not day or (texts[one].published or "") <= day)]


def _would_do(
    texts: Mapping[str, Text], shared: Mapping[tuple[str, str], Overlap], parent: str, child: str, other: str
) -> bool:
    if other == parent or (child, other) not in shared:
        return False
    here = zip(shared[child, parent].to, shared[child, other].to, strict=True)
    has_all = all(there >= 0 for wanted, there in here if wanted >= 0)
    lines = texts[child].lines & texts[parent].lines <= texts[other].lines
    return has_all and lines and texts[other].damaged <= texts[child].damaged
