"""The lineage as W3C PROV, in PROV-JSON: who derives from whom, which quotation is of which statement, who said it.

https://www.w3.org/TR/prov-dm/ and https://www.w3.org/submissions/prov-json/
"""

from typing import Any

from twosource.model import Dossier
from twosource.report.exports.names import Names

__all__ = ["prov"]

NAMESPACE = "https://github.com/twosource/twosource/ns#"
PREFIXES = {"ts": NAMESPACE, "id": "urn:uuid:"}


def prov(dossier: Dossier) -> dict[str, Any]:
    """Return PROV-JSON.

    Documents, unseen sources, statements and their quotations are entities; a link whose direction is known is a
    ``wasDerivedFrom``, a later version one of the type ``prov:Revision``, a quotation of a statement one of the type
    ``prov:Quotation``: that is what PROV-O calls ``wasQuotedFrom``. Documents with the same text are alternates. Links
    whose direction is not known are left out, for PROV has no word for them.

    >>> sorted(prov(Dossier(twosource="0")))
    ['activity', 'prefix']
    """
    names = Names(dossier)

    def key(kind: str, id: str = "") -> str:
        return "id:" + names.iri(kind, id).removeprefix("urn:uuid:")

    run = key("run")
    made: dict[str, dict[str, Any]] = {
        "prefix": PREFIXES,
        "activity": {run: {"prov:label": f"twosource {dossier.twosource}", "prov:type": _name("ts:Comparison")}},
        "entity": {}, "agent": {}, "wasDerivedFrom": {}, "wasAttributedTo": {}, "alternateOf": {}, "used": {},
    }  # fmt: skip
    _documents(dossier, made, key, run)
    _edges(dossier, made, key)
    _statements(dossier, made, key)
    return {section: records for section, records in made.items() if records}


def _name(name: str) -> dict[str, str]:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _number(value: float) -> dict[str, Any]:
    return {"$": repr(float(value)), "type": "xsd:double"}


def _documents(dossier: Dossier, made: dict[str, dict[str, Any]], key: Any, run: str) -> None:
    for one in dossier.documents:
        facts = {"ts:id": one.id, "ts:sha256": one.sha256, "ts:outlet": one.outlet, "ts:published": one.published,
                 "ts:url": one.url, "prov:label": one.title or one.id}  # fmt: skip
        known = {name: value for name, value in facts.items() if value}
        made["entity"][key("document", one.id)] = {"prov:type": _name("ts:Document"), **known}
        made["used"][key("used", one.id)] = {"prov:activity": run, "prov:entity": key("document", one.id)}
    for source in dossier.lineage.unseen:
        made["entity"][key("document", source.id)] = {
            "prov:type": _name("ts:UnseenSource"), "prov:label": source.name or source.id, "ts:because": source.because,
        }  # fmt: skip


def _edges(dossier: Dossier, made: dict[str, dict[str, Any]], key: Any) -> None:
    for one in dossier.lineage.edges:
        if not one.directed or key("document", one.child) not in made["entity"]:
            continue
        made["entity"].setdefault(key("document", one.parent), {"prov:type": _name("ts:UnseenSource")})
        kind = "prov:Revision" if one.kind == "revision" else f"ts:{one.kind.capitalize()}"
        made["wasDerivedFrom"][key("edge", one.id)] = {
            "prov:generatedEntity": key("document", one.child), "prov:usedEntity": key("document", one.parent),
            "prov:type": _name(kind), "ts:share": _number(one.share), "ts:confidence": _number(one.confidence),
        }  # fmt: skip
    for group in dossier.lineage.same:
        for other in group[1:]:
            made["alternateOf"][key("same", f"{group[0]} {other}")] = {
                "prov:alternate1": key("document", other), "prov:alternate2": key("document", group[0]),
            }  # fmt: skip


def _statements(dossier: Dossier, made: dict[str, dict[str, Any]], key: Any) -> None:
    quotes = {quote.id: quote for quote in dossier.quotes}
    people = {entity.id: entity for entity in dossier.entities}
    texts = {document.id: document.text for document in dossier.documents}
    for utterance in dossier.utterances:
        statement = key("utterance", utterance.id)
        made["entity"][statement] = {"prov:type": _name("ts:Statement")}
        speaker = people.get(utterance.speaker or "")
        if speaker is not None:
            kind = "prov:Person" if speaker.type == "person" else "prov:Organization"
            made["agent"][key("entity", speaker.id)] = {"prov:type": _name(kind), "prov:label": speaker.name}
            made["wasAttributedTo"][key("said", utterance.id)] = {
                "prov:entity": statement, "prov:agent": key("entity", speaker.id),
            }  # fmt: skip
        for number, variant in enumerate(utterance.variants):
            quote = quotes.get(variant.quote)
            if quote is None or quote.document not in texts:
                continue
            said = key("version", f"{utterance.id} {number}")
            words = " … ".join(span.of(texts[quote.document]) for span in variant.content)
            made["entity"][said] = {"prov:type": _name("ts:Quotation"), "prov:value": words, "ts:in": quote.document}
            made["wasDerivedFrom"][key("quoted", f"{utterance.id} {number}")] = {
                "prov:generatedEntity": said, "prov:usedEntity": statement, "prov:type": _name("prov:Quotation"),
                "ts:relation": variant.relation,
            }  # fmt: skip
