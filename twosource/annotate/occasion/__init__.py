"""Where, when, to whom and in what something was said, and what is promised about who is not named."""

from twosource.annotate.occasion.finding import with_occasions

__all__ = ["with_occasions"]
