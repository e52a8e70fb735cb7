"""Whether two web addresses lead to one page."""

import re
from urllib.parse import urlsplit

__all__ = ["same_address"]


def same_address(one: str, other: str) -> bool:
    """Whether `one` and `other` are the same address but for what does not tell pages apart.

    That is the scheme, marks of tracking, the place on the page, a slash at the end, and a host's own names for its
    pages on telephones.

    >>> same_address("http://www.post.example/ferry/?utm_source=x#top", "https://amp.post.example/ferry")
    True
    >>> same_address("https://post.example/story?id=1", "https://post.example/story?id=2")
    False
    """
    folded = _folded(one)
    return folded is not None and folded == _folded(other)


def _folded(address: str) -> tuple[str, str, str] | None:
    """Host, path and query as far as they tell pages apart; None for what is no address of a page."""
    from courlan import normalize_url

    try:
        parts = urlsplit(normalize_url(address.strip(), strict=True, trailing_slash=False))
    except ValueError:
        return None
    host = re.sub(r"^(?:www|amp|m|mobile)\.", "", parts.netloc.lower())
    path = re.sub(r"(?:/amp|\.amp)?/?$", "", parts.path)
    return (host, path, parts.query) if host and path else None
