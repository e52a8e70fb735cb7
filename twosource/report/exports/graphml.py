"""Documents, sources and claims as a graph in GraphML, for Gephi, Cytoscape or networkx.

http://graphml.graphdrawing.org/
"""

from collections.abc import Iterator, Mapping
from xml.etree import ElementTree

from twosource.model import Dossier
from twosource.report.shelf import visible

__all__ = ["graphml"]

SPACE = "http://graphml.graphdrawing.org/xmlns"
NODE = {"label": "string", "kind": "string", "outlet": "string", "published": "string", "verdict": "string",
        "independent_low": "int", "independent_high": "int"}  # fmt: skip
EDGE = {"relation": "string", "share": "double", "confidence": "double", "directed": "boolean"}
Facts = Mapping[str, str | int | float | bool | None]


def graphml(dossier: Dossier) -> bytes:
    """Return the graph as XML. A node's `kind` is document, unseen or claim.

    An edge's `relation` is copy, revision or retelling (from the source to who took from it), cites, or how a document
    stands to a claim (states, differs, denies).

    >>> graphml(Dossier(twosource="0"))[:5]
    b'<?xml'
    """
    root = ElementTree.Element("graphml", {"xmlns": SPACE})
    for scope, keys in (("node", NODE), ("edge", EDGE)):
        for name, kind in keys.items():
            attributes = {"id": f"{scope}-{name}", "for": scope, "attr.name": name, "attr.type": kind}
            ElementTree.SubElement(root, "key", attributes)
    graph = ElementTree.SubElement(root, "graph", {"id": "story", "edgedefault": "directed"})
    ids: dict[str, str] = {}
    for id, facts in _nodes(dossier):
        ids[id] = f"n{len(ids)}"
        _put(ElementTree.SubElement(graph, "node", {"id": ids[id]}), "node", facts)
    for number, (source, target, facts) in enumerate(_edges(dossier)):
        if source in ids and target in ids:
            ends = {"id": f"e{number}", "source": ids[source], "target": ids[target]}
            _put(ElementTree.SubElement(graph, "edge", ends), "edge", facts)
    ElementTree.indent(root)
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _nodes(dossier: Dossier) -> Iterator[tuple[str, Facts]]:
    for one in dossier.documents:
        label = one.id
        yield f"d:{one.id}", {"label": label, "kind": "document", "outlet": one.outlet, "published": one.published}
    known = {document.id for document in dossier.documents}
    unseen = {source.id: source.name for source in dossier.lineage.unseen}
    for id in dict.fromkeys([*unseen, *(e.parent for e in dossier.lineage.edges if e.parent not in known)]):
        yield f"d:{id}", {"label": unseen.get(id) or id, "kind": "unseen"}
    for claim in dossier.claims:
        low, high = claim.independent
        yield f"c:{claim.id}", {"label": claim.text, "kind": "claim", "verdict": claim.verdict, "independent_low": low,
                                "independent_high": high}  # fmt: skip


def _edges(dossier: Dossier) -> Iterator[tuple[str, str, Facts]]:
    for one in dossier.lineage.edges:
        facts: Facts = {
            "relation": one.kind,
            "share": one.share,
            "confidence": one.confidence,
            "directed": one.directed,
        }
        yield f"d:{one.parent}", f"d:{one.child}", facts
    tied = {(edge.parent, edge.child) for edge in dossier.lineage.edges}
    for source in dossier.lineage.unseen:
        for id in source.cited_by:
            if (source.id, id) not in tied:
                yield f"d:{source.id}", f"d:{id}", {"relation": "cites", "directed": True}
    for claim in dossier.claims:
        for id, stance in dict.fromkeys((one.document, one.stance) for one in claim.support):
            yield f"d:{id}", f"c:{claim.id}", {"relation": stance, "directed": True}


def _put(element: ElementTree.Element, scope: str, facts: Facts) -> None:
    for name, value in facts.items():
        if value is not None:
            told = str(value).lower() if isinstance(value, bool) else visible(str(value))
            ElementTree.SubElement(element, "data", {"key": f"{scope}-{name}"}).text = told
