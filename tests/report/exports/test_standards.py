"""Each export is read by a program that knows its standard and nothing of this project."""

import io
import json
from pathlib import Path

import networkx
import openpyxl
import pytest
from msgspec import structs
from prov.model import ProvDerivation, ProvDocument
from pyld import jsonld
from rdflib import PROV, RDF, SDO, Graph, URIRef

from twosource.model import Dossier, Lineage
from twosource.report.exports import FORMATS, export

HERE = Path(__file__).parent
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
CONTEXTS = {
    "http://www.w3.org/ns/anno.jsonld": json.loads(
        (Path(__file__).parent / "anno_context.json").read_text(encoding="utf-8")
    ),
    "https://schema.org": {"@context": {"@vocab": SCHEMA, "url": {"@type": "@id"}}},
}
TERMS = {str(term) for term in dir(SDO)}
HOSTILE = '</data><script>alert(1)</script> & "=1+1" \x1b[2J\u202e *x* [y](javascript:alert(1)) \U0001f6a2'


def expanded(made: bytes):
    """JSON-LD in its expanded form; a context that is not at hand fails, and so does a term that it does not have."""

    def at_hand(url, options):
        return {"contextUrl": None, "documentUrl": url, "document": CONTEXTS[url]}

    return jsonld.expand(json.loads(made), {"documentLoader": at_hand})


def test_web_annotations_expand_and_their_selectors_lead_to_the_words(dossier):
    (page,) = expanded(export(dossier, "annotations"))
    items = page["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
    assert len(items) == sum(len(claim.support) for claim in dossier.claims) + len(dossier.quotes)
    texts = [document.text for document in dossier.documents]
    for item in items:
        assert item["@type"] == [OA + "Annotation"]
        assert item[OA + "motivatedBy"][0]["@id"].startswith(OA)
        for target in item[OA + "hasTarget"]:
            position, quote = target[OA + "hasSelector"]
            start, end = (int(position[OA + name][0]["@value"]) for name in ("start", "end"))
            exact, prefix, suffix = (quote[OA + name][0]["@value"] for name in ("exact", "prefix", "suffix"))
            assert any(text[start:end] == exact and prefix + exact + suffix in text for text in texts)


def test_prov_is_read_and_keeps_its_direction(dossier):
    document = ProvDocument.deserialize(io.StringIO(export(dossier, "prov").decode()), format="json")
    edges = [edge for edge in dossier.lineage.edges if edge.directed]
    quoted = sum(len(utterance.variants) for utterance in dossier.utterances)
    derivations = list(document.get_records(ProvDerivation))
    assert len(derivations) == len(edges) + quoted
    graph = Graph().parse(data=document.serialize(format="rdf", rdf_format="turtle"), format="turtle")
    labels = {
        str(node): str(label)
        for node, label in graph.subject_objects(URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
    }
    by = PROV.qualifiedDerivation / PROV.entity
    pairs = {(labels.get(str(a)), labels.get(str(b))) for a, b in graph.subject_objects(by)}
    titles = {one.id: one.title or one.id for one in dossier.documents}
    assert (titles["102_repost"], titles["101_herald"]) in pairs
    assert len(list(graph.subjects(RDF.type, PROV.Entity))) >= len(dossier.documents)


def test_a_later_version_is_a_revision_and_what_has_no_direction_is_left_out(dossier):
    first = dossier.lineage.edges[0]
    lineage = Lineage(edges=(structs.replace(first, kind="revision"), structs.replace(first, id="x", directed=False)))
    made = json.loads(export(structs.replace(dossier, lineage=lineage, utterances=()), "prov"))
    (derivation,) = made["wasDerivedFrom"].values()
    assert derivation["prov:type"]["$"] == "prov:Revision"


def test_quotations_are_of_schema_org(dossier):
    nodes = expanded(export(dossier, "quotations"))
    quotes = [node for node in nodes if node["@type"] == [SCHEMA + "Quotation"]]
    assert len(quotes) == len([quote for quote in dossier.quotes if quote.content])
    ids = {node["@id"] for node in nodes}
    for node in nodes:
        for term in [*node["@type"], *(key for key in node if not key.startswith("@"))]:
            assert term in TERMS, term
    for quote in quotes:
        assert quote[SCHEMA + "isPartOf"][0]["@id"] in ids
        for leads in (SCHEMA + "spokenByCharacter", SCHEMA + "isBasedOn"):
            assert all(one["@id"] in ids for one in quote.get(leads, ()))
    assert any(SCHEMA + "isBasedOn" in quote for quote in quotes)


def test_networkx_reads_the_graph(dossier):
    graph = networkx.read_graphml(io.BytesIO(export(dossier, "graphml")))
    kinds = [facts["kind"] for _, facts in graph.nodes(data=True)]
    assert kinds.count("document") == len(dossier.documents)
    assert kinds.count("claim") == len(dossier.claims)
    label = networkx.get_node_attributes(graph, "label")
    copies = {(label[a], label[b]): facts for a, b, facts in graph.edges(data=True) if facts["relation"] == "copy"}
    assert copies["101_herald", "102_repost"]["share"] == pytest.approx(dossier.lineage.edges[0].share)


def test_openpyxl_reads_the_workbook(dossier):
    book = openpyxl.load_workbook(io.BytesIO(export(dossier, "xlsx")))
    assert book.sheetnames[:4] == ["Read me", "Claims", "Passages", "Documents"]
    header, *rows = book["Claims"].values
    assert header[:3] == ("number", "claim", "verdict")
    assert len(header) == 7 + len(dossier.documents)
    assert rows[0][2] == "disputed"
    assert book["Claims"].freeze_panes == "C2"
    assert book["Claims"].auto_filter.ref is not None


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(dossier):
    claims = tuple(structs.replace(one, text='=HYPERLINK("https://bad.example")') for one in dossier.claims)
    book = openpyxl.load_workbook(io.BytesIO(export(structs.replace(dossier, claims=claims), "xlsx")))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]


def test_the_markdown_has_the_disputed_first_and_every_passage(dossier):
    text = export(dossier, "markdown").decode()
    assert text.startswith("# 5 documents, 3 to 4 independent witnesses\n")
    assert text.index("## Disputed") < text.index("## Corroborated")
    assert "- 102, took it over from 101: " in text


@pytest.mark.parametrize("form", ["annotations", "prov", "quotations", "graphml", "markdown", "xlsx", "jsonl", "csv"])
def test_what_a_document_says_stays_text(dossier, form):
    documents = tuple(structs.replace(one, title=HOSTILE, outlet=HOSTILE) for one in dossier.documents)
    claims = tuple(structs.replace(one, text=HOSTILE, because=HOSTILE) for one in dossier.claims)
    made = export(structs.replace(dossier, documents=documents, claims=claims), form)
    if form == "graphml":
        graph = networkx.read_graphml(io.BytesIO(made))
        assert not graph.nodes["n0"]["outlet"].count("\x1b")
    elif form == "markdown":
        assert "<script>" not in made.decode().replace("\\<", "")
        assert "[y]" not in made.decode()
    elif form == "xlsx":
        openpyxl.load_workbook(io.BytesIO(made))
    elif form == "prov":
        ProvDocument.deserialize(io.StringIO(made.decode()), format="json")
    elif form in ("annotations", "quotations"):
        expanded(made)
    else:
        made.decode()


@pytest.mark.parametrize("form", FORMATS)
def test_an_empty_dossier_can_be_exported(form):
    assert export(Dossier(twosource="0"), form) is not None
