from itertools import combinations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from twosource.corroborate.likeness import Pair, Weighing, surely_same
from twosource.corroborate.speech import said_words
from twosource.corroborate.utterances import group_utterances
from twosource.corroborate.versions import fullest_first
from twosource.model import Lineage


def grouped(story):
    groups = group_utterances(said_words(story.material), story.material)
    return [[one.text for one in group] for group in groups if len(group) > 1]


def two(story, first, second, speakers=("voss", "voss"), kinds=("direct", "direct")):
    for id, (text, words), speaker, kind in zip(("one", "two"), (first, second), speakers, kinds, strict=True):
        story.document(id, text)
        story.quote(id, words, speaker, kind)
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    return grouped(story)


FULL = "We have already begun clearing the ground to open the north quay in spring"


def test_a_word_changed_is_the_same_utterance(story):
    other = FULL.replace("the ground", "ground").replace("in spring", "by spring")
    assert two(story, (f"“{FULL},” Voss said.", FULL), (f"Voss said: “{other}.”", other))


def test_an_unknown_speaker_does_not_part_the_same_words(story):
    assert two(story, (f"“{FULL},” Voss said.", FULL), (f"“{FULL},” she said.", FULL), ("voss", None))


def test_two_statements_of_one_speaker_on_one_topic_stay_apart(story):
    one, other = "It will be within weeks, not many weeks", "It has been part of our planning for weeks"
    assert not two(story, (f"“{one},” Voss said in Tarn.", one), (f"“{other},” Voss said in Brock.", other))


def test_a_few_words_join_the_full_quotation_where_the_context_agrees(story):
    full = "There will be overlap, and that is part of our plan"
    text = "She confirmed earlier statements that there will be a likely “overlap” with the works at the pier."
    assert two(story, (f"“{full},” Voss said.", full), (text, "overlap"))


def test_a_few_words_elsewhere_are_no_part_of_it(story):
    full = "There will be overlap, and that is part of our plan"
    text = "Voss called the seating at the opera an “overlap” of old money and older furs."
    assert not two(story, (f"“{full},” Voss said.", full), (text, "overlap"))


def test_a_few_words_of_another_speaker_are_no_part_of_it(story):
    full = "There will be overlap, and that is part of our plan"
    text = "Reef confirmed that there will be a likely “overlap” with the works at the pier."
    assert not two(story, (f"“{full},” Voss said.", full), (text, "overlap"), ("voss", "reef"))


def test_short_common_words_of_two_speakers_are_two_utterances(story):
    words = "We will see what comes of it"
    assert not two(story, (f"“{words},” Voss said.", words), (f"“{words},” Reef said.", words), ("voss", "reef"))


def test_a_report_in_nearly_the_same_words_joins_its_quotation(story):
    full = "The works start in the next few weeks at the north quay"
    reported = "the works will start in the next few weeks at the north quay"
    text = f"Voss said {reported}."
    assert two(story, (f"“{full},” Voss said.", full), (text, reported), kinds=("direct", "indirect"))


def test_each_stretch_in_marks_of_a_mixed_quotation_is_a_piece(story):
    text = "Voss promised “urgency and focus” and spoke of a likely “overlap” with the pier."
    story.document("one", text)
    story.quote("one", text.removeprefix("Voss promised ").removesuffix("."), "voss", "mixed")
    assert [one.text for one in said_words(story.material)] == ["urgency and focus", "overlap"]


def test_words_of_long_quotations_that_meet_in_one_sentence_are_one_utterance(story):
    middle = "nobody on this quay has asked for a single coin more than last year"
    one, other = f"I say it again, {middle}", f"{middle}, so do not call us greedy in your papers tomorrow"
    assert two(story, (f"“{one},” Voss said.", one), (f"“{other},” Voss said.", other))


def test_a_common_word_in_marks_is_nobodys(story):
    full = "The white people of the old town will not present a plan"
    assert not two(
        story, (f"“{full},” Voss said.", full), ("Voss named the “plan” the old town will not present.", "plan")
    )


def test_a_word_in_another_form_is_no_part_of_it(story):
    full = "There will be overlapping, and that is part of our plan"
    text = "She confirmed earlier statements that there will be a likely “overlap” with the works at the pier."
    assert not two(story, (f"“{full},” Voss said.", full), (text, "overlap"))


def test_a_fragment_is_no_bridge_between_two_statements(story):
    first = "Without a wall the quay becomes an amphibian museum for tourists"
    second = "I never said that the quay is an amphibian museum or will be one"
    for id, words in (("one", first), ("two", second)):
        story.document(id, f"“{words},” Voss said of the quay.")
        story.quote(id, words, "voss")
    story.document("three", "Voss said of the quay that it becomes “an amphibian museum” without a wall.")
    story.quote("three", "an amphibian museum", "voss")
    story.entity("voss", "Mara Voss", "Voss")
    assert all(not {first, second} <= set(group) for group in grouped(story))


def test_one_document_does_not_give_the_same_words_to_two_speakers(story):
    words = "nobody in this harbour has ever been asked what he thinks of it"
    story.document("one", f"“{words},” Voss said. “{words},” Reef said in turn.")
    story.document("two", f"“{words},” Voss said.")
    start = story.articles["one"].text.rindex(words)
    story.quote("one", words, "voss")
    story.quote("one", "” Reef said", "reef")
    held = story.quotes["one"]
    held[1] = type(held[1])(
        id="one-q2", document="one", content=(type(held[0].content[0])(start, start + len(words)),), kind="direct",
        speaker="reef", naming="named",
    )  # fmt: skip
    story.quote("two", words, "voss")
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("reef", "Ilan Reef", "Reef")
    assert [len(group) for group in grouped(story)] == [2]


def test_who_speaks_is_the_innermost_speaker(story):
    words = "The men I met do not want to go there at all"
    story.document("one", f"“{words},” said the harbour source cited by the Post.")
    outer = story.quote("one", words, "post")
    story.quote("one", words, None, naming="anonymous", speaker_name="the harbour source", within=outer)
    story.entity("post", "the Post", type="organisation")
    (said,) = said_words(story.material)
    assert said.quote.speaker_name == "the harbour source"


def test_common_words_in_one_and_the_same_sentence_are_one_report_of_them(story):
    text = "The two officials agreed to go on with a sense of “urgency and focus” and to meet at the quay again."
    assert two(story, (text, "urgency and focus"), (text, "urgency and focus"), (None, None))


def test_what_is_denied_is_shown_as_denied(story):
    for id in ("one", "two"):
        story.document(id, "The crown has denied any part in the burning of the Kellport embassy gate.")
        cue = (story.span(id, "has denied"),)
        story.quote(id, "any part in the burning of the Kellport embassy gate", "crown", "indirect", cue=cue)
    story.entity("crown", "crown", type="organisation")
    (claim,) = [one for one in story.corroborated().claims if one.kind == "utterance"]
    assert claim.text == "crown: has denied any part in the burning of the Kellport embassy gate"


def test_reported_speech_keeps_how_it_was_said(story):
    for id, verb in (("one", "praised"), ("two", "praised")):
        story.document(id, f"Voss {verb} the plan of the harbour office for the broken north quay of Kellport.")
        words = "the plan of the harbour office for the broken north quay of Kellport"
        story.quote(id, words, "voss", "indirect", cue=(story.span(id, verb),))
    story.entity("voss", "Mara Voss", "Voss")
    (claim,) = [one for one in story.corroborated().claims if one.kind == "utterance"]
    assert claim.text.startswith("Mara Voss: praised the plan")


def test_a_report_in_other_words_joins_what_its_speaker_is_quoted_with(story):
    full = "If the rain returns tonight we will have to empty the lower quarter of Kellport too"
    reported = "that the lower quarter would be cleared as well, but only if it rained again in the night"
    pair = (f"“{full},” Voss said.", full), (f"Voss said {reported}.", reported)
    assert two(story, *pair, kinds=("direct", "indirect"))


def test_a_report_with_another_number_is_another_statement(story):
    full = "We have sent sixty boats to the northern islands since the storm"
    reported = "that 40 boats had gone to the northern islands since the storm"
    story.document("one", f"“{full},” Voss said.")
    story.document("two", f"Voss said {reported}.")
    story.quote("one", full, "voss")
    story.quote("two", reported, "voss", "indirect")
    story.figure("one", "sixty", 60)
    story.figure("two", "40", 40)
    story.entity("voss", "Mara Voss", "Voss")
    assert not grouped(story)


def test_a_report_of_another_speaker_is_another_statement(story):
    full = "If the rain returns tonight we will have to empty the lower quarter of Kellport too"
    reported = "that the lower quarter would be cleared as well, but only if it rained again in the night"
    pair = (f"“{full},” Voss said.", full), (f"Reef said {reported}.", reported)
    assert not two(story, *pair, speakers=("voss", "reef"), kinds=("direct", "indirect"))


def test_a_report_of_the_day_before_does_not_go_back_to_it(story):
    full = "If the rain returns tonight we will have to empty the lower quarter of Kellport too"
    reported = "that the lower quarter would be cleared as well, but only if it rained again in the night"
    story.document("one", f"“{full},” Voss said.", "2031-05-07")
    story.document("two", f"Voss said {reported}.", "2031-05-06")
    story.quote("one", full, "voss")
    story.quote("two", reported, "voss", "indirect")
    story.entity("voss", "Mara Voss", "Voss")
    assert not grouped(story)


def test_what_a_release_says_is_what_its_outlet_is_quoted_with(story):
    words = "At no time was there a fire on board the northern ferry"
    story.document("one", f"The ferry came in at noon. {words}.", outlet="Tidewater Line newsroom")
    story.document("two", f"“{words},” Tidewater Line said.", outlet="Bay Herald")
    story.quote("two", words, "line", cue=(story.span("two", "said"),), speaker_name="Tidewater Line")
    story.entity("line", "Tidewater Line", type="organisation")
    found = story.corroborated()
    (utterance,) = [one for one in found.utterances if one.documents == 2]
    assert [one.document for one in found.own] == ["one"]
    assert {variant.quote for variant in utterance.variants} == {"two-q1", found.own[0].id}


RELEASE = "We are sorry for the long wait of our guests on the northern ferry"


def _release_and_two(story, second: str, kind: str):
    story.document("one", f"The ferry came in at noon. “{RELEASE},” said Mara Voss.", outlet="Tidewater Line newsroom")
    story.document("two", f"“{RELEASE},” Voss said. The ferry was late, Tidewater Line said.", outlet="Bay Herald")
    story.document("three", f"Voss told guests “{second}” today.", outlet="Island Courier")
    story.quote("one", RELEASE, "voss")
    story.quote("two", RELEASE, "voss")
    story.quote("two", "The ferry was late", "line", "indirect", speaker_name="Tidewater Line")
    story.quote("three", second, "voss", kind)
    story.entity("voss", "Mara Voss", "Voss")
    story.entity("line", "Tidewater Line", type="organisation")
    (claim,) = [one for one in story.corroborated().claims if one.documents == 3]
    return claim


def test_who_quotes_a_release_word_for_word_has_it_from_there(story):
    claim = _release_and_two(story, "sorry for the long wait of our guests", "direct")
    assert (claim.verdict, claim.independent) == ("single source", (1, 1))


def test_who_tells_the_words_of_a_release_otherwise_may_have_heard_them(story):
    claim = _release_and_two(story, "she was sorry that guests on the northern ferry had a long wait", "indirect")
    assert (claim.verdict, claim.independent) == ("undecided", (1, 2))


def test_two_reports_of_one_breath_go_together_where_another_document_has_both(story):
    full = "I deny the theft of the boats. I admit the forged papers of the crew"
    text = "Voss denied the theft of the boats but admitted the forged papers of the crew."
    story.document("one", f"“{full},” Voss said.")
    story.document("two", text)
    story.quote("one", full, "voss")
    story.quote("two", "the theft of the boats", "voss", "indirect", cue=(story.span("two", "denied"),))
    story.quote("two", "the forged papers of the crew", "voss", "indirect", cue=(story.span("two", "admitted"),))
    story.entity("voss", "Mara Voss", "Voss")
    assert [len(group) for group in grouped(story)] == [3]


SAYINGS = (
    "If the rain returns tonight we will have to empty the lower quarter",
    "we will have to empty the lower quarter",
    "the lower quarter would be cleared if it rained again",
    "Nobody opened the gates of the old dam in the night",
    "the gates had stayed shut in the night",
    "nobody opened the gates",
)


@given(st.permutations(range(len(SAYINGS))), st.lists(st.booleans(), min_size=6, max_size=6))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
def test_the_order_of_documents_and_of_a_pair_changes_nothing(new_story, order, marked):
    """What is grouped depends on the documents only: ids given in another order give the same groups of words."""
    found = set()
    for numbering in (order, range(len(SAYINGS))):
        story = new_story()
        for number, words, direct in zip(numbering, SAYINGS, marked, strict=True):
            story.document(f"d{number}", f"Voss said “{words}” in Kellport.")
            story.quote(f"d{number}", words, "voss", "direct" if direct else "indirect")
        story.entity("voss", "Mara Voss", "Voss")
        found.add(frozenset(frozenset(group) for group in grouped(story)))
        weighing = Weighing(story.material)
        for one, other in combinations(said_words(story.material), 2):
            assert surely_same(Pair(one, other), weighing) == surely_same(Pair(other, one), weighing)
    assert len(found) == 1


def test_a_report_that_goes_on_and_that_is_two_pieces(story):
    text = "Voss said the north quay would open in May and that two cranes had been sold."
    story.document("one", text)
    story.quote("one", text.removeprefix("Voss said ").removesuffix("."), "voss", "indirect")
    pieces = [one.text for one in said_words(story.material)]
    assert pieces == ["the north quay would open in May", "that two cranes had been sold"]


def test_a_body_and_whoever_is_quoted_for_it_are_one_voice(story):
    full = "The north quay was closed before the storm and no crane stood on it"
    text = "The Harbour Board said the north quay had been closed before the storm and no crane stood there."
    story.document("one", f"“{full},” said the board's spokesman, Ilan Reef.")
    story.quote("one", full, "reef", source=(story.span("one", "the board's spokesman, Ilan Reef"),))
    story.document("two", text)
    story.quote("two", text.removeprefix("The Harbour Board said ")[:-1], None, "indirect", speaker_name="the board")
    story.entity("reef", "Ilan Reef")
    weighing = Weighing(story.material)
    one, two = (story.quotes[name][0] for name in ("one", "two"))
    assert weighing.voices.agree(one, two) == "same"


def test_two_quotations_of_one_document_join_different_parts_of_a_fuller_one(story):
    full = "We heard tapping on the pipe of the old shaft. The siren is tested on Mondays, as people may remember"
    story.document("one", f"“{full},” Voss said.")
    story.quote("one", full, "voss")
    text = "“We heard tapping on the pipe of the old shaft,” Voss said. She hinted that people remember a Monday test."
    story.document("two", text)
    story.quote("two", "We heard tapping on the pipe of the old shaft", "voss")
    story.quote("two", "that people remember a Monday test", "voss", "indirect")
    story.entity("voss", "Mara Voss", "Voss")
    assert [len(group) for group in grouped(story)] == [3]


def test_a_denial_of_what_was_told_before_joins_the_denial_itself(story):
    full = "The crane was not under the old load. It is against our rules at the quay, and everybody keeps them"
    text = "Officials said the crane had been under the old load. Voss denied it to reporters."
    story.document("two", text)
    story.quote("two", "it to reporters", "voss", "indirect", cue=(story.span("two", "denied"),))
    story.document("one", f"“{full},” Voss said.")
    story.quote("one", full, "voss")
    story.entity("voss", "Mara Voss", "Voss")
    assert [len(group) for group in grouped(story)] == [2]


def test_a_denial_of_something_else_joins_nothing(story):
    full = "The crane was not under the old load. It is against our rules at the quay, and everybody keeps them"
    text = "Officials said the harbour master had been drinking. Voss denied it to reporters."
    story.document("two", text)
    story.quote("two", "it to reporters", "voss", "indirect", cue=(story.span("two", "denied"),))
    story.document("one", f"“{full},” Voss said.")
    story.quote("one", full, "voss")
    story.entity("voss", "Mara Voss", "Voss")
    assert not grouped(story)


def test_a_fragment_that_is_all_that_was_told_joins_the_full_quotation(story):
    full = "We did not cancel. Nobody told us on Tuesday night that there was no stage"
    story.document("one", f"“{full},” Voss said.")
    story.quote("one", full, "voss")
    story.document("two", "Voss said on her page that it “did not cancel” after all.")
    story.quote("two", "that it “did not cancel”", "voss", "mixed")
    story.entity("voss", "Mara Voss", "Voss")
    assert [len(group) for group in grouped(story)] == [2]


def test_the_same_report_of_one_speaker_is_one_utterance_however_common_its_words(story):
    words = "both sides to hold back"
    for id in ("one", "two"):
        story.document(id, f"Voss urged {words}.")
        story.quote(id, words, "voss", "indirect")
    story.entity("voss", "Mara Voss", "Voss")
    assert [len(group) for group in grouped(story)] == [2]


def test_the_word_before_the_marks_is_no_part_of_what_was_said(story):
    story.document("one", "Voss said that “the quay will open”.")
    story.quote("one", "that “the quay will open", "voss")
    assert [one.text for one in said_words(story.material)] == ["the quay will open"]


def test_of_reports_the_fullest_is_the_one_that_others_have_the_words_of(story):
    told = "two cranes fell and some 400 people had to leave their homes"
    other = "two cranes have fallen and some 400 people have been told that they had to leave their homes"
    for id, words in (("one", told), ("two", told), ("three", other)):
        story.document(id, f"Voss said {words}.")
        story.quote(id, words, "voss", "indirect")
    ordered = fullest_first(said_words(story.material), Lineage())
    assert [one.quote.document for one in ordered] == ["one", "two", "three"]
