"""The documents of a story: what was handed in, more of it, and two versions side by side."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect, Template

from twosource.report.changes import changes_views
from twosource.report.evidence import edge_views
from twosource.report.shelf import Shelf
from twosource.report.standing import standings
from twosource.store.dossiers import dossier_of
from twosource.store.files import content_of, files_of
from twosource.store.jobs import add_job
from twosource.store.overrides import corrections_of
from twosource.store.stories import NoStory, story_of
from twosource.web.desk import Desk, Number
from twosource.web.gate import POLICY
from twosource.web.pages.forms import Form
from twosource.web.pages.story import newest, room
from twosource.web.taking import take
from twosource.web.versions import side_by_side

__all__ = ["HANDLERS"]


@get("/stories/{story:str}/documents", sync_to_thread=True)
def listed(desk: Desk, story: str) -> Template:
    """What was handed in, what is known of each document, and forms to add, compare and correct."""
    dossier = newest(desk, story)
    context = room(desk, story, dossier) | {"files": files_of(desk.database, story)}
    context["by"] = next((one.override.by for one in corrections_of(desk.database, story)), "")
    if dossier is not None:
        context |= {"standings": standings(dossier), "edges": edge_views(dossier, context["shelf"])}
    return Template("documents.html.j2", context=context)


@post("/stories/{story:str}/files", sync_to_thread=True)
def added(desk: Desk, story: str, form: Form) -> Template | Redirect:
    """Add documents to a story; what came out otherwise is then told in its history."""
    taken = take(desk.database, story, form.given())
    if taken.kept and not taken.refused:
        return Redirect(f"/stories/{story}", status_code=303)
    refused = taken.refused or ("Nothing was handed in: choose files, paste a text or give an address.",)
    context = {"refused": refused, "story": story}
    return Template("refused.html.j2", context=context, status_code=200 if taken.kept else 422)


@post("/stories/{story:str}/again", sync_to_thread=True)
def again(desk: Desk, story: str) -> Redirect:
    """Compare once more."""
    story_of(desk.database, story)
    add_job(desk.database, "compare", story)
    return Redirect(f"/stories/{story}", status_code=303)


@get("/stories/{story:str}/files/{number:int}", sync_to_thread=True)
def original(desk: Desk, story: str, number: Number) -> Response[bytes]:
    """A file as it was handed in, to be saved: it is never shown as a page."""
    name, content = content_of(desk.database, story, number)
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    headers = {"content-disposition": f'attachment; filename="{plain}"', "content-security-policy": POLICY}
    return Response(content, media_type="application/octet-stream", headers=headers)


@get("/stories/{story:str}/versions", sync_to_thread=True)
def versions(desk: Desk, story: str, old: str, new: str) -> Template:
    """Two documents side by side: headline, figures, quotations, sentences."""
    dossier = dossier_of(desk.database, story)
    try:
        compared = side_by_side(dossier, old, new)
    except KeyError:
        raise NoStory(story) from None
    context: dict[str, Any] = room(desk, story, dossier)
    (view,) = changes_views(compared, Shelf(dossier))
    return Template("versions.html.j2", context=context | {"view": view, "old": old, "new": new})


HANDLERS = (listed, added, again, original, versions)
