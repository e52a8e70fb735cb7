"""Which of two versions of one article is the later: what each signal sees, and what it must not see."""

import pytest

from twosource.align import find_reuse
from twosource.derive.lineage import weighed
from twosource.derive.overlap import overlaps
from twosource.derive.pair import pairs_of
from twosource.derive.signals.versions import VERSIONS
from twosource.derive.signals.wording import LISTS, changed_words, listed_words
from twosource.derive.texts import text_of
from twosource.model import Article, Fact, Facts

BODY = (
    "The ferry Alma left Millport at nine with forty people on board and struck a sandbank off Gull Point within the"
    " hour. Three crews of volunteers brought the passengers ashore in open boats while a tug held her stern."
)
TAIL = "The company that runs the Alma has had two groundings in four years, both of them on the same bank."
SIGNED = "(Reporting by Hanna Brandt; editing by Peter Lomax)"


def pair_of(old, new):
    articles = [
        Article(id=name, path="", source=text, edits=(), facts=Facts(), sha256="")
        for name, text in (("old", old), ("new", new))
    ]
    texts = [text_of(one) for one in articles]
    pairs = pairs_of(texts, overlaps(texts, find_reuse(articles)))
    return pairs["old", "new"], pairs["new", "old"]


CASES = [
    ("grew", BODY, f"{BODY} {TAIL}", 1, "a later version has grown"),
    ("grew", f"{BODY}", f"{BODY}", 0, "as long as before"),
    ("words_came", BODY, f"{BODY} {TAIL}", 1, "more came than went"),
    ("only_cut", f"{BODY} {TAIL}", BODY, 1, "nothing but a cut"),
    ("only_cut", f"{BODY} {TAIL}", f"Divers went down. {BODY}", 0, "something came in too"),
    ("lead_came", BODY, f"Divers found the hull torn open on Tuesday. {BODY}", 1, "a lead of its own"),
    ("small_insertions", BODY, BODY.replace("Alma left", "Alma (AL.M) left"), 1, "a symbol put in"),
    ("editors_came", f"{BODY} {SIGNED}", f"{BODY} {SIGNED[:-1]} and Ines Moss)", 1, "an editor more"),
    ("editors_came", f"{BODY} {SIGNED}", f"{BODY} {SIGNED.replace('Peter Lomax', 'Ines Moss')}", 0, "another editor"),
    ("editors_came", BODY, f"{BODY} {SIGNED}", 0, "a sign-off that came does not tell: it may have been cut"),
    ("reporters_came", f"{BODY} {SIGNED}", f"{BODY} {SIGNED.replace(';', ' and Karl Holm;')}", 1, "a reporter more"),
    ("reporters_came", f"{BODY} Moss was reporting by radio.", f"{BODY} Moss was seen.", 0, "prose is no sign-off"),
    ("day_moved", f"{BODY} She sank on Monday.", f"{BODY} She sank on Tuesday.", 1, "Tuesday is after Monday"),
    ("day_moved", f"{BODY} She sank on Sunday.", f"{BODY} She sank on Monday.", 1, "and Monday after Sunday"),
    ("day_moved", f"{BODY} She sank on Monday.", f"{BODY} She sank on Monday night.", 0, "the same day"),
    (
        "market_moved",
        f"{BODY} Shares fell in early trading.",
        f"{BODY} Shares closed down a tenth.",
        1,
        "the day ended",
    ),
    ("top_3_5", BODY, f"Late on Monday: {BODY}", 1, "a few words stand before all shared ones"),
    ("inside_2", BODY.replace("struck", "slowly then struck"), BODY, -1, "two words between shared ones went"),
    ("end_41_up", BODY, f"{BODY} " + " ".join(f"word{at}" for at in range(45)), 1, "a long end came"),
    ("market_moved", f"{BODY} Shares fell.", f"{BODY} Shares closed down a tenth.", 0, "only one tells the hour"),
]


@pytest.mark.parametrize(("name", "old", "new", "sign", "why"), CASES, ids=[f"{c[0]}: {c[-1]}" for c in CASES])
def test_signals(name, old, new, sign, why):
    forth, back = (VERSIONS[name](pair).value for pair in pair_of(old, new))
    assert (forth > 0) - (forth < 0) == sign, why
    assert forth == pytest.approx(-back), "it changes its sign with the direction"


@pytest.mark.parametrize(("old", "new"), [case[1:3] for case in CASES])
def test_every_signal_is_antisymmetric_and_gives_a_reason(old, new):
    forth, back = pair_of(old, new)
    for name, signal in VERSIONS.items():
        seen = signal(forth)
        assert seen.value == pytest.approx(-signal(back).value), name
        assert seen.because or not seen.value, name
        for place in seen.spans:
            assert 0 <= place.span.start < place.span.end <= len(old if place.document == "old" else new), name


def test_a_text_and_itself_have_no_order():
    forth, _ = pair_of(BODY, BODY)
    assert {name: signal(forth).value for name, signal in VERSIONS.items()} == dict.fromkeys(VERSIONS, 0)


def test_words_are_told_with_their_places():
    forth, _ = pair_of(BODY, f"{BODY} Moss said so.")
    assert changed_words(forth) == {"said": 1.0, "so": 1.0}, "Moss is a name"
    seen = VERSIONS["update_words"](forth)
    assert "came in" in seen.because
    assert {place.span.of(forth.child.text.article.text) for place in seen.spans} <= {"said", "so"}


def test_order_does_not_tell_whether_one_comes_from_the_other():
    outlet = Facts(outlet=Fact(value="Harbour Post", found="row"))
    texts = [
        text_of(Article(id=name, path="", source=text, edits=(), facts=outlet, sha256=""))
        for name, text in (("old", BODY), ("new", f"{BODY} {TAIL} It was so, Moss said on Tuesday."))
    ]
    pairs = pairs_of(texts, overlaps(texts, find_reuse([one.article for one in texts])))
    votes = [weighed(pairs[names]) for names in (("old", "new"), ("new", "old"))]
    assert sum(vote.weight for vote in votes[0]) > sum(vote.weight for vote in votes[1])
    gains = [sum(v.weight for v in one if v.signal in {*VERSIONS, "either_way"}) for one in votes]
    assert gains[0] == pytest.approx(0, abs=0.001)
    assert gains[1] < 0


@pytest.mark.parametrize("name", LISTS)
def test_the_lists_have_both_kinds_of_words_and_no_names(name):
    weights = listed_words(name)
    assert 100 <= len(weights) <= 2500
    assert min(weights.values()) < 0 < max(weights.values())
    assert all(word == word.lower() and word.replace("'", "").isalpha() for word in weights)


def test_words_at_the_top_are_the_first_thirty():
    forth, _ = pair_of(BODY, f"{BODY} {TAIL} Moss said so.")
    assert "said" in changed_words(forth)
    assert "said" not in changed_words(forth, 30)
