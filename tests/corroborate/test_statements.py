import pytest

from twosource.corroborate.facts import told_facts
from twosource.corroborate.statements import find_statements

FIRST = "The harbour board closed the north quay at Kellport because of the deep cracks in the old stone wall."

CASES = [
    ("Because of the deep cracks in its stone wall, the board closed Kellport's north quay.", ["agree"], "same"),
    ("The harbour board did not close the north quay at Kellport because of the deep cracks in the old stone wall.",
     ["conflict"], "the same words with a negation deny it"),
    ("The harbour board may close the north quay at Kellport because of the deep cracks in the old stone wall.",
     [], "what may come is not what happened"),
    ("The harbour board closed the north quay at Tarn because of the deep cracks in the old stone wall.",
     [], "another place"),
    ("The harbour board closed the opera at Kellport because of mice in the red velvet chairs.",
     [], "another matter"),
    ("Reef named the cracks in the old stone wall of the north quay at Kellport.",
     [], "a thing that a longer sentence tells of is no statement of it"),
    ("“The harbour board closed the north quay at Kellport because of the deep cracks in the stone wall.”",
     [], "a quotation is an utterance, not a statement of the document's"),
]  # fmt: skip


@pytest.mark.parametrize(("second", "relations", "why"), CASES, ids=[why for *_, why in CASES])
def test_two_sentences(story, second, relations, why):
    story.document("one", FIRST + " Gulls cried. Rain fell on empty carts all day long.")
    story.document("two", second + " Somebody sold apples. Trams ran late through the upper town.")
    story.entity("kellport", "Kellport", type="place")
    story.entity("tarn", "Tarn", type="place")
    assert [found.relation for found in find_statements(told_facts(story.material), story.material)] == relations


def test_what_all_say_is_what_the_narrowest_says(story):
    longer = FIRST.removesuffix(".") + ", and the mayor, who was on holiday in Andora, sent a long angry letter home."
    story.document("one", longer)
    story.document("two", FIRST)
    story.entity("kellport", "Kellport", type="place")
    (found,) = find_statements(told_facts(story.material), story.material)
    assert "Andora" not in found.text


def test_what_somebody_is_cleared_of_is_told_by_nobody(story):
    story.document("one", "Reef was cleared of burning the ledger and secretly selling the old north quay at Kellport.")
    story.document("two", "Reef was accused of hiding the books and secretly selling the old north quay at Kellport.")
    story.entity("kellport", "Kellport", type="place")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_two_sentences_of_one_document_do_not_support_each_other(story):
    story.document("one", f"{FIRST} {FIRST}")
    story.document("two", "Nothing of the kind was told elsewhere about any harbour.")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_what_is_undone_is_not_what_was_done(story):
    story.document(
        "one", "Prosecutors in Kellport brought felony charges against the harbour master for a false report."
    )
    story.document(
        "two", "Prosecutors in Kellport dropped felony charges against the harbour master for a false report."
    )
    story.entity("kellport", "Kellport", type="place")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_a_long_name_that_both_sentences_have_is_no_statement(story):
    story.document(
        "one", "The captain has new letters about the Kellport harbour board fraud inquiry chairman Ilan Reef."
    )
    story.document("two", "The Kellport harbour board fraud inquiry chairman Ilan Reef resigned and sold his house.")
    story.entity("reef", "Ilan Reef")
    story.entity("kellport", "Kellport", type="place")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_a_credit_line_states_nothing(story):
    for id, others in (("one", "Odile Marsh"), ("two", "Tobias Renn")):
        story.document(id, f"Contributing: Jane Holloway Petersen, {others}, Morning Post; Harbour Press Agency")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_who_said_something_where_is_no_statement(story):
    for id, words in (("one", "We follow her,"), ("two", "She is the hero,")):
        story.document(id, f"“{words}” the deputy harbour master of Kellport, Olaf Brandt, said.")
        story.quote(
            id,
            words,
            "brandt",
            cue=(story.span(id, "said"),),
            source=(story.span(id, "harbour master of Kellport, Olaf Brandt"),),
        )
    story.entity("brandt", "Olaf Brandt")
    assert find_statements(told_facts(story.material), story.material) == ()


def test_a_thing_that_somebody_spoke_of_is_no_statement(story):
    story.document("one", "Reef called the nine deaths in the north quay fire at Kellport harbour murder.")
    story.document("two", "Olaf Brandt is held over the nine deaths in the north quay fire at Kellport harbour.")
    story.quote("one", "the nine deaths in the north quay fire at Kellport harbour", "reef", "indirect")
    story.entity("kellport", "Kellport", type="place")
    assert find_statements(told_facts(story.material), story.material) == ()
