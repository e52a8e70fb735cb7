"""Direct quotations of languages that no parse is at hand for: by marks, dashes and small word lists only."""

from twosource.annotate.unparsed.quotations import find_direct_quotes

__all__ = ["find_direct_quotes"]
