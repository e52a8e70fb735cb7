import pytest

from twosource.corroborate.clauses import clause_of

CASES = [
    ("Carts carry stone for the long siege of Orlen that began on Monday.",
     "the long siege of Orlen that began on Monday.",
     False, "a relative clause takes what it is about"),
    ("The crown asked the bishop for his old letters on Monday after the guild published a summary.",
     "The crown asked the bishop for his old letters on Monday", False, "what came before is another event"),
    ("Reef told reporters Monday that the siege shows weakness.", "Reef told reporters Monday", True,
     "the date is that of the saying"),
    ("On Monday, guards arrested the mayor in Tarn.", "On Monday, guards arrested the mayor in Tarn.", False,
     "a date in front belongs to what follows"),
    ("He filed the report on Monday at the old town hall.",
     "He filed the report on Monday at the old town hall.", False,
     "a report is no saying"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "clause", "said", "why"), CASES, ids=[why for *_, why in CASES])
def test_what_belongs_to_a_date(story, sentence, clause, said, why):
    story.document("one", sentence)
    story.entity("orlen", "Orlen", type="place")
    story.entity("reef", "Reef")
    found = clause_of(story.span("one", "Monday"), story.material.volumes["one"])
    assert (found.text.of(sentence).rstrip("."), found.said) == (clause.rstrip("."), said)


def test_a_clause_holds_its_date_whatever_the_sentence(story):
    for at, text in enumerate(
        ("Monday", "Monday.", ", Monday, which", "that that Monday who; Monday", "who, on Monday")
    ):
        story.document(f"d{at}", text)
        date = story.span(f"d{at}", "Monday")
        found = clause_of(date, story.material.volumes[f"d{at}"])
        assert found.span.holds(date) and found.span.end <= len(text)
