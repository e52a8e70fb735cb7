"""The JSON interface. Its OpenAPI document, made from the records below, is at /api/openapi.json."""

from collections.abc import Sequence
from typing import Annotated, Any

from litestar import Response, Router, delete, get, post
from litestar.params import Parameter
from msgspec import Struct

from twosource.model import to_json
from twosource.overrule import Override
from twosource.store.dossiers import Run, dossier_of, runs_of
from twosource.store.files import File, files_of
from twosource.store.jobs import Job, add_job, job_of
from twosource.store.overrides import Correction, add_correction, corrections_of, undo
from twosource.store.search import Found, searched, sought
from twosource.store.stories import Story, add_story, delete_story, stories_listed, story_of
from twosource.web.desk import Desk, Number, OptionalNumber
from twosource.web.names import titled
from twosource.web.taking import Given, Paste, Taken, take

__all__ = ["make_api"]


class NewStory(Struct, frozen=True, kw_only=True):
    """A story to be made: its title, texts and addresses."""

    title: str = ""
    documents: list[Paste] = []
    addresses: list[str] = []


class Added(Struct, frozen=True, kw_only=True):
    """The id of the story, how many things were kept, and why others were not."""

    story: str
    kept: int
    refused: list[str]


class Kept(Struct, frozen=True, kw_only=True):
    """The number of a correction in the history of its story."""

    id: int


@get("/stories", sync_to_thread=True)
def list_stories(desk: Desk, page: Number = 1) -> Sequence[Story]:
    """The stories, 50 a page, those that changed last first."""
    return stories_listed(desk.database, page)


@post("/stories", sync_to_thread=True)
def make_story(desk: Desk, data: NewStory) -> Added:
    """Make a story and compare what is in it."""
    story = add_story(desk.database, titled(data.title) or "Story without a title")
    return _added(story, take(desk.database, story, Given(pastes=data.documents, addresses=data.addresses)))


@post("/stories/{story:str}/documents", sync_to_thread=True)
def add_documents(desk: Desk, story: str, data: NewStory) -> Added:
    """Add texts and addresses to a story; the title is passed over."""
    return _added(story, take(desk.database, story, Given(pastes=data.documents, addresses=data.addresses)))


def _added(story: str, taken: Taken) -> Added:
    return Added(story=story, kept=taken.kept, refused=list(taken.refused))


@get("/stories/{story:str}", sync_to_thread=True)
def show_story(desk: Desk, story: str) -> Story:
    """A story and its newest result in short."""
    return story_of(desk.database, story)


@delete("/stories/{story:str}", sync_to_thread=True)
def remove_story(desk: Desk, story: str) -> None:
    """Delete a story for good."""
    delete_story(desk.database, story)
    add_job(desk.database, "scrub")


@get("/stories/{story:str}/job", sync_to_thread=True)
def show_job(desk: Desk, story: str) -> Job | None:
    """How far the newest comparison of a story is."""
    story_of(desk.database, story)
    return job_of(desk.database, story)


@get("/stories/{story:str}/files", sync_to_thread=True)
def list_files(desk: Desk, story: str) -> Sequence[File]:
    """What was handed in."""
    story_of(desk.database, story)
    return files_of(desk.database, story)


@get("/stories/{story:str}/runs", sync_to_thread=True)
def list_runs(desk: Desk, story: str) -> Sequence[Run]:
    """Every run, the newest first."""
    story_of(desk.database, story)
    return runs_of(desk.database, story)


@get("/stories/{story:str}/dossier", sync_to_thread=True)
def show_dossier(desk: Desk, story: str, run: OptionalNumber = None) -> Response[bytes]:
    """The dossier of the newest run, or of another: docs/dossier.schema.json says what is in it."""
    return Response(to_json(dossier_of(desk.database, story, run)), media_type="application/json")


@get("/stories/{story:str}/overrides", sync_to_thread=True)
def list_overrides(desk: Desk, story: str) -> Sequence[Correction]:
    """What people set by hand, also what was undone, the newest first."""
    story_of(desk.database, story)
    return corrections_of(desk.database, story)


@post("/stories/{story:str}/overrides", sync_to_thread=True)
def make_override(desk: Desk, story: str, data: Override) -> Kept:
    """Set something by hand and compare anew."""
    number = add_correction(desk.database, story, data)
    add_job(desk.database, "compare", story)
    return Kept(id=number)


@delete("/stories/{story:str}/overrides/{number:int}", sync_to_thread=True)
def remove_override(desk: Desk, story: str, number: Number) -> None:
    """Undo what was set by hand; it stays in the history."""
    undo(desk.database, story, number)
    add_job(desk.database, "compare", story)


@get("/search", sync_to_thread=True)
def search(
    desk: Desk,
    words: Annotated[str, Parameter(max_length=500)] = "",
    speaker: Annotated[str, Parameter(max_length=200)] = "",
    story: Annotated[str | None, Parameter(max_length=32)] = None,
) -> Sequence[Found]:
    """Passages with all these words ("phrases" in quotation marks), quotations first; said by `speaker` if given."""
    return searched(desk.database, sought(words, speaker), story)


def make_api() -> Router:
    """The routes under /api."""
    handlers: list[Any] = [
        list_stories, make_story, add_documents, show_story, remove_story, show_job, list_files, list_runs,
        show_dossier, list_overrides, make_override, remove_override, search,
    ]  # fmt: skip
    return Router("/api", route_handlers=handlers)
