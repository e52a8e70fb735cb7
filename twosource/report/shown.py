"""A dossier that shows itself: as a page in a notebook, as a file on disk."""

from pathlib import Path

from twosource.model import Dossier, to_json
from twosource.report.page import notebook_html, page

__all__ = ["ShownDossier"]


class ShownDossier(Dossier, frozen=True, kw_only=True):
    """A dossier with ways to look at it; as a value and in JSON it is just the dossier.

    >>> ShownDossier(twosource="0").to_json()[:15]
    b'{"twosource":"0'
    """

    def to_json(self) -> bytes:
        """The dossier as JSON, UTF-8, one line; the same bytes for the same documents."""
        return to_json(self)

    def page(self) -> str:
        """The dossier as one self-contained HTML page."""
        return page(self)

    def save(self, path: str | Path) -> Path:
        """Write the page, or the JSON if `path` ends in ``.json``; returns the path."""
        path = Path(path)
        path.write_bytes(self.to_json() + b"\n" if path.suffix == ".json" else self.page().encode())
        return path

    def _repr_html_(self) -> str:
        return notebook_html(self)
