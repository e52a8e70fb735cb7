"""The parts of the page, each as markup of its own: the page is made of them, and so can other pages be.

Every part takes the `Views` of a dossier; one that holds only the records that a part shows will do. Where parts stand
on several pages, `Views.at` tells which. All of them need the style ``page.css`` (`asset`) and the drawings of
`icons_part`; the script ``page.js`` is that of the whole page, and the parts work without it.
"""

from typing import TYPE_CHECKING

from twosource.report.templating import environment
from twosource.report.views import Views

if TYPE_CHECKING:
    from markupsafe import Markup

__all__ = [
    "answer_part", "changes_part", "claim_part", "claims_part", "documents_part", "evidence_part", "figures_part",
    "icons_part", "lineage_part", "map_part", "matrix_part", "quotations_part", "sources_part", "timeline_part",
]  # fmt: skip


def answer_part(views: Views) -> "Markup":
    """The answer in few words and how many claims have which verdict."""
    return _part("answer", views)


def matrix_part(views: Views) -> "Markup":
    """Claims by documents.

    >>> from twosource.model import Dossier
    >>> "No claims were found" in matrix_part(Views(Dossier(twosource="0")))
    True
    """
    return _part("matrix", views)


def claim_part(views: Views, id: str) -> "Markup":
    """One claim with its passages side by side. Raises KeyError where there is no claim `id`."""
    from markupsafe import Markup

    view = {view.claim.id: view for view in views.claims}[id]
    module = environment().get_template("claim.html.j2").make_module({"views": views})
    return Markup(getattr(module, "claim")(view))  # noqa: B009 - the macro of the template


def claims_part(views: Views) -> "Markup":
    """All claims by verdict."""
    return _part("claims", views)


def lineage_part(views: Views) -> "Markup":
    """The drawing of who took from whom, and the sources that are not among the documents."""
    return _part("lineage", views)


def evidence_part(views: Views) -> "Markup":
    """Every link of the lineage with its reasons."""
    return _part("evidence", views)


def documents_part(views: Views) -> "Markup":
    """The documents with everything marked in them."""
    return _part("texts", views)


def sources_part(views: Views) -> "Markup":
    """The documents as a table: their facts, where each was found, and what each is to the others."""
    return _part("sources", views)


def quotations_part(views: Views) -> "Markup":
    """Every statement in its fullest version, and what each document dropped, added or changed."""
    return _part("quotations", views)


def figures_part(views: Views) -> "Markup":
    """Figures on one scale."""
    return _part("figures", views)


def timeline_part(views: Views) -> "Markup":
    """What happened when, and who says so."""
    return _part("timeline", views)


def map_part(views: Views) -> "Markup":
    """The places that have coordinates, on a map that needs no network; empty where there are none."""
    return _part("map", views)


def changes_part(views: Views) -> "Markup":
    """What changed between versions of one article; empty where there are none."""
    return _part("changes", views)


def icons_part() -> "Markup":
    """The drawings that the other parts refer to: once on every page."""
    from markupsafe import Markup

    return Markup(environment().get_template("icons.html.j2").render())


def _part(name: str, views: Views) -> "Markup":
    from markupsafe import Markup

    return Markup(environment().get_template(f"{name}.html.j2").render(views=views))
