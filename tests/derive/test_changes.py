"""What changed between two versions: headline, figures and quotations first, then sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.derive.changes import Version, changes_listed, what_changed
from twosource.model import Article, Derivation, Fact, Facts, Figure, Lineage, Quote, Span


def version(name, *lines, title=None, figures=None, quotes=()):
    """A version whose sentences are `lines`."""
    text, spans, at = "\n".join(lines), [], 0
    for line in lines:
        spans.append(Span(at, at + len(line)))
        at += len(line) + 1
    facts = Facts(title=Fact(value=title, found="row") if title else None)
    article = Article(id=name, path="", source=text, edits=(), facts=facts, sha256="")
    return Version(article=article, sentences=tuple(spans), figures=figures, quotes=quotes)


def told(old, new):
    return [(one.what, one.how, one.old, one.new) for one in what_changed(version("a", *old), version("b", *new))]


SANK = "The ferry Alma sank off Millport on Monday."
MOSS = "“We lost two good friends and a fine old ship,” said harbour master Ada Moss."
CASES = [
    ([SANK], [SANK], [], "nothing changed"),
    (
        ["Three died when the ferry Alma sank."],
        ["Five died when the ferry Alma sank."],
        [("figure", "changed", "Three", "Five")],
        "a toll that rose",
    ),
    (
        ["Shares of Bayline fell 2 percent to $14."],
        ["Shares of Bayline rose 2.4 percent to $14.50."],
        [("figure", "changed", "fell 2", "rose 2.4"), ("figure", "changed", "14", "14.50")],
        "a price that turned: the words before the figure tell which way",
    ),
    (
        ["Bayline had a record $14.6 million full-year loss, it said."],
        ["Bayline had a deeper $5.9 million quarterly loss, it said."],
        [
            ("figure", "added", "", "5.9 million"),
            ("figure", "dropped", "14.6 million", ""),
            ("sentence", "changed", "Bayline had a record $14.6 million full-year loss, it said.",
             "Bayline had a deeper $5.9 million quarterly loss, it said."),
        ],
        "another quantity is no new value of the old one",
    ),
    (
        ["The Ostley index of shipping rose 50 points in early trade."],
        ["The Norland index of shipping rose 20 points in early trade."],
        [
            ("figure", "added", "", "20"),
            ("figure", "dropped", "50", ""),
            ("sentence", "changed", "The Ostley index of shipping rose 50 points in early trade.",
             "The Norland index of shipping rose 20 points in early trade."),
        ],
        "a figure of somebody else",
    ),
    (
        ["The harbour closed at noon, and 40 lorries waited.", "Of the lorries 12 carried fish."],
        ["The harbour closed at noon, and lorries waited.", "The lorries waited until night, 40 in all."],
        [
            ("figure", "dropped", "12", ""),
            ("sentence", "changed", "The harbour closed at noon, and 40 lorries waited.",
             "The harbour closed at noon, and lorries waited."),
            ("sentence", "added", "", "The lorries waited until night, 40 in all."),
            ("sentence", "dropped", "Of the lorries 12 carried fish.", ""),
        ][1:],
        "a figure that went elsewhere did not go",
    ),
    (
        [SANK, MOSS],
        [SANK, "“We lost two good friends,” said harbour master Ada Moss."],
        [("quote", "changed", "We lost two good friends and a fine old ship", "We lost two good friends")],
        "a quotation cut short",
    ),
    (
        [SANK, "“They knocked the covers off the board in every match,” said coach Ada Moss."],
        [SANK, "“They knocked the covers off the ball in every match,” said coach Ada Moss."],
        [("quote", "changed", "They knocked the covers off the board in every match",
          "They knocked the covers off the ball in every match")],
        "a quotation set right",
    ),
    (
        [SANK, "“We lost three friends on that ship,” said Moss."],
        [SANK, "“We lost five friends on that ship,” said Moss."],
        [("quote", "changed", "We lost three friends on that ship", "We lost five friends on that ship")],
        "a figure in a quotation is the quotation's",
    ),
    (
        ["“We lost two good friends. The sea was calm and clear,” said Moss."],
        ["“We lost two good friends,” Moss said.", "“The sea was calm and clear,” Moss said."],
        [("sentence", "changed", "“We lost two good friends. The sea was calm and clear,” said Moss.",
          "“We lost two good friends,” Moss said.\n“The sea was calm and clear,” Moss said.")],
        "a quotation parted by who says it is the same",
    ),
    (
        [SANK, "“The sea was calm and clear,” said Moss."],
        [SANK, "The sea was calm and clear, said Moss."],
        [],
        "marks alone are no words",
    ),
    ([SANK], [SANK, MOSS], [("quote", "added", "", "We lost two good friends and a fine old ship")], "a new voice"),
    ([SANK, MOSS], [SANK], [("quote", "dropped", "We lost two good friends and a fine old ship", "")], "a voice less"),
    (
        [SANK, "Divers will look for the wreck."],
        [SANK, "A tug came too late."],
        [
            ("sentence", "added", "", "A tug came too late."),
            ("sentence", "dropped", "Divers will look for the wreck.", ""),
        ],
        "what came before what went",
    ),
    (
        [SANK],
        ["The old ferry Alma sank near Millport on Monday."],
        [("sentence", "changed", SANK, "The old ferry Alma sank near Millport on Monday.")],
        "the same in other words",
    ),
    (
        ["The regulator opened an inquiry.", SANK, "Rain fell on the quay."],
        [SANK, "Rain fell on the quay.", "The regulator opened an inquiry."],
        [],
        "another place is no change",
    ),
    (
        ["The ferry Alma sank off Millport.", "She carried forty passengers and a crew of six."],
        ["The ferry Alma sank off Millport; she carried forty passengers and a crew of six."],
        [],
        "two sentences made one",
    ),
    (
        ["The ferry Alma, which carried forty passengers, sank off Millport in a storm."],
        ["The ferry Alma carried forty passengers.", "The ferry sank off Millport in a storm."],
        [("sentence", "changed", "The ferry Alma, which carried forty passengers, sank off Millport in a storm.",
          "The ferry Alma carried forty passengers.\nThe ferry sank off Millport in a storm.")],
        "one sentence made two",
    ),
    (["The colour of the “grey” hull"], ["The color of the 'grey' hull."], [], "spelling and marks are no change"),
    (["Alma met the “Rose of Ostley” at sea."], ["Alma met the “Star” at sea."],
     [("sentence", "changed", "Alma met the “Rose of Ostley” at sea.", "Alma met the “Star” at sea.")],
     "a few words in marks are a name"),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "expected", "why"), CASES, ids=[case[-1] for case in CASES])
def test_changes(old, new, expected, why):
    assert told(old, new) == expected, why


def test_a_real_looking_pair():
    old = version(
        "a",
        "MILLPORT (Northwire) - Three people died and two were missing when the ferry Alma sank, police said.",
        "“It was over in ten minutes,” said a passenger, Tom Wray.",
        "The ferry company Bayline did not answer calls.",
        "Alma was built in 1988.",
        title="Ferry sinks off Millport",
    )
    new = version(
        "b",
        "MILLPORT (Northwire) - Five people died when the ferry Alma sank, police said on Tuesday.",
        "“It was over in five minutes,” said a passenger, Tom Wray.",
        "The ferry company Bayline said it would help the families.",
        "Alma was built in 1988.",
        "“We grieve with the families of the dead,” Bayline's Ida Holm said.",
        title="Ferry sinks off Millport, five dead",
    )
    found = what_changed(old, new)
    assert [(one.what, one.how, one.old, one.new) for one in found[:6]] == [
        ("headline", "changed", "Ferry sinks off Millport", "Ferry sinks off Millport, five dead"),
        ("figure", "changed", "Three", "Five"),
        ("figure", "dropped", "two", ""),
        ("quote", "changed", "It was over in ten minutes", "It was over in five minutes"),
        ("quote", "added", "", "We grieve with the families of the dead"),
        ("sentence", "changed", old.article.text.split("\n")[0], new.article.text.split("\n")[0]),
    ]
    assert found[4].new_sentences.span.of(new.article.text).endswith("Ida Holm said.")
    assert found[1].old_sentences.span.of(old.article.text).startswith("MILLPORT")
    assert [one.how for one in found[6:]] == ["added", "dropped"], (
        "Bayline answers: nothing of the old sentence is left"
    )


def test_places_are_those_of_the_words():
    old, new = version("a", "Three died at sea.", MOSS), version("b", "Five died at sea.", "“We lost two,” Moss said.")
    texts = {"a": old.article.text, "b": new.article.text}
    for change in what_changed(old, new):
        for place, words in ((change.old_place, change.old), (change.new_place, change.new)):
            assert place is None or place.span.of(texts[place.document]) == words


def test_figures_that_were_found_have_their_unit_and_what_they_count():
    old, new = "About $2 million for 40 boats was paid.", "About $2,000,000 for 41 boats was paid."

    def figures(name, text, *known):
        spans = [Span(text.index(words), text.index(words) + len(words)) for words, *_ in known]
        return tuple(
            Figure(id=f"{name}{n}", document=name, span=span, low=size, high=size, unit=unit, counted=counted)
            for n, (span, (_, size, unit, counted)) in enumerate(zip(spans, known, strict=True))
        )

    left = version("a", old, figures=figures("a", old, ("$2 million", 2e6, "dollar", None), ("40", 40, None, "boats")))
    right = version("b", new, figures=figures("b", new, ("$2,000,000", 2e6, "dollar", None), ("41", 41, None, "boats")))
    found = what_changed(left, right)
    assert [(one.what, one.old, one.new, one.about) for one in found] == [
        ("figure", "40", "41", "boats"),
        ("sentence", old, new, None),  # the same sum, written otherwise
    ]


def test_a_quotation_has_its_speaker():
    text = f"{SANK}\n{MOSS}"
    content = text.index("We lost")
    quote = Quote(id="q", document="b", content=(Span(content, content + 24),), kind="direct", speaker_name="Ada Moss")
    (change,) = what_changed(version("a", SANK), version("b", SANK, MOSS, quotes=(quote,)))
    assert change.about == "Ada Moss"


def test_a_headline_that_only_one_has_is_no_change():
    assert what_changed(version("a", SANK), version("b", SANK, title="Ferry sinks")) == ()


@given(st.lists(st.sampled_from([SANK, MOSS, "Rain fell.", "Five died at sea.", "Six died at sea.", "", "2 of 3"])))
def test_a_version_differs_in_nothing_from_itself(lines):
    assert what_changed(version("a", *lines), version("b", *lines)) == ()


@given(*[st.lists(st.sampled_from([SANK, MOSS, "Rain fell.", "Five died at sea.", "Six died at sea."]))] * 2)
def test_what_came_one_way_went_the_other(old, new):
    forth, back = (
        what_changed(version("a", *old), version("b", *new)),
        what_changed(version("b", *new), version("a", *old)),
    )
    assert sum(one.how == "added" for one in forth) == sum(one.how == "dropped" for one in back)
    assert sum(one.how == "changed" for one in forth) == sum(one.how == "changed" for one in back)


def test_changes_are_listed_between_versions_only():
    edges = [
        Derivation(id=f"d{n}", parent=parent, child="b", share=0.9, confidence=0.9, kind=kind)
        for n, (parent, kind) in enumerate([("a", "revision"), ("a", "copy"), ("c", "revision"), ("unseen:1", "copy")])
    ]
    versions = {"a": version("a", SANK), "b": version("b", SANK, MOSS)}
    listed = changes_listed(Lineage(edges=tuple(edges)), versions)
    assert [len(edge.changes) for edge in listed.edges] == [1, 0, 0, 0]
