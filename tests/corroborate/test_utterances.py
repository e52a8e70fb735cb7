from twosource.corroborate.utterances import group_utterances, said_words


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
