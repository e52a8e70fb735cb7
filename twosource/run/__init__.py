"""The verbs: the stages in their order, in one process."""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from twosource.run.annotating import annotate_articles
    from twosource.run.comparing import compare, compare_articles
    from twosource.run.reading import read_articles
    from twosource.run.tracing import trace

__all__ = ["annotate_articles", "compare", "compare_articles", "read_articles", "trace"]

HOMES = {
    "annotate_articles": "annotating", "compare": "comparing", "compare_articles": "comparing",
    "read_articles": "reading", "trace": "tracing",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """The verbs, fetched when first asked for, so that a process that needs one stage does not load all."""
    if name in HOMES:
        return getattr(import_module(f"twosource.run.{HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
