"""Keys under which names that could be one meet, so that not every pair has to be judged."""

from collections.abc import Iterator

from twosource.annotate.naming.companies import body_words
from twosource.annotate.naming.form import letters_key, sound_key, variant_of, words_of
from twosource.annotate.naming.lists import country_of, known_body, region_of
from twosource.annotate.naming.same import initials_of

__all__ = ["meeting_keys"]

LONGEST_ACRONYM = 8


def meeting_keys(name: str) -> Iterator[str]:
    """Yield the keys of `name`; two names that `same_name` can judge to be one share at least one key.

    >>> set(meeting_keys("Vardsund Harbour Board")) & set(meeting_keys("VHB"))
    {'vhb letters'}
    """
    yield f"{letters_key(name)} letters"
    known = known_body(name) or country_of(name) or region_of(name)
    if known is not None:
        yield f"{known} known"
    yield from (f"{letters} letters" for letters in initials_of(name) if len(letters) <= LONGEST_ACRONYM)
    words = tuple(map(variant_of, body_words(words_of(name))))
    for word in dict.fromkeys((*words[:1], *words[-2:])):
        yield f"{sound_key(word)} sound"
        if len(word) >= 5:  # one slip leaves the beginning or the end alone
            yield f"{word[:3]} begins"
            yield f"{word[-3:]} ends"
