"""What a form sent, as plain values."""

from collections.abc import Sequence
from typing import Any

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile

from twosource.web.taking import Given, Paste

__all__ = ["Form", "read_form"]


class Form:
    """The fields of a form; files apart from text."""

    def __init__(self, fields: FormMultiDict) -> None:
        self._fields = fields

    def text(self, name: str) -> str:
        """A field, empty if it was not sent."""
        value = self._fields.get(name, "")
        return value if isinstance(value, str) else ""

    def texts(self, name: str) -> Sequence[str]:
        """All values of a field."""
        return [value for value in self._fields.getall(name, []) if isinstance(value, str)]

    def all(self) -> dict[str, str]:
        """The fields of text, the first value of each."""
        return {name: self.text(name) for name in self._fields}

    def given(self) -> Given:
        """The files, the pasted text and the addresses that were handed in."""
        uploads = [one for one in self._fields.getall("files", []) if isinstance(one, UploadFile)]
        text = self.text("text")
        facts = {field: self.text(field) for field in ("title", "source", "date")}
        return Given(
            files=[(one.filename, one.file.read()) for one in uploads if one.filename],
            pastes=(Paste(text=text, **facts),) if text.strip() else (),
            addresses=self.text("addresses").split(),
        )


async def read_form(request: Request[Any, Any, Any]) -> Form:
    """Read the form of a request."""
    return Form(await request.form())
