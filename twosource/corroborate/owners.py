"""Outlets of one owner: which documents they are of, and what is said where they count as one witness."""

from collections.abc import Mapping, Sequence

from twosource.corroborate.material import Material
from twosource.corroborate.naming import label, listed
from twosource.derive.credits import same_newsroom
from twosource.model import Article, Family

__all__ = ["families_of", "house_told"]


def families_of(articles: Sequence[Article], owners: Mapping[str, str]) -> tuple[Family, ...]:
    """Return the families among `articles`, by owner; `owners` is the owner of each outlet.

    Outlets are compared as names of newsrooms are ("The Harbour Post" is "harbourpost.com"); a document whose outlet is
    not known, or which names of two owners fit, is in no family.

    >>> from twosource.model import Fact, Facts
    >>> def article(name, outlet):
    ...     facts = Facts(outlet=Fact(value=outlet, found="row"))
    ...     return Article(id=name, path="", source="", edits=(), facts=facts, sha256="")
    >>> owners = {"Harbour Post": "Tidewater", "Island Courier": "Tidewater", "Lantern": "Nobody Ltd"}
    >>> found = families_of([article("a", "The Harbour Post"), article("b", "Island Courier")], owners)
    >>> [(one.owner, one.documents) for one in found]
    [('Tidewater', ('a', 'b'))]
    """
    names: dict[str, str] = {}
    held: dict[str, list[tuple[str, str]]] = {}
    for article in sorted(articles, key=lambda one: one.id):
        outlet = article.facts.outlet.value if article.facts.outlet else None
        owner = _owner(outlet, owners) if outlet else None
        if outlet and owner:
            folded = _folded(owner)
            names[folded] = min(names.get(folded, owner), owner)
            held.setdefault(folded, []).append((outlet, article.id))
    return tuple(
        Family(
            owner=names[folded],
            outlets=tuple(sorted({outlet for outlet, _ in members})),
            documents=tuple(document for _, document in members),
        )
        for folded, members in sorted(held.items())
    )


def _owner(outlet: str, owners: Mapping[str, str]) -> str | None:
    exact = {owner for name, owner in owners.items() if _folded(name) == _folded(outlet)}
    found = exact or {owner for name, owner in owners.items() if same_newsroom(name, outlet)}
    return min(found) if len({_folded(owner) for owner in found}) == 1 else None


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def house_told(houses: Sequence[tuple[str, tuple[str, ...]]], material: Material) -> str:
    """Say which documents count as one witness because their outlets have one owner; `houses` are owners and documents.

    The words can stand as a sentence, but for the capital and the full stop.
    """
    return ", and ".join(
        f"{listed([label(document, material) for document in documents])} have one owner, {owner}, and count as one"
        for owner, documents in houses
    )
