"""The words of time of a language, and the patterns built from them: all of it is read from the language's folder."""

import re
from functools import cache

from msgspec import Struct

from twosource.annotate.numerals import Numerals, any_of
from twosource.words import table

__all__ = ["ENGLISH", "Words", "plain", "words_of"]

_NAMED = re.compile(r"(?<!\?P)<(\w+)>")
PATTERNS = "time_patterns"
_TABLES = {
    "season": "seasons",
    "part": "day_parts",
    "zone": "time_zones",
    "near_day": "near_days",
    "relation": "time_relations",
    "recurring_word": "recurring",
    "decade_word": "decades",
}


def plain(text: str) -> str:
    """Return `text` in lower case, with single blanks and straight apostrophes."""
    return re.sub(r"\s+", " ", text.lower().replace("’", "'")).strip()


class Words(Struct, frozen=True):
    """The words of time of one language: a folder of ``twosource/words``.

    ``time_patterns`` there holds every pattern by its name. In one, ``<name>`` stands for the pattern of that name or
    for the words of a table, and a blank for any white space.

    >>> bool(ENGLISH.expression("month_day").fullmatch("Oct. 16"))
    True
    """

    language: str

    @property
    def numerals(self) -> Numerals:
        """The numerals of the language."""
        return Numerals(self.language)

    def column(self, name: str, index: int = 0) -> dict[str, str]:
        """Return the table `name` as key -> column `index`; "" where a row is shorter."""
        return _column(f"{self.language}/{name}", index)

    def expression(self, name: str) -> re.Pattern[str]:
        """Return the pattern `name`, which matches whole words only."""
        return _compiled(self.language, name, r"(?<![\w$£€])(?:{})(?![\w])")

    def context(self, name: str) -> re.Pattern[str]:
        """Return the pattern `name` as it stands: for what is around an expression."""
        return _compiled(self.language, name, "{}")

    def needed(self, name: str) -> frozenset[str]:
        """Return the words (as `words_of` gives) of which a text has one where the pattern `name` can match."""
        return _needed(self.language, name)

    def weekday(self, text: str) -> int:
        """Return the ISO number of a weekday, its name in full or short."""
        name, numbers = text.lower().rstrip("."), self.column("weekdays")
        return int(numbers.get(name) or numbers[f"{name}."])

    def unit(self, text: str) -> tuple[str, int]:
        """Return the designator of a unit of time, and how many of it the unit holds (a fortnight is 2 weeks).

        >>> ENGLISH.unit("fortnights")
        ('W', 2)
        """
        name = plain(text)
        units = self.column("time_units")
        name = name if name in units else name.removesuffix("s")
        return units[name], int(self.column("time_units", 1)[name] or 1)

    def amount(self, text: str) -> float | None:
        """Return the number in `text` ("3", "1.5", "ten", "a", "half a"), or None if it is vague ("several").

        >>> [ENGLISH.amount(text) for text in ("a", "twenty-four", "1,000", "half a", "a couple of", "a few")]
        [1.0, 24.0, 1000.0, 0.5, 2.0, None]
        """
        word = plain(text)
        if word in self.column("amounts"):
            number = self.column("amounts")[word]
            return float(number) if number else None
        if mixed := re.fullmatch(r"(\d+)(?: 1/([24])|(½))", word):
            return int(mixed[1]) + 1 / int(mixed[2] or 2)
        if re.fullmatch(r"[\d,]+(?:\.\d+)?", word):
            return float(word.replace(",", ""))
        article = any_of(self.numerals.joints("article"))
        spelled = re.fullmatch(rf"(?:(?:{article}) )?(?:{self.numerals.spelled})", word)
        return self.numerals.value(word) if spelled else None


ENGLISH = Words("en")


@cache
def _column(name: str, index: int) -> dict[str, str]:
    return {key: row[index] if len(row) > index else "" for key, row in table(name).items()}


@cache
def _needed(language: str, name: str) -> frozenset[str]:
    needed: set[str] = set()
    for word in table(f"{language}/{PATTERNS}")[name][1].split():
        entries = _column(f"{language}/{word[1:-1]}", 0) if word.startswith("<") else (word,)
        last = {re.findall(r"[^\W\d_]+", entry)[-1].lower() for entry in entries}
        needed |= last | {f"{one}s" for one in last}
    return frozenset(needed)


def words_of(text: str) -> frozenset[str]:
    """Return the words of `text` in small letters, and "digit" where it has one.

    >>> sorted(words_of("On Oct. 16, on time"))
    ['digit', 'oct', 'on', 'time']
    """
    found = set(re.findall(r"[^\W\d_]+", text.lower()))
    return frozenset(found | {"digit"} if re.search(r"\d", text) else found)


def _any_of(words: list[str]) -> str:
    joined = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return joined.replace("'", "['’]").replace(r"\ ", " ")


@cache
def _macros(language: str) -> dict[str, str]:
    """What ``<name>`` stands for."""
    words = Words(language)
    kinds = words.column("months", 1)
    some = [
        word
        for word, number in words.column("amounts").items()
        if not number or word.startswith(("couple", "a couple"))
    ]
    ordinals = _any_of(list(words.column("ordinal_words"))).replace(r"\-", "(?:-| )")
    macros = {name: row[0] for name, row in table(f"{language}/{PATTERNS}").items()}
    macros |= {name: f"(?:{_any_of(list(words.column(of)))})" for name, of in _TABLES.items()}
    return macros | {
        "month": rf"(?:(?:{_any_of([m for m in kinds if kinds[m] != 'short'])})\b"
        rf"|(?:{_any_of([m for m in kinds if kinds[m] == 'short'])})\b\.?)",
        "weekday": f"(?:{_any_of(list(words.column('weekdays')))})",
        "unit": f"(?:{_any_of(list(words.column('time_units')))})",
        "holiday": f"(?:{_any_of(list(words.column('holidays')))})",
        "vague": f"(?:{_any_of(list(words.column('vague_times')))})",
        "ordinal": rf"(?:{ordinals}|\d{{1,2}}<ordinal_ending>)",
        "modifier": f"(?:{_any_of(list(words.column('time_modifiers')))})",
        "some": f"(?:{_any_of(some)})",
        "spelled": f"(?:{words.numerals.spelled})",
    }


@cache
def _compiled(language: str, name: str, around: str) -> re.Pattern[str]:
    macros = _macros(language)
    text = macros[name]
    while _NAMED.search(text):
        text = _NAMED.sub(lambda found: macros[found[1]], text)
    text = re.sub(r"(?<!\\) \?", r"[\\s\\u00a0]*", text)
    text = re.sub(r"(?<!\\) |\\ ", r"[\\s\\u00a0]+", text)
    return re.compile(around.replace("{}", text), re.IGNORECASE)
