"""What a document leaves out though every independent other one tells it."""

from collections.abc import Collection, Sequence

from twosource.corroborate.independence import Links, count_witnesses
from twosource.corroborate.naming import label, listed
from twosource.derive.connected import connected
from twosource.model import Claim, LeftOut, Place, Span

__all__ = ["find_left_out"]

FEWEST = 3  # independent sources of the story, of which all but one tell it


def find_left_out(claims: Sequence[Claim], background: Collection[str], links: Links) -> tuple[LeftOut, ...]:
    """Return, in the order of the claims, which documents leave out what all the others have.

    Documents that are one source tell it together. `background` are ids of claims that are seldom news. What came out
    after a document cannot be missing from it.
    """
    sources = _sources(links)
    if len(sources) < FEWEST:
        return ()
    out = []
    for claim in claims:
        told = {one.document for one in claim.support}
        silent = [source for source in sources if not told & {*source}]
        if claim.id in background or len(silent) != 1 or not _could_know(silent[0], claim, links):
            continue
        tellers = [label(source[0], links.material) for source in sources if source not in silent]
        because = f"{listed(tellers)} tell it, which is every other independent source."
        out += [LeftOut(claim=claim.id, document=document, because=because) for document in silent[0]]
    return tuple(out)


def _sources(links: Links) -> list[tuple[str, ...]]:
    """The documents of the story, those together that are one source as a whole."""
    volumes = links.material.volumes
    pairs = []
    for at, one in enumerate(volumes):
        for other in [*volumes][at + 1 :]:
            both = [Place(id, Span(0, len(volumes[id].article.text))) for id in (one, other)]
            if count_witnesses(both, links).high == 1:
                pairs.append((one, other))
    groups = [tuple(group) for group in connected([*volumes], pairs)]
    joined = {one for group in groups for one in group}
    return sorted([*groups, *((one,) for one in volumes if one not in joined)])


def _could_know(source: Sequence[str], claim: Claim, links: Links) -> bool:
    """Whether the documents of a source came out no earlier than the first that tells it; unknown dates may be any."""
    volumes = links.material.volumes
    told = [volumes[one.document].published for one in claim.support if one.stance == "states"]
    days = [volumes[document].published for document in source]
    known = [day for day in told if day is not None]
    return not known or all(day is None or day >= min(known) for day in days)
