"""Search over all stories: what was said, by whom, where, in which versions."""

from typing import Annotated

from litestar import get
from litestar.params import Parameter
from litestar.response import Redirect, Template

from twosource.model import Span
from twosource.report.shelf import Shelf
from twosource.store.dossiers import dossier_of
from twosource.store.search import searched, sought
from twosource.store.stories import NoStory
from twosource.web.desk import Desk

__all__ = ["HANDLERS"]


@get("/search", sync_to_thread=True)
def search(
    desk: Desk,
    words: Annotated[str, Parameter(max_length=500)] = "",
    speaker: Annotated[str, Parameter(max_length=200)] = "",
    story: Annotated[str, Parameter(max_length=32)] = "",
) -> Template:
    """The form and what was found."""
    wanted = sought(words, speaker)
    found = searched(desk.database, wanted, story or None)
    context = {"words": words, "speaker": speaker, "story": story, "found": found, "asked": bool(words or speaker)}
    return Template("search.html.j2", context=context)


@get("/stories/{story:str}/found", sync_to_thread=True)
def found(desk: Desk, story: str, document: str, start: int, end: int) -> Redirect:
    """The words at a place, in the report of their story."""
    shelf = Shelf(dossier_of(desk.database, story))
    if document not in shelf or not 0 <= start <= end:
        raise NoStory(story)
    return Redirect(f"/stories/{story}/report#{shelf.address(document, (Span(start, end),))}", status_code=303)


HANDLERS = (search, found)
