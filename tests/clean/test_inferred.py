import pytest

from twosource.clean import clean
from twosource.model import Capture


def facts(text):
    return clean(Capture(id="a", path="a.txt", media="text", content=text.encode())).facts


@pytest.mark.parametrize(
    ("caption", "weekday", "day"),
    [
        ("Divers off Port Arrel, March 3, 2031. (Photo: AFP)", "Monday", "2031-03-03"),
        ("Divers off Port Arrel, March 3, 2031. (Photo: AFP)", "Wednesday", "2031-03-05"),
        ("Divers off Port Arrel, 3 March 2031. (Photo: AFP)", "Tuesday", "2031-03-04"),
        ("Divers off Port Arrel, March 3, 2031. (Photo: AFP)", "Saturday", None),
        ("File picture of divers off Port Arrel, March 3, 2031. (Photo: AFP)", "Tuesday", None),
        ("Divers off Port Arrel. (Photo: AFP)", "Tuesday", None),
    ],
)
def test_published_from_a_dated_caption_and_a_weekday(caption, weekday, day):
    found = facts(f"{caption}\nThe ferry sank, the coast guard said {weekday}, and 41 people were saved by boats.")
    assert (found.published.value if found.published else None) == day
    if day:
        assert found.published.inferred and day in found.published.because


def test_an_outlet_that_everybody_told_something():
    text = "The captain told Bay News that the ferry sank. His mate told Bay News it burned. A diver told Bay News so."
    assert facts(text).outlet.value == "Bay News"
    assert facts(text).outlet.inferred
    assert facts(text.replace("told Bay News so", "told The Post so")).outlet is None
    assert facts(text.replace("Bay News", "Bloomberg News")).outlet is None
