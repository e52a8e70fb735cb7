"""The language of an article."""

import re
from functools import cache

from twosource.model import Fact
from twosource.words import lines as words

__all__ = ["language_of"]

SAMPLE, SHORTEST = 3000, 60
LANGUAGES = [
    "ar", "bg", "bn", "ca", "cs", "da", "de", "el", "en", "es", "et", "eu", "fa", "fi", "fr", "gl", "he", "hi", "hr",
    "hu", "hy", "id", "is", "it", "ja", "ka", "ko", "lt", "lv", "mk", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk",
    "sl", "sq", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh",
]  # fmt: skip
ENGLISH_SHARE = 0.2
FIRST_LOOK, PLAINLY_ENGLISH = 600, 0.3  # so much of a text tells, if it has so many function words
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str) -> Fact[str] | None:
    """Return the language of `text` (ISO 639-1), told from its first 3,000 characters; None if it is too short.

    English is told by its function words, which spares loading a model; all others by py3langid.

    >>> language_of("The ferry was on its way to the island when it struck a reef, the coast guard said.").value
    'en'
    """
    sample = text[:SAMPLE]
    if len(sample.strip()) < SHORTEST or not any(map(str.isalpha, sample)):
        return None
    if _english_share(text[:FIRST_LOOK]) >= PLAINLY_ENGLISH or _english_share(sample) >= ENGLISH_SHARE:
        return Fact(value="en", found="words of the text")
    code, share = _identifier().classify(sample)
    if share < 0.9:
        return None
    return Fact(value="no" if code in ("nb", "nn") else code, found="letters of the text (py3langid)")


def _english_share(sample: str) -> float:
    """The share of words, 0 to 1, that are function words of English."""
    tokens = WORD.findall(sample.lower())
    return sum(map(_english().__contains__, tokens)) / max(1, len(tokens))


@cache
def _english() -> frozenset[str]:
    return frozenset(words("en/function_words"))


@cache
def _identifier():  # type: ignore[no-untyped-def]
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
