"""Names of newsrooms: the name under which one is counted, and what gives a name away as one."""

import re

from twosource.words import lines, table

__all__ = ["is_agency", "is_newsroom", "is_outlet", "newsroom"]


def newsroom(name: str) -> str:
    """Return the name under which a newsroom is counted.

    >>> newsroom("The AP"), newsroom("the Harbour Post"), newsroom("HBN's Ann Orr")
    ('Associated Press', 'Harbour Post', 'HBN')
    """
    bare = re.sub(r"^[Tt]he ", "", name.strip())
    owner = re.match(r"(.+?)['’]s(?: [A-Z].*)?$", bare)
    if owner and (owner[1].isupper() or is_newsroom(owner[1])):  # "CNN's Ann Orr"; but not "Millport's Herald"
        bare = owner[1]
    return table("en/agencies").get(bare, (bare,))[0]


def is_newsroom(name: str) -> bool:
    """Whether `name` is that of a news agency, or has a word in it that newsrooms have in theirs."""
    words = lines("en/outlet_words")
    return is_agency(name) or any(re.search(rf"\b{re.escape(word)}\b", newsroom(name)) for word in words)


def is_agency(name: str) -> bool:
    """Whether `name` is that of a news agency."""
    return newsroom(name) in {full for (full, *_) in table("en/agencies").values()}


def is_outlet(name: str) -> bool:
    """Whether `name` is that of a newsroom, by its words or because it is known.

    >>> is_outlet("Harbour Post"), is_outlet("the Daily Beast"), is_outlet("Harbour Office")
    (True, True, False)
    """
    return is_newsroom(name) or newsroom(name) in lines("en/outlet_names")
