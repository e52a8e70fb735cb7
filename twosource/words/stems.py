"""A light stemmer for English, good enough to compare the words of one story."""

from functools import cache

__all__ = ["stem"]

ENDINGS = (
    "ations", "ation", "ating", "ated", "ates", "ate", "ants", "ant", "ments", "ment", "ings", "ing", "ions", "ion",
    "ies", "ied", "ers", "er", "ed", "es", "ly", "s", "e",
)  # fmt: skip
SHORTEST_STEM = 3


@cache
def stem(word: str) -> str:
    """Cut the ending of a folded English word.

    >>> [stem(w) for w in ("planning", "plans", "isolated", "isolation", "cities", "city")]
    ['plan', 'plan', 'isol', 'isol', 'city', 'city']
    """
    for ending in ENDINGS:
        root = word.removesuffix(ending)
        if root == word or len(root) < SHORTEST_STEM or not word.isalpha():
            continue
        if ending in ("ies", "ied"):
            return root + "y"
        if ending == "s" and root.endswith(("s", "u", "i")):
            return word
        doubled = root[-1] == root[-2] and root[-1] not in "lsz" and ending in ("ing", "ed", "er", "ers", "ings")
        return root[:-1] if doubled else root
    return word
