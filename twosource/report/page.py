"""The dossier as one self-contained page: works from a file, asks the network for nothing, prints."""

import base64
import hashlib
import html
import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import TYPE_CHECKING, Any

from twosource.model import Dossier, Happening, Place
from twosource.report.changes import changes_views
from twosource.report.evidence import edge_views
from twosource.report.findings import claim_views, excerpt, figure_rows, matrix
from twosource.report.headline import headline
from twosource.report.overruled import by_record, hand_views
from twosource.report.passages import cut_reasons, cuts, marked_spans, paragraphs, shared_with
from twosource.report.shelf import Shelf, visible
from twosource.report.standing import hedge, standings
from twosource.report.stemma import drawing
from twosource.report.summary import against
from twosource.report.versions import utterance_views

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["notebook_html", "page"]

HEIGHT = 720  # pixels of the frame in a notebook


def page(dossier: Dossier) -> str:
    """Return `dossier` as an HTML page that holds all it needs.

    Everything that comes from a document is escaped, and a Content-Security-Policy by hash allows no other script or
    style than the page's own.

    >>> page(Dossier(twosource="0")).startswith("<!doctype html>")
    True
    """
    style, script = _asset("page.css"), _asset("page.js")
    return _environment().get_template("page.html.j2").render(
        style=style, script=script, style_hash=_hash(style), script_hash=_hash(script), **_view(dossier)
    )  # fmt: skip


def notebook_html(dossier: Dossier) -> str:
    """Return the page in a frame, for a notebook's ``_repr_html_``; its script can reach nothing of the notebook.

    >>> notebook_html(Dossier(twosource="0"))[:7]
    '<iframe'
    """
    return (
        f'<iframe title="twosource report" sandbox="allow-scripts allow-popups" width="100%" height="{HEIGHT}"'
        f' style="border:0" srcdoc="{html.escape(page(dossier))}"></iframe>'
    )


def _asset(name: str) -> str:
    return files(__package__).joinpath("templates", name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    def shown(value: Any) -> Any:
        """What a template may print: text without characters that could steer it; the page's own markup as it is."""
        return visible(value) if type(value) is str else value

    environment = Environment(
        loader=PackageLoader("twosource.report"), autoescape=True, finalize=shown, undefined=StrictUndefined,
        extensions=["jinja2.ext.do"],
        trim_blocks=True, lstrip_blocks=True,
    )  # fmt: skip
    environment.filters["trusted"] = Markup
    environment.filters["filename"] = lambda path: path.replace("\\", "/").rsplit("/", 1)[-1]
    environment.filters["moment"] = _moment
    environment.filters["hedge"] = hedge
    environment.filters["percent"] = lambda share: f"{share:.0%}"
    environment.filters["kind"] = lambda piece: type(piece).__name__
    return environment


def _moment(published: str | None) -> str:
    """
    >>> _moment("2016-10-25T21:16:00+03:00"), _moment("2016-10-25"), _moment(None)
    ('2016-10-25 21:16 +03:00', '2016-10-25', '')
    """
    found = re.fullmatch(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)[\d:.]*(Z|[+-]\d\d:?\d\d)?", published or "")
    if found is None:
        return published or ""
    zone = {"Z": "UTC", "+00:00": "UTC", None: ""}.get(found[3], found[3])
    return f"{found[1]} {found[2]} {zone}".rstrip()


def _view(dossier: Dossier) -> Mapping[str, Any]:
    """Everything the template shows, ready to print."""
    shelf = Shelf(dossier)
    claims = claim_views(dossier, shelf)
    figures = {figure.id: figure for figure in dossier.figures}
    plots = [(view, figure_rows(view.claim, figures, shelf)) for view in claims if view.claim.kind == "figure"]
    return {
        "dossier": dossier,
        "shelf": shelf,
        "headline": headline(dossier, shelf),
        "against": against,
        "standings": standings(dossier),
        "stemma": drawing(dossier, shelf),
        "changes": changes_views(dossier, shelf),
        "edges": edge_views(dossier, shelf),
        "claims": claims,
        "hands": hand_views(dossier, claims, shelf),
        "by_record": by_record(dossier, shelf),
        "verdicts": _by_verdict(claims),
        "matrix": matrix(claims, shelf),
        "utterances": utterance_views(dossier, shelf),
        "figures": sorted(
            (pair for pair in plots if len({row.excerpt.document for row in pair[1]}) > 1),
            key=lambda pair: pair[1][0].alike,
        ),
        "timeline": [
            (days, [(happening, _excerpts(happening, shelf)) for happening in group])
            for days, group in groupby(dossier.timeline, lambda one: (one.earliest, one.latest))
        ],
        "only_in": [
            (shelf.name(id), [excerpt(place, shelf) for place in places])
            for id, places in groupby(sorted(p for p in dossier.only_in if p.document in shelf), lambda p: p.document)
        ],
        "still_carried": [
            (excerpt(Place(one.document, one.span), shelf), one.because)
            for one in dossier.still_carried
            if one.document in shelf
        ],
        "left_out": _left_out(dossier, claims, shelf),
        "texts": _texts(dossier, shelf),
    }


def _left_out(dossier: Dossier, claims: Any, shelf: Shelf) -> list[tuple[str, list[tuple[int, str, str]]]]:
    """By document, what it leaves out: the claim's number and words, and why."""
    views = {view.claim.id: view for view in claims}
    held = sorted((one for one in dossier.left_out if one.document in shelf), key=lambda one: one.document)
    return [
        (
            shelf.name(id),
            [(views[one.claim].number, visible(views[one.claim].claim.text), visible(one.because)) for one in group],
        )
        for id, group in groupby(held, lambda one: one.document)
    ]


def _by_verdict(claims: Any) -> list[tuple[str, list[Any]]]:
    return [(verdict, list(group)) for verdict, group in groupby(claims, lambda view: view.claim.verdict)]


def _excerpts(happening: Happening, shelf: Shelf) -> list[Any]:
    return [excerpt(place, shelf) for place in happening.members if place.document in shelf]


def _texts(dossier: Dossier, shelf: Shelf) -> list[dict[str, Any]]:
    marked, shared = marked_spans(dossier, shelf), shared_with(dossier, shelf)
    return [
        {
            "document": document,
            "paragraphs": paragraphs(document.text, marked[document.id], cuts(document.edits), shared[document.id]),
            "reasons": cut_reasons(document),
            "problems": [problem for problem in dossier.problems if problem.document in (document.id, document.path)],
            "doubts": [
                (excerpt(Place(one.document, one.span), shelf), visible(one.doubt))
                for one in dossier.dates
                if one.document == document.id and one.doubt
            ],
        }
        for document in dossier.documents
    ]
