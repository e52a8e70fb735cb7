"""The dossier as W3C Web Annotations: every passage of a claim, every quotation, with where it stands and its words.

https://www.w3.org/TR/annotation-model/
"""

from collections.abc import Iterator, Sequence
from typing import Any

from twosource.model import Claim, Document, Dossier, Quote, Span
from twosource.report.exports.names import Names

__all__ = ["annotations"]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32  # characters before and after the words, so that a changed page can still be found in
PURPOSES = {"states": "describing", "differs": "assessing", "denies": "assessing"}


def annotations(dossier: Dossier) -> dict[str, Any]:
    """Return an AnnotationPage. Positions count in the document's clean text, in Unicode code points.

    >>> annotations(Dossier(twosource="0"))["type"]
    'AnnotationPage'
    """
    names = Names(dossier)
    documents = {document.id: document for document in dossier.documents}
    items = [
        *(item for claim in dossier.claims for item in _of_claim(claim, documents, names)),
        *(item for quote in dossier.quotes for item in _of_quote(quote, documents, names)),
    ]
    return {
        "@context": CONTEXT, "id": names.iri("annotations"), "type": "AnnotationPage", "startIndex": 0, "items": items,
    }  # fmt: skip


def _of_claim(claim: Claim, documents: dict[str, Document], names: Names) -> Iterator[dict[str, Any]]:
    for number, one in enumerate(claim.support):
        if one.document not in documents:
            continue
        told = f"{one.stance}: {claim.text}"
        verdict = f"{claim.verdict}: {claim.because}"
        yield {
            "id": names.iri("passage", f"{claim.id} {number}"),
            "type": "Annotation",
            "motivation": PURPOSES[one.stance],
            "body": [_body(told, "describing"), _body(verdict, "assessing"), _body(claim.verdict, "classifying")],
            "target": _target(documents[one.document], (one.span,), names),
        }


def _of_quote(quote: Quote, documents: dict[str, Document], names: Names) -> Iterator[dict[str, Any]]:
    if quote.document not in documents or not quote.content:
        return
    yield {
        "id": names.iri("quote", quote.id),
        "type": "Annotation",
        "motivation": "identifying",
        "body": _body(quote.speaker_name or "speaker not known", "identifying"),
        "target": _target(documents[quote.document], quote.content, names),
    }


def _body(value: str, purpose: str) -> dict[str, Any]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _target(document: Document, spans: Sequence[Span], names: Names) -> Any:
    targets = [_resource(document, span, names) for span in spans]
    return targets[0] if len(targets) == 1 else targets


def _resource(document: Document, span: Span, names: Names) -> dict[str, Any]:
    text = document.text
    return {
        "type": "SpecificResource",
        "source": document.url or names.iri("document", document.id),
        "selector": [
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
            {
                "type": "TextQuoteSelector",
                "exact": span.of(text),
                "prefix": text[max(0, span.start - AROUND) : span.start],
                "suffix": text[span.end : span.end + AROUND],
            },
        ],
    }
