"""Who says that who says, and outlets that credit each other in a circle."""

from twosource.corroborate.chains import find_chains
from twosource.corroborate.citations import citations_of
from twosource.corroborate.independence import count_witnesses
from twosource.corroborate.loops import find_loops
from twosource.corroborate.speech import said_words
from twosource.corroborate.utterances import group_utterances
from twosource.model import Occasion, Span

FUEL = "the ferry Alma carried 300 tonnes of illegal fuel"


def _chain(story, quote: str) -> list[tuple[str | None, str]]:
    material = story.material
    chains = {chain.quote: chain for chain in find_chains(material, citations_of(material))}
    return [(link.name, link.kind) for link in chains[quote].links]


def _told(story, document: str, words: str, kind: str = "interview", **more) -> Occasion:
    return Occasion(spans=(story.span(document, words),), kind=kind, **more)


def test_outlet_and_speaker_where_nobody_stands_between(harbour):
    assert _chain(harbour, "bay-q1") == [("Bay Herald", "outlet"), ("Mara Voss", "person")]


def test_an_agency_in_the_dateline_stands_in_every_chain(story):
    story.document("a", "KELLPORT (Reuters) - “We lost the ferry,” Mara Voss said.", outlet="Bay Herald")
    story.entity("voss", "Mara Voss")
    quote = story.quote("a", "We lost the ferry,", "voss", source=(story.span("a", "Mara Voss"),))
    assert _chain(story, quote) == [("Bay Herald", "outlet"), ("Reuters", "agency"), ("Mara Voss", "person")]


def test_whom_it_was_said_to_stands_before_the_speaker_but_not_the_outlet_itself(story):
    story.document("a", "“We lost the ferry,” Mara Voss told Reuters.", outlet="Bay Herald")
    story.document("b", "“We lost the ferry,” Mara Voss told the Harbour Post.", outlet="Harbour Post")
    story.entity("voss", "Mara Voss")
    chains = []
    for document, words, outlet in (("a", "told Reuters", "Reuters"), ("b", "told the Harbour Post", "Harbour Post")):
        occasion = _told(story, document, words, given_to=outlet)
        cue, source = (story.span(document, "told"),), (story.span(document, "Mara Voss"),)
        quote = story.quote(document, "We lost the ferry,", "voss", cue=cue, source=source, occasion=occasion)
        chains.append([name for name, _ in _chain(story, quote)])
    assert chains == [["Bay Herald", "Reuters", "Mara Voss"], ["Harbour Post", "Mara Voss"]]


def test_an_outlet_that_quotes_an_agency_that_quotes_an_official(story):
    story.document("a", "Corran Radio reported that an official said the ferry was lost.", outlet="Bay Herald")
    story.entity("radio", "Corran Radio", type="organisation")
    outer = story.quote(
        "a", "an official said the ferry was lost", "radio", "indirect", source=(story.span("a", "Corran Radio"),)
    )
    inner = story.quote(
        "a", "the ferry was lost", None, "indirect", source=(story.span("a", "an official"),), within=outer,
        speaker_name="an official", naming="anonymous",
    )  # fmt: skip
    assert _chain(story, inner) == [
        ("Bay Herald", "outlet"), ("Corran Radio", "outlet"), ("an official", "anonymous"),
    ]  # fmt: skip


def test_who_is_not_told_is_not_guessed(story):
    story.document("a", "“We lost the ferry.”", outlet="Bay Herald")
    assert _chain(story, story.quote("a", "We lost the ferry.")) == [("Bay Herald", "outlet"), (None, "unknown")]


def _circle(story) -> None:
    story.document("a", f"The Corran Times reported that {FUEL}.", outlet="Harbour Post")
    story.document("b", f"The Harbour Post reported that {FUEL} when she went down.", outlet="Corran Times")


def test_two_that_credit_each_other_for_one_thing_are_a_loop(story):
    _circle(story)
    (loop,) = find_loops(story.material, citations_of(story.material))
    assert loop.documents == ("a", "b") and set(loop.outlets) == {"Harbour Post", "Corran Times"}
    assert {place.document for place in loop.places} == {"a", "b"}
    assert "none of them is a source for the others" in loop.because


def test_a_loop_is_one_witness(story):
    _circle(story)
    seen = count_witnesses([story.place("a", FUEL), story.place("b", FUEL)], story.links)
    assert (seen.low, seen.high) == (1, 1)


def test_credits_for_different_things_are_no_loop(story):
    story.document("a", f"The Corran Times reported that {FUEL}.", outlet="Harbour Post")
    story.document("b", "The Harbour Post reported that the mayor will resign in autumn.", outlet="Corran Times")
    assert find_loops(story.material, citations_of(story.material)) == ()


def test_one_credit_alone_is_no_loop(story):
    story.document("a", f"The Corran Times reported that {FUEL}.", outlet="Harbour Post")
    story.document("b", f"Records show that {FUEL}.", outlet="Corran Times")
    assert find_loops(story.material, citations_of(story.material)) == ()


def test_a_loop_of_three(story):
    story.document("a", f"The Corran Times reported that {FUEL}.", outlet="Harbour Post")
    story.document("b", f"Kellport Radio reported that {FUEL}.", outlet="Corran Times")
    story.document("c", f"The Harbour Post reported that {FUEL}.", outlet="Kellport Radio")
    (loop,) = find_loops(story.material, citations_of(story.material))
    assert loop.documents == ("a", "b", "c")


def test_a_loop_through_an_outlet_that_is_not_given(story):
    story.document("a", f"The Corran Times reported that {FUEL}.", outlet="Harbour Post")
    story.document("b", f"The Corran Times, citing the Harbour Post, said that {FUEL}.", outlet="Kellport Radio")
    (loop,) = find_loops(story.material, citations_of(story.material))
    assert loop.documents == ("a", "b") and set(loop.outlets) == {"Harbour Post", "Corran Times"}


def _two_statements(story, one: Occasion | None, other: Occasion | None) -> int:
    """In how many utterances two like statements of one speaker are taken to be."""
    story.document("a", "“The port will open again when the pier is safe for all,” Mara Voss said in Kellport.")
    story.document("b", "“The port will open again when each pier is safe for all,” Mara Voss said in Oslo.")
    story.entity("voss", "Mara Voss")
    story.quote("a", "The port will open again when the pier is safe for all,", "voss", occasion=one)
    story.quote("b", "The port will open again when each pier is safe for all,", "voss", occasion=other)
    return len(group_utterances(said_words(story.material), story.material))


def test_another_day_keeps_two_statements_apart(new_story):
    days = [Occasion(spans=(Span(0, 1),), kind="other", date=day) for day in ("2031-05-05", "2031-05-06")]
    assert _two_statements(new_story(), None, None) == 1
    assert _two_statements(new_story(), days[0], days[0]) == 1
    assert _two_statements(new_story(), days[0], None) == 1
    assert _two_statements(new_story(), *days) == 2


def test_another_interview_and_another_place_keep_two_statements_apart(new_story):
    told = [Occasion(spans=(Span(0, 1),), kind="interview", given_to=name) for name in ("CNN", "Reuters")]
    where = [Occasion(spans=(Span(0, 1),), kind="speech", place=name) for name in ("Kellport", "Oslo")]
    assert _two_statements(new_story(), *told) == 2
    assert _two_statements(new_story(), *where) == 2
