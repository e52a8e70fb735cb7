"""The verbs: the stages in their order, in one process."""

from twosource.run.annotating import annotate_articles
from twosource.run.comparing import compare, compare_articles
from twosource.run.reading import read_articles
from twosource.run.tracing import trace

__all__ = ["annotate_articles", "compare", "compare_articles", "read_articles", "trace"]
