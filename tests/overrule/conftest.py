"""Four reports of one event, and a short way to write an override."""

from collections.abc import Callable

import pytest

import twosource
from twosource.model import Article
from twosource.overrule import Override, Target

POST = """KESTREL POINT, March 2 - The trawler Sela sank off Kestrel Point on Monday with six people
aboard, the coast guard said. "We found a life raft, and it was empty," said Commander Ida Roth, who led the search.
The owner bought the ship in 2009 and had it refitted at the yard in Ostley last winter for the herring season.
Divers will go down on Thursday, Roth said. The yard has built ships for a hundred years."""
COURIER = f"Harbour Post reports:\n{POST}"
ECHO = """Six people were on the trawler that went down near Kestrel Point, according to the coast guard. Ida Roth, who
commands its station, told reporters in Ostley: "We found a life raft, and it was empty."
The mayor of Ostley, Tom Birch, said: "The harbour will be closed for a week." A. Birch runs the yard."""
RADIO = """Seven people were on the trawler that went down near Kestrel Point on Monday, the harbour office said.
"The harbour will be closed for a week," Tom Birch told Radio Nine. He said the yard would pay.
The yard repaired the winch of the Sela twice in January, two fishermen said."""
LATE = """The wreck of the Sela was found on Friday. Ida Roth said the raft was found empty, and six people are missing.
"We found a life raft, and it was empty," Roth told a town meeting. Tom Birch was there."""
TEXTS = {"post": POST, "courier": COURIER, "echo": ECHO, "radio": RADIO, "late": LATE}


@pytest.fixture(scope="session")
def articles(tmp_path_factory) -> dict[str, Article]:
    folder = tmp_path_factory.mktemp("sela")
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    settings = {name: {"published": "2021-03-02"} for name in TEXTS if name != "radio"} | {
        "late": {"published": "2021-03-06"}
    }
    return {one.id: one for one in twosource.read_articles([folder], settings=settings).articles}


@pytest.fixture(scope="session")
def compared(articles) -> Callable:
    """The dossier on the first four reports with these overrides; on others if they are named."""
    known: dict = {}

    def compare(*overrides: Override, ids: str = "post courier echo radio"):
        key = (overrides, ids)
        if key not in known:
            known[key] = twosource.compare_articles([articles[id] for id in ids.split()], overrides=overrides)
        return known[key]

    return compare


@pytest.fixture(scope="session")
def by_hand() -> Callable:
    def override(what, document, words="", to=None, *, kind=None, more=(), by="K. Lang", why="tape", **where):
        targets = (Target(document=document, words=words, **where), *(Target(document=d, words=w) for d, w in more))
        return Override(what=what, targets=targets, to=to, kind=kind, by=by, when="2021-03-07", why=why)

    return override
