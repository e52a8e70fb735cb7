"""What is asserted in one place and denied in another, in clauses made by hand."""

import pytest

from twosource.corroborate.contradictions import find_contradictions
from twosource.corroborate.facts import told_facts

PUMP = "The pump was used at the north quay until dawn."

CASES = [
    (PUMP, "The pump was not used.", True, "what is denied as a whole is denied in every particular"),
    ("The pump was used.", "The pump was not used at the north quay until dawn.", False, "a particular denied"),
    ("Smoke entered the engine room.", "There was no smoke in the engine room.", True, "that there was any"),
    (PUMP, "The harbour office denied that the pump was used.", True, "a reported denial"),
    ("Reef is charged with gross fraud.", "Reef denied gross fraud.", True, "a denial of the charge"),
    ("Reef is charged with gross fraud.", "Reef pleaded not guilty to gross fraud.", True, "a plea is a denial"),
    ("Reef lost his post amid talk of gross fraud.", "Reef denied gross fraud.", False, "nobody says that he did it"),
    ("Voss admitted gross fraud.", "Reef denied gross fraud.", False, "another one may have done it"),
    ("Voss blamed Reef for opening the sluice gate.", "No sluice gate was opened, it said.", True, "blamed for it"),
    ("The pump may have been used.", "The pump was not used.", False, "what may be is not asserted"),
    ("The pump was used.", "The pump was not only used.", False, "not only is no denial"),
    ("The pump was sold.", "The pump was not used.", False, "another deed"),
    ("Reef had proposals on the sluice.", "Reef had not told him of the sluice proposals.", False, "not told of it"),
    ("The pump was used in Tarn.", "The pump was not used in Kellport.", False, "another place"),
    ("The office did not find that the pump was used.", "The pump was not used.", False, "nobody found that it was"),
    ("There is no sign that the pump was used.", "The pump was not used.", False, "no sign of it"),
    ("The report finds a fault in the pump.", "The report did not find that the pump was shut.", False, "found what"),
    ("The harbour books were burnt.", "Reef denied that the harbour books were burnt in the fire at the weir.", True,
     "who or what, and the deed, are all that matters of what is denied"),
    ("The harbour books were sold.", "Reef denied that the harbour books were burnt in the fire at the weir.", False,
     "another deed is told of the same thing"),
]  # fmt: skip


@pytest.mark.parametrize(("yes", "no", "disputed", "why"), CASES, ids=[why for *_, why in CASES])
def test_two_clauses(story, yes, no, disputed, why):
    story.document("one", f"{yes} Gulls cried.")
    story.document("two", f"{no} Rain fell.")
    for id, name in (("reef", "Reef"), ("voss", "Voss")):
        story.entity(id, name)
    for id, name in (("tarn", "Tarn"), ("kellport", "Kellport")):
        story.entity(id, name, type="place")
    found = find_contradictions(told_facts(story.material), story.material)
    assert [one.relation for one in found] == ["conflict"] * disputed


def test_an_author_does_not_contradict_himself(story):
    story.document("one", "The harbour pump was used at first. The harbour pump was not used later.")
    assert find_contradictions(told_facts(story.material), story.material) == ()


def test_what_has_not_been_done_may_be_done_later(story):
    story.document("one", "The harbour master has not been charged.", "2031-05-06")
    story.document("two", "The harbour master was charged.", "2031-05-08")
    assert find_contradictions(told_facts(story.material), story.material) == ()


def test_all_who_deny_one_thing_are_one_finding(story):
    story.document("one", PUMP)
    for id in ("two", "three"):
        story.document(id, "The pump was not used.")
    (found,) = find_contradictions(told_facts(story.material), story.material)
    assert [(one.document, one.stance) for one in found.support] == [
        ("one", "states"), ("three", "denies"), ("two", "denies"),
    ]  # fmt: skip


DISCLAIMED = [
    ("Every krona was a loan to the quay.", "I never heard of a loan to the quay", True, "never heard of it"),
    ("They crossed the weir in two punts.", "we found no punt on the weir", True, "looked for it and found none"),
    ("They crossed the weir in two boats.", "we found no punt", False, "another thing"),
    ("The town has evidence of fraud.", "I never saw evidence", False, "evidence is what one may well not have seen"),
    ("The loans were repaid.", "the loans were not heard in court", False, "it is not said that there are none"),
    ("Some 60 crates of serum were sent to Tarn.", "we have not been sent any serum", True, "told that it was sent"),
    ("The serum is kept in a fridge.", "we have not been sent any serum", False, "nobody tells of sending any"),
    ("Reef's activities alarmed the town.", "I knew nothing of activities", False, "one word alone meets too much"),
    ("They may have a loan.", "I never heard of a loan", False, "what may be is not asserted"),
]


@pytest.mark.parametrize(("yes", "words", "disputed", "why"), DISCLAIMED, ids=[why for *_, why in DISCLAIMED])
def test_what_somebody_never_heard_of(story, yes, words, disputed, why):
    story.document("one", f"{yes} Gulls cried.")
    story.document("two", f"“{words[0].upper()}{words[1:]}.” Reef said so at the weir.")
    story.entity("reef", "Reef")
    story.quote("two", f"{words[0].upper()}{words[1:]}.", "reef")
    found = find_contradictions(told_facts(story.material), story.material)
    assert [one.relation for one in found] == ["conflict"] * disputed
