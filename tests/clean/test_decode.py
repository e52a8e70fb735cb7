import pytest
from hypothesis import given
from hypothesis import strategies as st

from twosource.clean.decode import decode

TEXT = "Die Fähre „Nerina“ sank früh um drei Uhr; alle 41 Menschen sind gerettet, sagte Größl. " * 4


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_common_encodings_are_told(encoding):
    assert decode(TEXT.encode(encoding), "text") == TEXT


def test_a_page_says_its_encoding():
    page = '<html><head><meta charset="windows-1251"></head><body>Паром затонул.</body></html>'
    assert decode(page.encode("cp1251"), "html") == page


def test_a_page_that_says_it_wrongly_is_read_by_its_bytes():
    page = '<html><head><meta charset="iso-8859-1"></head><body>Café</body></html>'
    assert decode(page.encode(), "html") == page


def test_a_charset_that_does_not_exist_is_passed_over():
    assert "Caf" in decode(b'<meta charset="hex"><body>Caf\xe9', "html")


def test_stray_bytes_in_utf8_are_windows_1252():
    assert decode("Größe und ".encode() + b"\x93Mut\x94", "text") == "Größe und “Mut”"


@given(st.binary(), st.sampled_from(["text", "html"]), st.sampled_from([None, "utf-8", "no-such"]))
def test_no_bytes_make_it_fail(content, media, encoding):
    assert isinstance(decode(content, media, encoding), str)
