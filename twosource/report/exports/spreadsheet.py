"""The dossier as a workbook for Excel or LibreOffice: claims by documents first, then what they rest on."""

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from twosource.model import Dossier
from twosource.report.exports.tables import table
from twosource.report.shelf import visible
from twosource.report.templating import moment
from twosource.report.views import Views

if TYPE_CHECKING:
    import xlsxwriter

__all__ = ["spreadsheet"]

LONGEST = 32_000  # characters of a cell; Excel holds 32,767
WIDTHS = {"text": 70, "words": 60, "because": 60, "origins": 30, "title": 40, "claim": 60, "passage": 80}
ABOUT = (
    "Each row of “Claims” is something that the documents say together; open “Passages” for the words it rests on.",
    "Independent: the least and the greatest number of documents that report it on their own; a copy adds none.",
    "corroborated: two origins or more. one origin: several witnesses, all from one person, body or paper. "
    "single source: one witness. disputed: documents differ, and which is right is not said. undecided: cannot tell.",
    "Judged from the texts alone: what no document says is not known here.",
)
SHEETS = (("Copies", "edges"), ("Quotations", "versions"), ("Figures", "figures"), ("Timeline", "timeline"),
          ("Problems", "problems"))  # fmt: skip


def spreadsheet(dossier: Dossier) -> bytes:
    """Return a workbook (Office Open XML). Text is always text: nothing in it is taken for a formula or a link.

    >>> spreadsheet(Dossier(twosource="0"))[:2]
    b'PK'
    """
    import xlsxwriter

    held = io.BytesIO()
    views = Views(dossier)
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(held, options) as book:
        book.set_properties({"title": views.headline.title, "comments": f"twosource {dossier.twosource}"})
        _about(book, views)
        _sheet(book, "Claims", *_claims(views))
        _sheet(book, "Passages", *_passages(views))
        _sheet(book, "Documents", *_documents(views))
        for name, source in SHEETS:
            made = table(dossier, source)
            _sheet(book, name, [column.name for column in made.columns], made.rows)
    return held.getvalue()


def _about(book: "xlsxwriter.Workbook", views: Views) -> None:
    sheet = book.add_worksheet("Read me")
    sheet.set_column(0, 0, 110, book.add_format({"text_wrap": True, "valign": "top"}))
    sheet.write_string(0, 0, views.headline.title, book.add_format({"bold": True, "font_size": 14}))
    lines = [*(said.text for said in views.headline.sentences), *ABOUT]
    for number, line in enumerate(lines, 1):
        sheet.write_string(number, 0, _cell(line))


def _claims(views: Views) -> tuple[list[str], Iterable[Sequence[Any]]]:
    names = [views.shelf.name(document.id) for document in views.dossier.documents]
    header = ["number", "claim", "verdict", "least independent", "most independent", "because", "origins", *names]
    rows = []
    for view in views.claims:
        claim, marks = view.claim, view.marks
        cells = [marks[one.id].stance if one.id in marks else "" for one in views.dossier.documents]
        origins = "; ".join(origin.name for origin in claim.origins)
        rows.append([view.number + 1, claim.text, claim.verdict, *claim.independent, claim.because, origins, *cells])
    return header, rows


def _passages(views: Views) -> tuple[list[str], Iterable[Sequence[Any]]]:
    header = ["number", "claim", "document", "outlet", "stance", "taken from", "words", "passage"]
    rows = [
        [view.number + 1, view.claim.text, one.name, one.outlet, one.stance, one.source, one.words,
         f"{one.before}{one.words}{one.after}"]
        for view in views.claims for one in view.passages
    ]  # fmt: skip
    return header, rows


def _documents(views: Views) -> tuple[list[str], Iterable[Sequence[Any]]]:
    header = ["document", "outlet", "title", "authors", "published", "found in", "url", "text"]
    rows = [
        [views.shelf.name(one.id), one.outlet, one.title, "; ".join(one.authors), moment(one.published),
         one.published_from, one.url, one.text]
        for one in views.dossier.documents
    ]  # fmt: skip
    return header, rows


def _sheet(book: "xlsxwriter.Workbook", name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    sheet = book.add_worksheet(name)
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    last = 0
    for at, column in enumerate(header):
        sheet.write_string(0, at, _cell(column), bold)
        sheet.set_column(at, at, WIDTHS.get(column, 14), wrapped)
    for last, row in enumerate(rows, 1):
        for at, cell in enumerate(row):
            if isinstance(cell, bool):
                sheet.write_boolean(last, at, cell)
            elif isinstance(cell, int | float):
                sheet.write_number(last, at, cell)
            elif cell:
                sheet.write_string(last, at, _cell(cell))
    sheet.freeze_panes(1, 2 if header[0] == "number" else 1)
    sheet.autofilter(0, 0, last, len(header) - 1)


def _cell(text: str) -> str:
    return visible(text) if len(text) <= LONGEST else visible(text[:LONGEST]) + "…"
