"""Passages: found over small differences, on the edges of words, the same whatever the order."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.align import find_reuse
from twosource.align.grain import STORY
from twosource.align.passages import matched_words
from twosource.align.words import words_of
from twosource.model import Article, Facts

PASSAGE = (
    "The harbour master ordered the eastern basin closed shortly before noon after divers had found a crack in the old"
    " sluice gate, which was last inspected nine years ago, and three crews of volunteers carried sandbags to the"
    " warehouses along the quay until the tide turned in the late evening"
)
BEFORE = "Residents of Millport woke to sirens and a grey sea. Schools stayed shut and the market was called off."
AFTER = "Insurers expect a long summer of paperwork. The council meets again on Thursday to look at the budget."


def article(name: str, text: str) -> Article:
    return Article(id=name, path=f"{name}.txt", source=text, edits=(), facts=Facts(), sha256="")


def found(a: str, b: str) -> list[tuple[str, str, float]]:
    return [
        (r.left.span.of(a), r.right.span.of(b), r.similarity) for r in find_reuse([article("a", a), article("b", b)])
    ]


def test_a_passage_in_other_text_is_found_from_its_first_word_to_its_last():
    assert found(PASSAGE, f"{BEFORE} {PASSAGE}. {AFTER}") == [(PASSAGE, PASSAGE, 1.0)]


def test_case_marks_and_spelling_make_no_difference():
    a = "“The Defence Ministry organised the colour guard for 6,000 guests,” it says, and nobody’s surprised by that."
    b = '"the defense ministry organized the color guard for 6,000 guests" it says and nobody\'s surprised by that'
    assert [similarity for *_, similarity in found(a, b)] == [1.0]


def test_reordered_paragraphs_are_passages_of_their_own():
    first, second = PASSAGE.split(", which ")
    assert len(found(f"{first}.\n\n{AFTER}\n\nIt {second}.", f"It {second}.\n\n{BEFORE}\n\n{first}.")) == 2


def test_what_is_put_in_the_middle_parts_the_passage():
    first, second = PASSAGE.split(", which ")
    assert len(found(PASSAGE, f"{first}. {BEFORE} {AFTER} It {second}")) == 2


def test_a_few_words_in_common_are_no_passage():
    assert not found("The ferry left the port of Millport at nine.", "A bus left the port of Millport at noon today.")


def test_boilerplate_of_the_collection_proposes_nothing():
    sign_off = "Copying this report in whole or in part needs the written leave of the publisher of this service."
    many = [article(f"d{n:03}", f"Report number {n} on harbour {n * 7}. {sign_off}") for n in range(101)]
    assert find_reuse(many) == ()
    assert find_reuse(many[:2])


def test_no_document_and_one_document_share_nothing():
    assert find_reuse([]) == () == find_reuse([article("a", PASSAGE)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.integers(2, 47), st.sampled_from(["drop", "change", "add"])), max_size=5), st.booleans())
def test_a_lifted_passage_with_a_tenth_of_its_words_changed_is_found(changes, first):
    words = PASSAGE.split()
    for at, kind in changes:
        words[at] = {"drop": "", "change": "zebra", "add": f"{words[at]} zebra"}[kind]
    lifted = " ".join(" ".join(words).split())
    host = f"{lifted}. {AFTER}" if first else f"{BEFORE} {lifted}"
    reuse = find_reuse([article("a", f"{AFTER} {PASSAGE}."), article("b", host)])
    covered = sum(len(words_of(r.right.span.of(host))) for r in reuse)
    assert covered >= 0.8 * len(words_of(lifted))


TEXTS = st.lists(st.sampled_from([*PASSAGE.split()[:12], *BEFORE.split()[:5], "\n"]), max_size=60).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=4), st.randoms())
def test_whatever_is_found_is_there(texts, random):
    articles = [article(f"d{n}", text) for n, text in enumerate(texts)]
    by_id = {one.id: one.text for one in articles}
    shuffled = list(articles)
    random.shuffle(shuffled)
    reuse = find_reuse(articles)
    assert reuse == find_reuse(shuffled)
    for one in reuse:
        assert one.left.document < one.right.document
        left, right = (words_of(place.span.of(by_id[place.document])) for place in (one.left, one.right))
        equal = round(one.similarity * max(len(left), len(right)))
        assert STORY.equal <= equal <= sum(run.length for run in matched_words(left.folded, right.folded))
        assert 0 < one.similarity <= 1
        for place, words in ((one.left, left), (one.right, right)):
            whole = words_of(by_id[place.document])
            assert place.span.start in {span.start for span in whole.spans}
            assert place.span.end in {span.end for span in whole.spans}
            assert words.spans[0].start == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(TEXTS, min_size=2, max_size=2))
def test_no_word_of_a_pair_is_in_two_passages(texts):
    reuse = find_reuse([article("a", texts[0]), article("b", texts[1])])
    for side in ("left", "right"):
        spans = sorted(getattr(one, side).span for one in reuse)
        assert all(before.overlap(after) == 0 for before, after in pairwise(spans))
