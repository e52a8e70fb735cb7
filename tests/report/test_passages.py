"""Texts cut at every boundary of their spans."""

from hypothesis import given
from hypothesis import strategies as st

from twosource.model import Edit, RecordedEdit, Span, apply, tidy
from twosource.report.passages import Cut, Marked, Segment, cuts, paragraphs

texts = st.text(st.sampled_from("ab \n\u0301\U0001f6a1é\u05d0"), max_size=40)
spans = st.builds(lambda a, b: Span(min(a, b), max(a, b)), st.integers(0, 50), st.integers(0, 50))
marks = st.lists(st.builds(Marked, spans, st.sampled_from(["quote", "date", ""]), st.sampled_from(["", "d-0-1-2"])))


def segments(text, marked, cut=None):
    return [p for one in paragraphs(text, marked, cut) for p in one.pieces if isinstance(p, Segment)]


@given(texts, marks)
def test_the_segments_joined_are_the_text(text, marked):
    found = segments(text, marked)
    assert "".join(one.text for one in found) == text
    assert all(one.text == text[one.start : one.end] for one in found)


@given(texts, marks)
def test_every_span_is_made_of_whole_segments(text, marked):
    found = segments(text, marked)
    for mark in marked:
        inside = [one for one in found if mark.span.start <= one.start and one.end <= mark.span.end]
        assert "".join(one.text for one in inside) == mark.span.of(text)
        assert all(mark.layer in one.layers for one in inside if mark.layer)
        assert not any(one.plain for one in inside)


@given(texts, marks)
def test_no_address_stands_twice_at_one_place_or_is_lost(text, marked):
    found = segments(text, marked)
    for mark in marked:
        if mark.address and mark.span.start < min(mark.span.end, len(text)):
            assert sum(one.addresses.count(mark.address) for one in found if one.start == mark.span.start) == 1


@given(st.text("abc", min_size=1, max_size=20), st.data())
def test_what_was_cut_stands_where_it_was(source, data):
    bounds = sorted(data.draw(st.sets(st.integers(0, len(source)), max_size=6)))
    edits = tidy(Edit(a, b, data.draw(st.sampled_from(["", "X", "YZ"])), "why")
                 for a, b in zip(bounds[::2], bounds[1::2], strict=False))  # fmt: skip
    recorded = [RecordedEdit(e.start, e.end, e.text, e.by, source[e.start : e.end]) for e in edits]
    text = apply(source, edits)
    pieces = [p for one in paragraphs(text, (), cuts(recorded)) for p in one.pieces]
    restored, skip = "", 0
    for piece in pieces:
        if isinstance(piece, Cut):
            restored += piece.was
            skip += len(piece.text)
        elif isinstance(piece, Segment):
            taken = min(skip, len(piece.text))
            skip -= taken
            restored += piece.text[taken:]
    assert restored == source
