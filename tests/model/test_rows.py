"""Every type of the design goes to JSON and comes back the same; the schema describes what is written."""

import json
from pathlib import Path
from typing import get_type_hints

import jsonschema
import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import twosource.model as model
from twosource.model import Dossier, Edit, Fact, RecordedEdit, Span, dossier_schema, from_json, to_json, to_row

TYPES = [
    kind
    for kind in (getattr(model, name) for name in model.__all__)
    if isinstance(kind, type)
    and issubclass(kind, msgspec.Struct)
    and kind is not Fact  # as it flows it is always a fact of some type
]
TYPES += [Fact[str], Fact[tuple[str, ...]]]
TEXT = st.text(alphabet="aZ “é😀\n<>&\u202e\u0301", max_size=6)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(0, 99))
    return Span(start, start + draw(st.integers(0, 99)))


@st.composite
def edits(draw: st.DrawFn, kind: type[Edit] = Edit) -> Edit:
    start = draw(st.integers(0, 99))
    was = {"was": draw(TEXT)} if kind is RecordedEdit else {}
    return kind(start, start + draw(st.integers(1, 9)), draw(TEXT), draw(TEXT), **was)


def values_of(kind: type[msgspec.Struct]) -> st.SearchStrategy:
    if kind is Span:
        return spans()
    if issubclass(kind, Edit):
        return edits(kind)
    hints = get_type_hints(kind)
    return st.builds(kind, **{name: value(hints[name]) for name in kind.__struct_fields__})


def value(hint: object) -> st.SearchStrategy:
    """Values for a field: as hypothesis would draw them, but short, finite and with our own types made rightly."""
    origin, arguments = getattr(hint, "__origin__", None), getattr(hint, "__args__", ())
    if isinstance(hint, type) and issubclass(hint, msgspec.Struct):
        return st.deferred(lambda: values_of(hint))
    if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
        generic = {name: value(arguments[0] if name == "value" else of) for name, of in get_type_hints(origin).items()}
        return st.builds(origin, **generic)
    if origin is tuple and arguments[-1] is ...:
        return st.lists(value(arguments[0]), max_size=2).map(tuple)
    if origin is tuple:
        return st.tuples(*map(value, arguments))
    if type(None) in arguments:
        return st.one_of(*map(value, arguments))
    if origin is dict:
        return st.dictionaries(TEXT, TEXT, max_size=2)
    if hint is str:
        return TEXT
    if hint is float:
        return st.floats(-1e9, 1e9)
    return st.from_type(hint)  # type: ignore[arg-type]


@pytest.mark.parametrize("kind", TYPES, ids=lambda kind: getattr(kind, "__name__", None) or str(kind))
def test_json_round_trip(kind):
    @settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
    @given(value(kind))
    def round_trip(one):
        assert from_json(to_json(one), kind) == one

    round_trip()


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(values_of(Dossier))
def test_every_dossier_fits_the_schema(dossier):
    jsonschema.Draft202012Validator(dossier_schema()).validate(to_row(dossier))


def test_the_schema_refuses_what_is_not_a_dossier():
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({"twosource": "1", "claims": [{"id": "c1"}]}, dossier_schema())


def test_the_published_schema_is_the_one_of_the_types():
    """Made anew with: twosource schema > docs/dossier.schema.json"""
    published = Path(__file__).resolve().parents[2] / "docs" / "dossier.schema.json"
    assert json.loads(published.read_text(encoding="utf-8")) == dossier_schema()


def test_the_names_of_the_contract_are_the_names_written():
    difference = model.Difference(kind="changed", old="could", new="will")
    assert to_row(difference) == {"kind": "changed", "from": "could", "to": "will"}
