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


REPORTS = [
    (
        "The minister denied that the pier had been unsafe for years.",
        "had been unsafe",
        "The minister denied that the pier had been unsafe for years.",
        "whose claim is denied is not told",
    ),
    (
        "Ilan Reef was accused of selling the quay. Reef denied the charge and pleaded not guilty.",
        "the charge",
        "Ilan Reef was accused of selling the quay. Reef denied the charge and pleaded not guilty.",
        "who accuses is not told",
    ),
]


@pytest.mark.parametrize(("text", "words", "shown", "why"), REPORTS, ids=[row[-1] for row in REPORTS])
def test_a_denial_without_another_side_is_something_said(story, text, words, shown, why):
    story.document("one", text)
    story.entity("reef", "Ilan Reef", "Reef")
    if "charge" in words:
        story.quote("one", words, "reef", "indirect", cue=(story.span("one", "denied"),))
    (finding,) = find_denials(story.material)
    assert (finding.kind, finding.relation, finding.text) == ("utterance", "agree", shown)
    assert "not say whose claim is denied" in finding.note


def test_a_reported_denial_is_disputed_where_another_document_states_the_claim(story):
    story.document("one", "The minister of works denied that engineers had warned the city about the rotten pier.")
    for id in ("two", "three"):
        story.document(id, "In spring, engineers had warned the city about the rotten pier.")
    story.quote("one", "engineers had warned the city about the rotten pier", None, "indirect")
    (claim,) = [one for one in story.corroborated().claims if one.verdict == "disputed"]
    assert [(one.document, one.stance) for one in claim.support] == [
        ("three", "states"), ("two", "states"), ("one", "denies"),
    ]  # fmt: skip


def test_a_denial_that_says_whose_claim_it_denies_is_of_both_sides(story):
    text = "The crown insisted that Selkia was not fighting, rejecting Selkish claims that it was."
    story.document("one", text)
    (finding,) = find_denials(story.material)
    assert finding.origin is None and "tells both sides" in finding.note
    assert finding.text == text


ANSWERED = [
    (
        "The firm Quayworks rejects the suspicion that the tug was loaded by night.",
        ["states", "denies"],
        "somebody holds a suspicion or an accusation, if nobody tells who",
    ),
    (
        "The harbour court rejected the claim that the tug was loaded by night.",
        ["states"],
        "a claim that a court rejects was brought before it: it is judged, not denied",
    ),
    (
        "The city accused harbour pilots of delaying the ferry. Pay is low. The pilots' guild rejected the account.",
        ["states", "denies"],
        "the account is that of the only accusation before",
    ),
    (
        "The city accused harbour pilots of delaying the ferry. It accused tug crews of theft. "
        "The pilots' guild rejected the account.",
        [],
        "which of two accusations it was is not told",
    ),
    ("The city bought a ferry. The pilots' guild rejected the account.", [], "nobody is accused of anything"),
]


@pytest.mark.parametrize(("text", "stances", "why"), ANSWERED, ids=[row[-1] for row in ANSWERED])
def test_what_a_denial_answers(story, text, stances, why):
    assert [stance for stance, _ in found(story, text)] == stances


LIES = [
    ("This is a lie", ["conflict"], "called a lie"),
    ("It is simply not true", ["conflict"], "called untrue"),
    ("This is a long way off", [], "nothing is called wrong"),
    ("It's not so much the quay as the price that troubles us", [], "more of one thing than of another"),
    ("I think that this is a lie detector", [], "not how the words begin"),
]


@pytest.mark.parametrize(("words", "relations", "why"), LIES, ids=[row[-1] for row in LIES])
def test_what_is_called_a_lie_is_the_only_accusation(story, words, relations, why):
    story.document("one", f"Ilan Reef is accused of selling the quay. “{words},” said Mara Voss.")
    for id, name in (("reef", "Ilan Reef"), ("voss", "Mara Voss")):
        story.entity(id, name)
    story.quote("one", words, "voss")
    assert [one.relation for one in find_denials(story.material)] == relations
