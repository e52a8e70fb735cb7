"""The dossier in the formats of its neighbours, each after its standard."""

from twosource.report.exports.exporting import FORMATS, Format, export, export_tables
from twosource.report.exports.files import frame
from twosource.report.exports.tables import TABLES, table

__all__ = ["FORMATS", "TABLES", "Format", "export", "export_tables", "frame", "table"]
