from twosource.corroborate.origins import (
    attributed_to,
    origin_at,
    origins_of,
    speaker_origin,
    surely_apart,
    tells_of_another,
)
from twosource.model import Origin


def names(found):
    return {home: sorted(origin.name for origin in origins) for home, origins in found.items()}


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
    assert names(origins_of(places, story.material, homes)) == {"one": ["Bay Herald"]}
    wired = origins_of(places, story.material, {"one": "unseen:Corran Wire", "two": "unseen:Corran Wire"})
    assert names(wired) == {"unseen:Corran Wire": ["Corran Wire"]}


def test_a_document_that_names_its_source_is_none_itself(story):
    story.document("one", "The quay is shut. Voss said the quay would stay shut.", outlet="Bay Herald")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "the quay would stay shut", "voss", "indirect")
    places = [story.place("one", "The quay is shut"), story.place("one", "the quay would stay shut")]
    assert names(origins_of(places, story.material, {})) == {"one": ["Mara Voss"]}


def test_who_is_named_in_one_copy_of_a_text_is_the_origin_of_all(story):
    story.document("one", "The quay is shut.", outlet="Bay Herald")
    story.document("two", "Voss said the quay is shut.", outlet="Morning Post")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("two", "the quay is shut", "voss", "indirect")
    places = [story.place("one", "The quay is shut"), story.place("two", "the quay is shut")]
    wired = origins_of(places, story.material, {"one": "unseen:Corran Wire", "two": "unseen:Corran Wire"})
    assert names(wired) == {"unseen:Corran Wire": ["Mara Voss"]}
    assert names(origins_of(places, story.material, {})) == {"one": ["Bay Herald"], "two": ["Mara Voss"]}


def test_the_words_for_which_one_is_meant_are_the_reporters_own(story):
    story.document("one", "Voss said the 54-metre ship sank with a 3-metre hole.", outlet="Bay Herald")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "the 54-metre ship sank with a 3-metre hole", "voss", "indirect")
    assert origin_at(story.place("one", "54-metre"), story.material, {}).name == "Bay Herald"
    assert origin_at(story.place("one", "3-metre"), story.material, {}).name == "Mara Voss"


def test_words_that_name_nobody_are_no_source(story):
    story.document("one", "23 boats off the coast said the quay is shut, and some officials did.", outlet="Bay Herald")
    for label, origin in (("23 boats off the coast", "Bay Herald"), ("some officials", "some officials")):
        story.quotes["one"] = []
        story.quote("one", "the quay is shut", None, "indirect", naming="anonymous", speaker_name=label)
        assert origin_at(story.place("one", "the quay is shut"), story.material, {}).name == origin


def test_she_who_knows_is_who_spoke_in_the_sentence_before(story):
    text = "Voss said the quay was shut. She puts the number of boats at 61.\n\nShe puts the number of cars at 12."
    story.document("one", text, outlet="Bay Herald")
    story.entity("voss", "Mara Voss", "Voss")
    story.quote("one", "the quay was shut", "voss", "indirect")
    assert origin_at(story.place("one", "61"), story.material, {}).name == "Mara Voss"
    assert origin_at(story.place("one", "12"), story.material, {}).name == "Bay Herald"


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
