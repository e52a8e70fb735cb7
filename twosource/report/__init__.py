"""Dossier to what people read: the answer in the terminal, one self-contained page and its parts, rows."""

from twosource.report.documents import document_row
from twosource.report.page import notebook_html, page
from twosource.report.shown import ShownDossier
from twosource.report.summary import summary

__all__ = ["ShownDossier", "document_row", "notebook_html", "page", "summary"]
