from twosource.corroborate.origins import (
    attributed_to,
    origin_at,
    origins_of,
    speaker_origin,
    surely_apart,
    tells_of_another,
)
from twosource.model import Origin


def test_what_somebody_says_goes_back_to_them(story):
    story.document("one", "Voss said the quay would stay shut.", outlet="Bay Herald")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "the quay would stay shut", "voss", "indirect")
    origin = origin_at(story.place("one", "the quay would stay shut"), story.material, {})
    assert (origin.name, origin.kind) == ("Mara Voss", "person")


def test_an_unnamed_source_is_anonymous(story):
    story.document("one", "A clerk who asked not to be named said the quay would stay shut.")
    story.quote("one", "the quay would stay shut", None, "indirect", naming="anonymous", speaker_name="a clerk")
    origin = origin_at(story.place("one", "the quay would stay shut"), story.material, {})
    assert (origin.name, origin.kind) == ("a clerk", "anonymous")


def test_its_own_voice_is_the_outlets_or_that_of_where_it_was_taken_from(story):
    story.document("one", "The quay is shut.", outlet="Bay Herald")
    story.document("two", "The quay is shut.", outlet="Newsmill")
    places = [story.place(id, "The quay is shut") for id in ("one", "two")]
    homes = {"one": "one", "two": "one"}
    assert [o.name for o in origins_of(places, story.material, homes)] == ["Bay Herald"]
    wired = origins_of(places, story.material, {"one": "unseen:Corran Wire", "two": "unseen:Corran Wire"})
    assert [(o.name, o.kind) for o in wired] == [("Corran Wire", "outlet")]


def test_a_document_that_names_its_source_is_none_itself(story):
    story.document("one", "The quay is shut. Voss said the quay would stay shut.", outlet="Bay Herald")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "the quay would stay shut", "voss", "indirect")
    places = [story.place("one", "The quay is shut"), story.place("one", "the quay would stay shut")]
    assert [o.name for o in origins_of(places, story.material, {})] == ["Mara Voss"]


def test_a_few_words_quoted_in_a_long_passage_do_not_attribute_it(story):
    story.document(
        "one", "The quay, which dockers call the “old lady”, was shut on Monday after a wall fell into the sea."
    )
    story.quote("one", "old lady", None, "mixed", naming="role", speaker_name="dockers")
    whole = story.place("one", story.articles["one"].text)
    assert attributed_to(whole, story.material) is None


def test_what_somebody_would_not_say_is_not_said_by_them(story):
    story.document("one", "A spokeswoman would not say whether ships sailed in winds of 38 knots.", outlet="Bay Herald")
    cue = (story.span("one", "would not say"),)
    words = "whether ships sailed in winds of 38 knots"
    story.quote("one", words, None, "indirect", naming="role", speaker_name="a spokeswoman", cue=cue)
    assert origin_at(story.place("one", "38 knots"), story.material, {}).name == "Bay Herald"


def test_an_aside_in_reported_speech_is_the_reporters_own(story):
    story.document(
        "one", "Voss said it would overlap with the siege of Orlen, which began on May 3.", outlet="Bay Herald"
    )
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "it would overlap with the siege of Orlen, which began on May 3", "voss", "indirect")
    assert origin_at(story.place("one", "May 3"), story.material, {}).name == "Bay Herald"
    assert origin_at(story.place("one", "overlap"), story.material, {}).name == "Mara Voss"


def test_the_statement_is_that_of_who_spoke_in_one(story):
    story.document(
        "one", "Skerrow Line said in a statement that it was sorry. The statement added that fares will fall."
    )
    story.entity("line", "Skerrow Line", type="organisation")
    story.quote("one", "it was sorry", "line", "indirect")
    story.quote("one", "fares will fall", None, "indirect", naming="role", speaker_name="the statement")
    assert speaker_origin(story.quotes["one"][1], story.material).name == "Skerrow Line"


def test_a_statement_of_nobody_is_a_statement(story):
    story.document("one", "Rain fell. The statement added that fares will fall.")
    story.quote("one", "fares will fall", None, "indirect", naming="role", speaker_name="the statement")
    assert speaker_origin(story.quotes["one"][0], story.material).name == "a statement"


def test_an_unseen_source_that_nothing_names_is_no_known_origin(story):
    unnamed = Origin(name="an unseen source that nothing names", kind="anonymous")
    assert not surely_apart([unnamed, Origin(name="Bay Herald", kind="outlet")], story.material)


def test_an_outlet_and_the_source_that_only_its_own_articles_name_may_be_one(story):
    for id, outlet in (("one", "Bay Herald"), ("two", "Bay Herald"), ("three", "Morning Post")):
        story.document(id, "The quay is shut. Clerks said the pier is safe.", outlet=outlet)
        story.quote(id, "the pier is safe", None, "indirect", naming="role", speaker_name="clerks")
    own, cited, others = (
        story.place("one", "The quay"),
        story.place("two", "the pier"),
        story.place("three", "the pier"),
    )
    homes = {id: id for id in ("one", "two", "three")}
    assert tells_of_another([own, cited], story.material, homes)
    assert not tells_of_another([own, others], story.material, homes)
