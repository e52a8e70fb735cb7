"""Words are found as they stand, and only if it is sure which are meant."""

import pytest

from twosource.model import Article, Facts
from twosource.overrule import Override, Target
from twosource.overrule.finding import Lost, located, spans_of

TEXT = "The “Sela” sank.\nThe crew - six – said: “It sank.” (a+b)* \U0001f6a1 sank, sinking\n\nDON'T sank"


def of(words="", after="", occurrence=None, document="post"):
    article = Article(id="post", path="", source=TEXT, edits=(), facts=Facts(), sha256="")
    target = Target(document=document, words=words, after=after, occurrence=occurrence)
    override = Override(what="verdict", targets=(target,), to="disputed", by="K", when="2031-05-06", why="x")
    return located(override, {"post": article}).places[0].span.of(TEXT)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('The "Sela" sank', "The “Sela” sank"),
        ("sank. The crew", "sank.\nThe crew"),
        ("crew – six - said", "crew - six – said"),
        ("Don’t".upper(), "DON'T"),
        ("(a+b)*", "(a+b)*"),
        ("\U0001f6a1", "\U0001f6a1"),
        ("sinking", "sinking"),
    ],
)
def test_words_are_found_whatever_the_blanks_and_marks(words, found):
    assert of(words) == found


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"words": "sank"}, r"stand 4 times in post: add occurrence = 1 to 4, or after"),
        ({"words": "the crew"}, r"do not stand in post \(any more\)"),
        ({"words": "sinkin"}, r"do not stand"),
        ({"words": ".*"}, r"do not stand"),
        ({"words": "sank", "occurrence": 5}, r"stand 4 times in post, but not 5 times"),
        ({"words": "sank", "after": "nowhere"}, r"but not after “nowhere”"),
        ({"words": "sank", "document": "pots"}, r"no document 'pots' in this run: did you mean post\?"),
        ({"words": "sank", "document": "x"}, r"the documents are post"),
    ],
)
def test_what_is_not_sure_is_told_with_what_to_do(given, told):
    with pytest.raises(Lost, match=told):
        of(**given)


def test_which_of_several_is_meant():
    assert of("sank", after="It") == of("sank", occurrence=2) == "sank"
    assert of("sank", after='six - said: "It') == "sank"


def test_nothing_is_nowhere():
    assert spans_of(" \n", TEXT) == []
