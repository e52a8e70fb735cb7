"""The templates: escaping on, nothing undefined passes, and what a template may call."""

import base64
import hashlib
import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from twosource.report.shelf import visible
from twosource.report.standing import hedge

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["Asset", "asset", "environment", "moment"]


class Asset(str):
    """The text of a style or script of the project's own, and how a Content-Security-Policy calls it."""

    @property
    def hash(self) -> str:
        """``sha256-…``, for ``style-src`` or ``script-src``."""
        return "sha256-" + base64.b64encode(hashlib.sha256(self.encode()).digest()).decode()


@cache
def asset(name: str) -> Asset:
    """Return ``page.css`` or ``page.js``.

    >>> asset("page.css").hash[:7]
    'sha256-'
    """
    return Asset(files(__package__).joinpath("templates", name).read_text(encoding="utf-8"))


@cache
def environment() -> "Environment":
    """Return the environment of all templates of the page."""
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        """What a template may print: text without characters that could steer it; the page's own markup as it is."""
        return visible(value) if type(value) is str else value

    made = Environment(
        loader=PackageLoader("twosource.report"), autoescape=True, finalize=shown, undefined=StrictUndefined,
        extensions=["jinja2.ext.do"],
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    made.filters["trusted"] = Markup
    made.filters["filename"] = lambda path: path.replace("\\", "/").rsplit("/", 1)[-1]
    made.filters["moment"] = moment
    made.filters["hedge"] = hedge
    made.filters["percent"] = lambda share: f"{share:.0%}"
    made.filters["kind"] = lambda piece: type(piece).__name__
    return made


def moment(published: str | None) -> str:
    """
    >>> moment("2016-10-25T21:16:00+03:00"), moment("2016-10-25"), moment(None)
    ('2016-10-25 21:16 +03:00', '2016-10-25', '')
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:?\d\d)?", published or "")
    if found is None:
        return published or ""
    zone = {"Z": "UTC", "+00:00": "UTC", None: ""}.get(found[3], found[3])
    return f"{found[1]} {found[2]} {zone}".rstrip()
