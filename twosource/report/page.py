"""The dossier as one self-contained page: works from a file, asks the network for nothing, prints."""

import html

from twosource.model import Dossier
from twosource.report.templating import asset, environment
from twosource.report.views import Views

__all__ = ["notebook_html", "page"]

HEIGHT = 720  # pixels of the frame in a notebook


def page(dossier: Dossier) -> str:
    """Return `dossier` as an HTML page that holds all it needs.

    Everything that comes from a document is escaped, and a Content-Security-Policy by hash allows no other script or
    style than the page's own.

    >>> page(Dossier(twosource="0")).startswith("<!doctype html>")
    True
    """
    return environment().get_template("page.html.j2").render(
        style=asset("page.css"), script=asset("page.js"), views=Views(dossier)
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
