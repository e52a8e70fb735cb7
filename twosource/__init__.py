"""How many sources really say so?

>>> import twosource
>>> dossier = twosource.compare(["example"])                                      # doctest: +SKIP
>>> [claim.text for claim in dossier.claims if claim.verdict == "disputed"]       # doctest: +SKIP
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.run import annotate_articles, compare, compare_articles, read_articles, trace

__all__ = ["annotate_articles", "compare", "compare_articles", "read_articles", "trace"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """The verbs, fetched when first asked for, so that ``import twosource`` costs nothing."""
    if name in __all__:
        import twosource.run

        return getattr(twosource.run, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__, "__version__"]
