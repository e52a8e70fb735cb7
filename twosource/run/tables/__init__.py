"""Tables that a researcher can ask: what lies in the folder of a run over many documents, as Parquet and as answers."""

from twosource.run.tables.asking import NoTables, Question, ask, questions
from twosource.run.tables.making import Made, Wanted, make_tables

__all__ = ["Made", "NoTables", "Question", "Wanted", "ask", "make_tables", "questions"]
