from twosource.corroborate.only_in import find_only_in

SHARED = "Dockers at Kellport walked out on Monday over pay."
BRIBE = "A clerk in Andora took bribes from three opera singers for years."


def told(story, *places):
    found = find_only_in(story.material, story.reuse, places)
    return [(place.document, place.span.of(story.articles[place.document].text)) for place in found]


def test_what_stands_nowhere_else_is_told(story):
    story.document("one", SHARED)
    story.document("two", f"{SHARED} {BRIBE}")
    assert told(story) == [("two", BRIBE)]


def test_what_a_copy_took_over_is_not(story):
    story.document("one", f"{SHARED} {BRIBE}")
    story.document("two", f"{SHARED} {BRIBE}")
    story.copied("one", "two")
    assert told(story) == []


def test_what_belongs_to_a_claim_of_several_is_not(story):
    story.document("one", SHARED)
    story.document("two", f"{SHARED} {BRIBE}")
    assert told(story, story.place("two", BRIBE)) == []


def test_a_heading_or_byline_is_not(story):
    story.document("one", SHARED)
    story.document("two", f"Bribes for opera singers in Andora\n{SHARED}")
    assert told(story) == []


def test_sentences_in_a_row_make_one_passage(story):
    second = "Ledgers found beneath a piano name velvet suppliers."
    story.document("one", SHARED)
    story.document("two", f"{BRIBE} {second} {SHARED}")
    assert told(story) == [("two", f"{BRIBE} {second}")]


def test_one_document_alone_has_nothing_to_itself(story):
    story.document("two", f"{SHARED} {BRIBE}")
    assert told(story) == []
