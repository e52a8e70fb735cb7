from twosource.corroborate.independence import count_witnesses

FIRE = "Flames tore through the old rope works beside the canal shortly before dawn on Sunday."


def counted(story, *places):
    return count_witnesses([story.place(*place) for place in places], story.links)


def test_two_documents_of_their_own_are_two(story):
    story.document("one", FIRE)
    story.document("two", "The rope works burned down at the weekend.")
    seen = counted(story, ("one", "Flames tore"), ("two", "rope works burned"))
    assert (seen.low, seen.high, seen.turns_on) == (2, 2, None)


def test_a_copied_passage_adds_no_witness(story):
    story.document("one", FIRE)
    story.document("two", FIRE)
    story.copied("one", "two")
    seen = counted(story, ("one", "Flames tore"), ("two", "Flames tore"))
    assert (seen.low, seen.high) == (1, 1)
    assert seen.homes == {"one": "one", "two": "one"}


def test_a_passage_of_its_own_in_a_document_that_copied_another_part_is_a_witness(story):
    story.document("one", FIRE + " Nobody was hurt.")
    story.document("two", FIRE + " Our reporter saw three engines arrive from Tarn.")
    story.document("three", "Three engines came from Tarn.")
    story.copied("one", "two", share=0.6)
    seen = counted(story, ("two", "three engines"), ("three", "Three engines"))
    assert (seen.low, seen.high) == (2, 2)


def test_a_copy_of_a_copy_goes_back_to_the_first(story):
    for id in ("one", "two", "three"):
        story.document(id, FIRE)
    story.copied("one", "two")
    story.copied("two", "three")
    seen = counted(story, ("one", "Flames"), ("three", "Flames"))
    assert (seen.low, seen.high) == (1, 1), "the document between need not state it itself"


def test_siblings_of_an_unseen_source_are_one(story):
    story.document("one", FIRE + " A cat was saved.")
    story.document("two", "Police closed the road. " + FIRE)
    story.copied("unseen:Corran Wire", "one", share=0.5)
    story.copied("unseen:Corran Wire", "two", share=0.5)
    story.sharing("one", "two")
    seen = counted(story, ("one", "Flames"), ("two", "Flames"))
    assert (seen.low, seen.high) == (1, 1)
    assert set(seen.homes.values()) == {"unseen:Corran Wire"}
    apart = counted(story, ("one", "A cat"), ("two", "Police"))
    assert (apart.low, apart.high) == (2, 2), "what each has of its own is its own"


def test_a_doubtful_link_moves_the_lower_bound_only_and_is_named(story):
    story.document("one", FIRE)
    story.document("two", "The works by the canal burned on Sunday before it was light.")
    edge = story.copied("one", "two", confidence=0.6, share=0.5)
    seen = counted(story, ("one", "Flames"), ("two", "burned"))
    assert (seen.low, seen.high, seen.turns_on) == (1, 2, edge)
    assert seen.doubt == "two may have it from one"


def test_versions_of_one_article_are_one_witness_in_what_only_one_of_them_tells_too(story):
    story.document("one", FIRE + " Three engines came from Tarn.")
    story.document("two", FIRE + " By noon the crews from Tarn had gone.")
    story.copied("one", "two", confidence=0.5, share=0.4, kind="revision")
    seen = counted(story, ("one", "Three engines came"), ("two", "crews from Tarn"))
    assert (seen.low, seen.high) == (1, 1)


def test_a_long_passage_in_both_is_one_witness_whoever_had_it_first(story):
    story.document("one", FIRE)
    story.document("two", FIRE)
    story.copied("one", "two", confidence=0.6)
    seen = counted(story, ("one", "Flames"), ("two", "Flames"))
    assert (seen.low, seen.high, seen.turns_on) == (1, 1, None)


def test_not_knowing_who_copied_whom_still_makes_them_one(story):
    story.document("one", FIRE)
    story.document("two", FIRE)
    story.copied("one", "two", directed=False)
    seen = counted(story, ("one", "Flames"), ("two", "Flames"))
    assert (seen.low, seen.high) == (1, 1)


def test_a_shared_quotation_is_no_copying(story):
    said = "“We lost forty years of work in one night and nobody came to help us until it was light,” "
    story.document("one", "The rope maker stood in the ashes. " + said + "Odile Marsh told reporters on the quay.")
    story.document("two", said + "said Marsh. Engines had come late.")
    story.copied("one", "two", share=0.1)
    seen = counted(story, ("one", "We lost forty"), ("two", "We lost forty"))
    assert (seen.low, seen.high) == (2, 2)


def test_most_of_a_sentence_shared_without_an_edge_leaves_a_doubt(story):
    story.document("one", FIRE + " A cat was saved.")
    story.document("two", "Police closed the road. " + FIRE)
    story.sharing("one", "two")
    seen = counted(story, ("one", "Flames"), ("two", "Flames"))
    assert (seen.low, seen.high, seen.turns_on) == (1, 2, None)
    assert "shares words" in seen.doubt


def test_in_a_document_that_is_nearly_all_copy_other_words_are_no_second_witness(story):
    story.document("one", FIRE)
    story.document("two", "The rope works are gone. " + FIRE)
    story.copied("one", "two", share=0.9)
    seen = counted(story, ("one", "Flames"), ("two", "The rope works are gone"))
    assert (seen.low, seen.high) == (1, 1)


def test_what_stands_in_one_paragraph_is_one_passage(story):
    said = "“It burned like straw,” "
    story.document("one", f"{FIRE}\n{said}Odile Marsh told the Corran Wire on the quay. “All of it is lost.”")
    story.document("two", f"{FIRE}\n{said}Odile Marsh told the Corran Wire on the quay.")
    for child in ("one", "two"):
        story.copied("unseen:Corran Wire", child, share=0.5)
    story.sharing("one", "two")
    seen = counted(story, ("one", "It burned"), ("one", "All of it"), ("two", "It burned"))
    assert (seen.low, seen.high) == (1, 1), "a sentence more of one quotation is no second witness"


def test_what_two_takers_of_one_agency_retell_may_be_the_agencys(story):
    story.document("one", "Rioters burned the Kellport embassy gate to protest raids that killed 25 guild fighters.")
    story.document("two", "The burning of the embassy gate was a protest over raids in which 25 fighters were killed.")
    for id in ("one", "two"):
        story.copied("unseen:Corran Wire", id, share=0.2)
    seen = counted(story, ("one", "25"), ("two", "25"))
    assert (seen.low, seen.high) == (1, 2)


def test_a_post_in_two_reports_is_no_shared_wording(story):
    post = "The old quay and all of its cranes belong to the town, and no bank on earth will ever get one stone of it."
    for id in ("one", "two"):
        story.document(id, f"{post} — Ilan Reef (@reef) May 2, 2031")
        story.quote(id, post, "reef")
    story.entity("reef", "Ilan Reef")
    story.sharing("one", "two")
    seen = counted(story, ("one", "The old quay"), ("two", "The old quay"))
    assert (seen.low, seen.high) == (2, 2)
