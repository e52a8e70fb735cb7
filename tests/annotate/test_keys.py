"""Any two names that can be one share a key, else they would never be compared."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twosource.annotate.naming.form import nickname_group
from twosource.annotate.naming.keys import meeting_keys
from twosource.annotate.naming.same import same_name
from twosource.words import table

GIVEN = ["Aleksandr", "Christopher", "Jerrold", "Michael", "Elizabeth", "Mohammed", "Ann", "Jean-Yves", "José"]
SURNAMES = ["Ostrander", "al-Rashid", "von der Lund", "O'Brien", "Murjatmodjo", "Qasim", "van Loon", "Lind", "Ng"]
BODIES = ["Vardsund Harbour Board", "Ministry of the Interior", "World Board of Ports", "Orlo Shipping Ltd",
          "Norsk Raffineri", "Norwegian Coast Guard", "Halden Group"]  # fmt: skip


def _slipped(draw: st.DrawFn, name: str) -> str:
    at = draw(st.integers(0, len(name) - 1))
    return name[:at] + draw(st.sampled_from(["", "e", name[at] * 2, "ou", "k"])) + name[at + 1 :]


@st.composite
def person_variants(draw: st.DrawFn) -> tuple[str, str]:
    """Two ways to write the name of one person, perhaps with a slip."""
    first, middle, last = draw(st.tuples(st.sampled_from(GIVEN), st.sampled_from(GIVEN), st.sampled_from(SURNAMES)))
    row = table("en/nicknames").get(first, ("",))
    short = [f"{name.strip()} {last}" for name in row[0].split(",")]
    whole = [f"{first} {last}", f"{first} {middle} {last}", f"{first} {middle[0]}. {last}", f"{last} {first} {middle}"]
    parts = [f"{first[0]}. {last}", f"{middle} {last}", f"Mr. {last}", last, first]
    forms = [*whole, *parts, *short]
    one, other = draw(st.sampled_from(forms)), draw(st.sampled_from(forms))
    return one, _slipped(draw, other) if draw(st.booleans()) else other


@st.composite
def body_variants(draw: st.DrawFn) -> tuple[str, str]:
    """Two ways to write the name of one body, perhaps with a slip."""
    name = draw(st.sampled_from(BODIES))
    initials = "".join(word[0] for word in name.split())
    short = [initials, ".".join(initials) + ".", initials.replace("o", ""), name.removesuffix(" Ltd")]
    forms = [name, f"the {name}", f"U.S. {name}", f"{name} Inc", name.upper(), name.replace(" ", "-"), *short]
    one, other = draw(st.sampled_from(forms)), draw(st.sampled_from(forms))
    return one, _slipped(draw, other) if draw(st.booleans()) else other


def _meet(left: str, right: str) -> bool:
    return bool(set(meeting_keys(left)) & set(meeting_keys(right)))


@settings(max_examples=400, deadline=None)
@given(person_variants())
def test_names_of_one_person_meet(pair: tuple[str, str]) -> None:
    judged = same_name(*pair, "person")
    assert judged is None or not judged.same or _meet(*pair)


@settings(max_examples=400, deadline=None)
@given(body_variants(), st.sampled_from(["organisation", "place", "other"]))
def test_names_of_one_body_meet(pair: tuple[str, str], kind: str) -> None:
    judged = same_name(*pair, kind)  # type: ignore[arg-type]
    assert judged is None or not judged.same or _meet(*pair)


@pytest.mark.parametrize("full", ["Jerrold", "Christopher", "Aleksandr"])
def test_short_forms_are_known(full: str) -> None:
    shorts = [name.strip() for name in table("en/nicknames")[full][0].split(",")]
    assert all(full.lower() in nickname_group(name.lower()) for name in shorts)
