"""What people set by hand, its history, and what came out otherwise from run to run."""

from itertools import pairwise

from litestar import get, post
from litestar.response import Redirect, Template

from twosource.overrule import described
from twosource.report.shelf import Shelf
from twosource.store.dossiers import dossier_of, runs_of
from twosource.store.jobs import add_job
from twosource.store.overrides import add_correction, corrections_of, redo, undo
from twosource.web.correcting import override_of
from twosource.web.desk import Desk, Number
from twosource.web.differing import run_changes
from twosource.web.pages.forms import Form
from twosource.web.pages.story import newest, room

__all__ = ["HANDLERS"]

RUNS = 10  # runs whose differences the history tells


@post("/stories/{story:str}/corrections", sync_to_thread=True)
def corrected(desk: Desk, story: str, form: Form) -> Template | Redirect:
    """Keep a correction and compare anew."""
    dossier = dossier_of(desk.database, story)
    try:
        override = override_of(dossier, form.all(), form.texts("passage"))
        add_correction(desk.database, story, override)
    except ValueError as reason:
        context = {"refused": (str(reason),), "story": story}
        return Template("refused.html.j2", context=context, status_code=422)
    add_job(desk.database, "compare", story)
    return Redirect(f"/stories/{story}/history", status_code=303)


@post("/stories/{story:str}/corrections/{number:int}/undo", sync_to_thread=True)
def undone(desk: Desk, story: str, number: Number) -> Redirect:
    """Follow a correction no longer."""
    undo(desk.database, story, number)
    return _compared(desk, story)


@post("/stories/{story:str}/corrections/{number:int}/redo", sync_to_thread=True)
def redone(desk: Desk, story: str, number: Number) -> Redirect:
    """Follow it again."""
    redo(desk.database, story, number)
    return _compared(desk, story)


def _compared(desk: Desk, story: str) -> Redirect:
    add_job(desk.database, "compare", story)
    return Redirect(f"/stories/{story}/history", status_code=303)


@get("/stories/{story:str}/history", sync_to_thread=True)
def history(desk: Desk, story: str) -> Template:
    """Every correction, with a button to undo it, and every run with what is otherwise than in the one before."""
    dossier = newest(desk, story)
    runs = runs_of(desk.database, story)
    found = {run.number: dossier_of(desk.database, story, run.number) for run in runs[: RUNS + 1]}
    told = {now: run_changes(found[before], found[now]) for now, before in pairwise(found)}
    context = room(desk, story, dossier) | {
        "corrections": [(one, described(one.override)) for one in corrections_of(desk.database, story)],
        "runs": runs, "told": told, "shelves": {number: Shelf(one) for number, one in found.items()},
        "problems": [one for one in dossier.problems if one.stage == "overrule"] if dossier else [],
    }  # fmt: skip
    return Template("history.html.j2", context=context)


HANDLERS = (corrected, undone, redone, history)
