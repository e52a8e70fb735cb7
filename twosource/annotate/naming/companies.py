"""Names of companies and bodies: the legal form and the words that stand for one another."""

from collections.abc import Sequence
from functools import cache

from twosource.annotate.naming.form import fold, words_of
from twosource.words import everywhere, table

__all__ = ["body_words", "company_parts", "legal_forms"]


@cache
def legal_forms() -> dict[str, str]:
    """Legal forms of companies of all languages, folded, to the form under which they meet; some have several words."""
    rows = (row for name in everywhere("legal_forms") for row in table(name).items())
    return {" ".join(words_of(form)): one for form, (one, *_) in rows}


@cache
def _longest() -> int:
    return max(len(form.split()) for form in legal_forms())


def company_parts(name: str) -> tuple[tuple[str, ...], str]:
    """Return the folded words of `name` without legal forms, and the first form found ("" where there is none).

    >>> company_parts("Orlo Shipping Ltd."), company_parts("Open Joint Stock Company Orlo")
    ((('orlo', 'shipping'), 'ltd'), (('orlo',), 'jsc'))
    """
    words = words_of(name)
    kept: list[str] = []
    forms: list[str] = []
    at = 0
    while at < len(words):
        size = next((n for n in range(_longest(), 0, -1) if " ".join(words[at : at + n]) in legal_forms()), 0)
        if size:
            forms.append(legal_forms()[" ".join(words[at : at + size])])
        else:
            kept.append(words[at])
        at += size or 1
    return (tuple(kept), forms[0]) if kept and forms else (words, "")


@cache
def _stand_ins() -> dict[str, str]:
    return {fold(word): fold(one) for word, (one, *_) in table("en/body_words").items()}


def body_words(words: Sequence[str]) -> tuple[str, ...]:
    """Return folded `words` with abbreviations and other spellings as the one under which they meet.

    >>> body_words(("1st", "int'l", "bank"))
    ('first', 'international', 'bank')
    """
    return tuple(piece for word in words for piece in _stand_ins().get(word, word).split())
