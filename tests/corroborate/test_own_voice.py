"""Whose knowledge it is that outlets tell in their own voice."""

import pytest

from twosource.corroborate.findings import Finding
from twosource.corroborate.own_voice import settled
from twosource.model import Origin

POLICE, RAIL = (Origin(name=name, kind="organisation") for name in ("the police", "Corran Rail"))
JURY = Origin(name="a jury", kind="anonymous")
PAPERS = [Origin(name=name, kind="outlet") for name in ("Bay Herald", "Morning Post")]


@pytest.mark.parametrize(
    ("witnesses", "given", "kept", "why"),
    [
        ([POLICE, PAPERS[0]], {}, [PAPERS[0], POLICE], "one of two is not most"),
        ([POLICE, POLICE, PAPERS[0]], {}, [POLICE], "most have it from the police"),
        ([JURY, JURY, PAPERS[0]], {}, [PAPERS[0], JURY], "whom they do not name, all may have heard"),
        ([POLICE, PAPERS[0], PAPERS[1]], {}, [PAPERS[0], PAPERS[1], POLICE], "most have seen it"),
        ([POLICE, PAPERS[0]], {"exact": True}, [POLICE], "an outlet does not know an amount of money itself"),
        ([POLICE, PAPERS[0]], {"foretold": True}, [POLICE], "nor what is yet to come"),
        ([POLICE, POLICE, RAIL], {}, [RAIL, POLICE], "two named sources are two"),
        ([POLICE, POLICE, RAIL, PAPERS[0]], {"exact": True}, [PAPERS[0], RAIL, POLICE], "nobody is named by all"),
        ([PAPERS[0], PAPERS[1]], {"exact": True}, PAPERS, "no source is named at all"),
    ],
)
def test_whose_knowledge_it_is(witnesses, given, kept, why):
    told = {str(at): {one} for at, one in enumerate(witnesses)}
    finding = Finding(kind="figure", text="61 boats", support=(), **given)
    origins = tuple(sorted(set(witnesses)))
    assert settled(origins, told, finding) == tuple(sorted(kept)), why
