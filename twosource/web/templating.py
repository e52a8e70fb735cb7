"""The templates of the desk, which stand beside those of the report and use their parts."""

from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING

from twosource.report.templating import environment as report_environment
from twosource.web.correcting import pointed

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["environment"]


@cache
def environment() -> "Environment":
    """Return the environment of the desk's templates: all text is escaped, nothing undefined passes."""
    from jinja2 import ChoiceLoader, PackageLoader

    of_report = report_environment()
    made = of_report.overlay(loader=ChoiceLoader([PackageLoader("twosource.web"), PackageLoader("twosource.report")]))
    made.filters = {**of_report.filters, "when": _when, "pointed": pointed, "size": _size}
    return made


def _when(stored: str) -> str:
    """
    >>> _when("2031-05-06T10:20:30Z")
    '6 May 2031, 10:20 UTC'
    """
    found = datetime.fromisoformat(stored)
    return f"{found.day} {found:%B %Y, %H:%M} UTC"


def _size(number: int) -> str:
    """
    >>> _size(900), _size(2_400_000)
    ('900 bytes', '2.4 MB')
    """
    if number < 1000:
        return f"{number} bytes"
    return f"{number / 1000:.0f} KB" if number < 1_000_000 else f"{number / 1_000_000:.1f} MB"
