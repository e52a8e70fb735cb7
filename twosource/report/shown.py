"""A dossier that shows itself: as a page in a notebook, as a file on disk."""

from pathlib import Path
from typing import Any

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

    def frame(self, name: str, library: str = "pandas") -> Any:
        """One table of the dossier ("claims", "passages", "edges" and so on) as a frame of pandas or polars.

        Raises ValueError for an unknown table or library, ImportError where the library is not installed.

        >>> ShownDossier(twosource="0").frame("problems").columns.tolist()
        ['stage', 'document', 'reason']
        """
        from twosource.report.exports import frame, table

        return frame(table(self, name), library)

    def export(self, format: str, table: str | None = None) -> bytes:
        """The dossier in one of the formats of ``twosource export``; `table` for those that are made table by table.

        Raises ValueError where there is no such format or table.

        >>> ShownDossier(twosource="0").export("markdown")
        b'# No documents\\n'
        """
        from twosource.report.exports import export

        return export(self, format, table)

    def _repr_html_(self) -> str:
        return notebook_html(self)
