"""One story: what came out of it, its claims, its report, and its end."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect, Template

from twosource.model import Dossier, to_json
from twosource.overrule import table
from twosource.report import page as report_page
from twosource.report.parts import claim_part, matrix_part
from twosource.report.shelf import Shelf
from twosource.report.views import Addresses, Views
from twosource.store.dossiers import dossier_of
from twosource.store.jobs import add_job, job_of
from twosource.store.overrides import corrections_of, followed
from twosource.store.stories import NoStory, delete_story, rename_story, story_of
from twosource.web.desk import Desk, OptionalNumber
from twosource.web.gate import POLICY
from twosource.web.names import titled
from twosource.web.pages.forms import Form

__all__ = ["HANDLERS", "newest", "room"]

SANDBOX = "sandbox allow-scripts allow-popups allow-popups-to-escape-sandbox; frame-ancestors 'none'"
"""The report brings a policy of its own; in a sandbox it can reach nothing of the desk besides."""


def room(desk: Desk, story: str, dossier: Dossier | None = None) -> dict[str, Any]:
    """What every page of a story shows. Raises NoStory."""
    found = story_of(desk.database, story)
    shelf = Shelf(dossier) if dossier else None
    return {"story": found, "job": job_of(desk.database, story), "dossier": dossier, "shelf": shelf}


def newest(desk: Desk, story: str) -> Dossier | None:
    """The newest dossier, None where the first run is not done. Raises NoStory where there is no such story."""
    try:
        return dossier_of(desk.database, story)
    except NoStory:
        story_of(desk.database, story)
        return None


@get("/stories/{story:str}", sync_to_thread=True)
def shown(desk: Desk, story: str) -> Template:
    """The answer in short, and the claims."""
    dossier = newest(desk, story)
    context = room(desk, story, dossier)
    if dossier is not None:
        views = Views(dossier, Addresses(texts=f"/stories/{story}/report"))
        context |= {"views": views, "matrix": matrix_part(views) if views.matrix else ""}
    return Template("story.html.j2", context=context)


@get("/stories/{story:str}/claims/{claim:str}", sync_to_thread=True)
def claim_shown(desk: Desk, story: str, claim: str) -> Template:
    """One claim with its passages side by side, and what can be corrected about it."""
    dossier = dossier_of(desk.database, story)
    context = room(desk, story, dossier)
    report = f"/stories/{story}/report"
    views = Views(dossier, Addresses(results=report, texts=report))
    held = {view.claim.id: view for view in views.claims}
    if claim not in held:
        raise NoStory(story)
    one = held[claim].claim
    context |= {
        "claim": one, "part": claim_part(views, claim),
        "quotes": [quote for quote in dossier.quotes if quote.id in one.members],
        "dates": [date for date in dossier.dates if date.id in one.members],
        "others": [view for view in views.claims if view.claim.kind == one.kind and view.claim.id != claim],
        "by": next((each.override.by for each in corrections_of(desk.database, story)), ""),
    }  # fmt: skip
    return Template("claim.html.j2", context=context)


@get("/stories/{story:str}/report", sync_to_thread=True)
def report(desk: Desk, story: str, run: OptionalNumber = None, save: bool = False) -> Response[bytes]:
    """The report as one page that needs nothing else: to be read here, or saved and sent to others."""
    content = report_page(dossier_of(desk.database, story, run)).encode(errors="replace")
    headers = {"content-security-policy": SANDBOX}
    return _sent(content, "text/html; charset=utf-8", f"{_file(desk, story)}.html" if save else None, headers)


@get("/stories/{story:str}/dossier.json", sync_to_thread=True)
def dossier_sent(desk: Desk, story: str, run: OptionalNumber = None) -> Response[bytes]:
    """The dossier as a file."""
    content = to_json(dossier_of(desk.database, story, run))
    return _sent(content, "application/json", f"{_file(desk, story)}.json", {})


@get("/stories/{story:str}/overrides.toml", sync_to_thread=True)
def overrides_sent(desk: Desk, story: str) -> Response[bytes]:
    """What people set by hand, as the file that the command line follows."""
    tables = [table(one) for one in followed(corrections_of(desk.database, story))]
    content = "\n\n".join(["# What people set by hand.", *tables, ""])
    return _sent(content.encode(), "application/toml", f"{_file(desk, story)}.overrides.toml", {})


def _file(desk: Desk, story: str) -> str:
    title = story_of(desk.database, story).title
    return "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in title).lower().split())[:60] or "story"


def _sent(content: bytes, media: str, name: str | None, headers: dict[str, str]) -> Response[bytes]:
    more = {"content-disposition": f'attachment; filename="{name}"'} if name else {}
    return Response(content, media_type=media, headers={"content-security-policy": POLICY, **headers, **more})


@post("/stories/{story:str}/title", sync_to_thread=True)
def renamed(desk: Desk, story: str, form: Form) -> Redirect:
    """Call the story otherwise."""
    if title := titled(form.text("name")):
        rename_story(desk.database, story, title)
    return Redirect(f"/stories/{story}", status_code=303)


@get("/stories/{story:str}/delete", sync_to_thread=True)
def asked(desk: Desk, story: str) -> Template:
    """Ask once more before a story is deleted."""
    return Template("delete.html.j2", context=room(desk, story))


@post("/stories/{story:str}/delete", sync_to_thread=True)
def deleted(desk: Desk, story: str) -> Redirect:
    """Delete a story for good, from the disk too."""
    delete_story(desk.database, story)
    add_job(desk.database, "scrub")
    return Redirect("/", status_code=303)


HANDLERS = (shown, claim_shown, report, dossier_sent, overrides_sent, renamed, asked, deleted)
