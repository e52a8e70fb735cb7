"""Names of outlets, learned from the copies that credit them."""

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from twosource.derive.credits import find_credits, learn_newsrooms
from twosource.model import Article, Fact, Lineage

__all__ = ["learn_outlets"]


def learn_outlets(articles: Sequence[Article], lineage: Lineage) -> tuple[Article, ...]:
    """Return `articles` with the outlets of those filled in whose copies say where they come from.

    When a copy says "RT reports:" and what follows is the text of a document without an outlet, that document is RT's.
    Outlets that are known stay as they are.
    """
    names = dict(reversed(list(_told(articles, lineage))))  # of several, the first counts
    return tuple(
        replace(one, facts=replace(one.facts, outlet=names[one.id]))
        if one.id in names and one.facts.outlet is None
        else one
        for one in articles
    )


def _told(articles: Sequence[Article], lineage: Lineage) -> Iterator[tuple[str, Fact[str]]]:
    """Documents and the outlet that a copy says they are of."""
    by_id = {article.id: article for article in articles}
    newsrooms = learn_newsrooms(articles)
    for edge in lineage.edges:
        for vote in edge.evidence:
            if vote.signal == "credits_another":
                for credit in find_credits(by_id[edge.child], newsrooms):
                    if credit.span == vote.spans[0].span:
                        yield edge.parent, _learned(edge.child, credit.name)


def _learned(child: str, name: str) -> Fact[str]:
    because = f"{child} credits {name} for the text that it took over from here"
    return Fact(value=name, found=f"credit in {child}", inferred=True, because=because)
