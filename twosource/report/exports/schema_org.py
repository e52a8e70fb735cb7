"""Quotations as schema.org ``Quotation`` in JSON-LD: who said what, in which article, and in which wordings.

https://schema.org/Quotation
"""

from typing import Any

from twosource.model import Document, Dossier, Quote
from twosource.report.exports.names import Names

__all__ = ["quotations"]


def quotations(dossier: Dossier) -> dict[str, Any]:
    """Return a graph of articles, speakers and quotations; a version leads to the fullest one by ``isBasedOn``.

    >>> quotations(Dossier(twosource="0"))
    {'@context': 'https://schema.org', '@graph': []}
    """
    names = Names(dossier)
    documents = {document.id: document for document in dossier.documents}
    fullest = {v.quote: one.variants[0].quote for one in dossier.utterances for v in one.variants}
    said = [quote for quote in dossier.quotes if quote.document in documents and quote.content]
    speakers = {quote.speaker for quote in said}
    people = [
        {"@id": names.iri("entity", one.id), "@type": "Person" if one.type == "person" else "Organization",
         "name": one.name}
        for one in dossier.entities if one.id in speakers
    ]  # fmt: skip
    graph = [
        *(_article(document, names) for document in dossier.documents),
        *people,
        *(_quotation(quote, documents[quote.document], fullest.get(quote.id), names) for quote in said),
    ]
    return {"@context": "https://schema.org", "@graph": graph}


def _article(document: Document, names: Names) -> dict[str, Any]:
    facts = {
        "headline": document.title, "datePublished": document.published, "dateModified": document.modified,
        "inLanguage": document.language, "url": document.url,
        "author": [{"@type": "Person", "name": author} for author in document.authors],
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
    }  # fmt: skip
    known = {name: value for name, value in facts.items() if value}
    return {"@id": names.iri("document", document.id), "@type": "NewsArticle", "identifier": document.id, **known}


def _quotation(quote: Quote, document: Document, fullest: str | None, names: Names) -> dict[str, Any]:
    text = " … ".join(span.of(document.text) for span in quote.content)
    made: dict[str, Any] = {
        "@id": names.iri("quote", quote.id), "@type": "Quotation", "text": text,
        "isPartOf": {"@id": names.iri("document", quote.document)},
    }  # fmt: skip
    if quote.speaker is not None:
        made["spokenByCharacter"] = {"@id": names.iri("entity", quote.speaker)}
    elif quote.speaker_name:
        made["creditText"] = quote.speaker_name
    if fullest is not None and fullest != quote.id:
        made["isBasedOn"] = {"@id": names.iri("quote", fullest)}
    return made
