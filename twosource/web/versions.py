"""Two documents of a story side by side, as two versions of one article."""

from functools import cache
from typing import Any

from msgspec import structs

from twosource.derive.changes import Version, what_changed
from twosource.model import Article, Derivation, Dossier, Fact, Facts, Lineage, Span

__all__ = ["side_by_side"]


def side_by_side(dossier: Dossier, old: str, new: str) -> Dossier:
    """Return `dossier` with one link only: from document `old` to `new`, with all that changed between them.

    Raises KeyError where either is no document of it.
    """
    found = what_changed(_version(dossier, old), _version(dossier, new))
    known = [edge for edge in dossier.lineage.edges if {edge.parent, edge.child} == {old, new}]
    edge = Derivation(
        id="compared", parent=old, child=new, share=known[0].share if known else 0.0,
        confidence=known[0].confidence if known else 0.0, evidence=(), kind="revision", changes=found,
    )  # fmt: skip
    return structs.replace(dossier, lineage=Lineage(edges=(edge,)))


def _version(dossier: Dossier, id: str) -> Version:
    document = {one.id: one for one in dossier.documents}[id]
    facts = Facts(title=Fact(value=document.title, found=document.title_from or "") if document.title else None)
    article = Article(id=id, path=document.path, source=document.text, edits=(), facts=facts, sha256=document.sha256)
    return Version(
        article=article,
        sentences=tuple(
            Span(sentence.start_char, sentence.end_char)
            for sentence in _sentencizer()(document.text).sents
            if sentence.text.strip()
        ),
        quotes=tuple(quote for quote in dossier.quotes if quote.document == id),
        figures=tuple(figure for figure in dossier.figures if figure.document == id),
    )


@cache
def _sentencizer() -> Any:
    """Sentences by their marks alone: what the full parse would cut otherwise moves no change to another place."""
    from spacy.lang.en import English

    language = English()
    language.max_length = 10_000_000
    language.add_pipe("sentencizer", config={"punct_chars": [".", "!", "?", "…", "。", "\n", "\n\n"]})
    return language
