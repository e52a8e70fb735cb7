import pytest

from twosource.corroborate.denials import find_denials

TOLD = "According to the harbour office the master turned down a tug at ten."


def found(story, text, **more):
    story.document("one", text, **more)
    if TOLD in text:
        story.quote("one", "the master turned down a tug at ten", None, "indirect")
    return [(s.stance, s.span.of(story.articles["one"].text)) for f in find_denials(story.material) for s in f.support]


def test_a_denial_has_both_sides_and_the_words_of_who_denies(story):
    text = f"{TOLD}\nHis union rejects that account. “At no time did he refuse help,” said Odile Marsh."
    assert found(story, text) == [
        ("states", TOLD),
        ("denies", "His union rejects that account."),
        ("denies", "“At no time did he refuse help,” said Odile Marsh."),
    ]


def test_what_is_denied_may_stand_in_the_same_sentence(story):
    text = "The crown insisted that Selkia was not fighting in Orlen, rejecting Selkish claims that it was."
    assert [stance for stance, _ in found(story, text)] == ["states", "denies"]


NO_DENIAL = [
    (f"{TOLD} His union would not comment on that account.", "to say nothing is not to deny"),
    (f"{TOLD} His union opened a bank account.", "no verb of denial"),
    ("The board rejected claims for damages.", "nothing was told before that it could mean"),
    (f"{TOLD} “He rejects that account,” a man shouted.", "what somebody quoted says is theirs"),
    (f"{TOLD} Critics denied him a seat in parliament.", "nothing that was told is denied"),
]


@pytest.mark.parametrize(("text", "why"), NO_DENIAL, ids=[why for _, why in NO_DENIAL])
def test_no_denial(story, text, why):
    assert found(story, text) == []


def test_copies_of_a_denial_are_one_finding(story):
    text = f"{TOLD} His union rejects that account."
    for id in ("one", "two"):
        story.document(id, text)
        story.quote(id, "the master turned down a tug at ten", None, "indirect")
    (finding,) = find_denials(story.material)
    assert finding.relation == "conflict" and len(finding.support) == 4
    assert "one and two tell both sides" in finding.note


def test_nobody_denies_what_they_said_themselves(story):
    story.document("one", "Marsh said she would stay in office. Later Marsh rejected the allegations.")
    story.entity("marsh", "Odile Marsh", "Marsh")
    story.quote("one", "she would stay in office", "marsh", "indirect")
    assert find_denials(story.material) == ()


def test_what_only_a_denial_tells_has_no_known_origin(story):
    story.document("one", "The minister denied that the pier had been unsafe for years.")
    (finding,) = find_denials(story.material)
    assert (finding.origin.kind, "not say who says so" in finding.note) == ("anonymous", True)


def test_a_denial_that_says_whose_claim_it_denies_is_of_both_sides(story):
    story.document("one", "The crown insisted that Selkia was not fighting, rejecting Selkish claims that it was.")
    (finding,) = find_denials(story.material)
    assert finding.origin is None and "tells both sides" in finding.note
