"""How common each term is in news at large: a table that is fixed, so that no batch or order changes a weight."""

from functools import cache
from importlib.resources import files
from math import log
from typing import Literal

from msgspec import Struct

__all__ = ["NAME", "NUMBER", "WORD", "Background", "Kind", "background"]

__all__ = ["Background", "background"]

Kind = Literal["name", "number", "word"]

NAME: Kind = "name"
NUMBER: Kind = "number"
WORD: Kind = "word"
FEWEST = 3  # articles that a term of which nothing is known is taken to stand in
SOMETIMES = 0.5


class Background(Struct, frozen=True):
    """`rarity` is the inverse document frequency of each known term, 0 to 1; `capital` the share written so."""

    articles: int
    rarity: dict[str, float]
    capital: dict[str, float]

    def rarity_of(self, term: str) -> float:
        """How much `term` tells, 0 (in every article) to 1 (in one of three thousand or fewer).

        >>> background().rarity_of("said") < background().rarity_of("ferry") < background().rarity_of("kellport")
        True
        """
        return self.rarity.get(term, 1.0)

    def kind_of(self, term: str, capital: bool) -> Kind:
        """``"name"``, ``"number"`` or ``"word"``; `capital` decides for a term that is not in the table.

        >>> [background().kind_of(term, True) for term in ("obama", "said", "kellport", "12000")]
        ['name', 'word', 'name', 'number']
        """
        if term[0].isdigit():
            return NUMBER
        return NAME if self.capital.get(term, float(capital)) > SOMETIMES else WORD


@cache
def background() -> Background:
    """The table that ships with the package."""
    text = (
        files("twosource").joinpath("stories").joinpath("model").joinpath("background.txt").read_text(encoding="utf-8")
    )
    rows = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    articles = int(rows[0][1])
    most = log(articles / FEWEST)
    return Background(
        articles,
        {term: max(0.0, min(1.0, log(articles / int(count)) / most)) for term, count, _ in rows[1:]},
        {term: int(share) / 100 for term, _, share in rows[1:]},
    )
