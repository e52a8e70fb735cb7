"""The desk as one ASGI application."""

import hashlib
import logging
from importlib.resources import as_file, files
from typing import Any

from litestar import Litestar, MediaType, Request, Response, Router, get
from litestar.config.csrf import CSRFConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template import TemplateConfig

from twosource import __version__
from twosource.store.settings import secret_of
from twosource.store.stories import NoStory
from twosource.web.api import make_api
from twosource.web.desk import Desk
from twosource.web.gate import Gate
from twosource.web.limits import FILES, REQUEST
from twosource.web.pages import corrections, documents, search, stories, story
from twosource.web.pages.forms import read_form
from twosource.web.templating import environment

__all__ = ["make_app"]

logger = logging.getLogger(__name__)
PARTS = FILES + 50  # parts of a form that is read: files, and passages that were ticked


def make_app(desk: Desk) -> Gate:
    """Return the application of `desk`, behind its gate."""
    secret = secret_of(desk.database)
    rooms = [stories, story, documents, corrections, search]
    app = Litestar(
        route_handlers=[
            Router("/", route_handlers=[handler for one in rooms for handler in one.HANDLERS]), make_api(), style,
            _static(),
        ],
        dependencies={
            "desk": Provide(lambda: desk, sync_to_thread=False),
            "form": Provide(read_form),
        },
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment())),
        csrf_config=CSRFConfig(
            secret=secret, cookie_name=f"twosource-form-{hashlib.sha256(secret.encode()).hexdigest()[:8]}",
            cookie_httponly=True, cookie_samesite="strict", exclude="^/api/",
        ),
        openapi_config=OpenAPIConfig(
            title="twosource desk", version=__version__, path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            description="Stories, what was handed in, dossiers, corrections and search. See docs/desk.md.",
        ),
        exception_handlers={NoStory: _no_story, ValueError: _wrong, HTTPException: _problem, Exception: _error},
        request_max_body_size=REQUEST, multipart_form_part_limit=PARTS, logging_config=None,
    )  # fmt: skip
    return Gate(app, desk.token)


@get("/static/report.css", media_type=MediaType.CSS, sync_to_thread=False, include_in_schema=False)
def style() -> str:
    """The style that the report and the desk share."""
    return files("twosource.report").joinpath("templates", "page.css").read_text(encoding="utf-8")


def _static() -> Any:
    with as_file(files("twosource.web").joinpath("static")) as folder:
        return create_static_files_router("/static", directories=[folder], include_in_schema=False)


def _no_story(request: Request[Any, Any, Any], _: Exception) -> Response[Any]:
    return _told(request, 404, "There is no such story or claim here. It may have been deleted, or come out otherwise.")


def _wrong(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    return _told(request, 422, str(error))


def _problem(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    assert isinstance(error, HTTPException)
    return _told(request, error.status_code, PLAIN.get(error.status_code) or error.detail, error.extra)


def _error(request: Request[Any, Any, Any], error: Exception) -> Response[Any]:
    logger.error("%s %s failed", request.method, request.url.path, exc_info=error)
    return _told(request, 500, "This failed by an error in the program. What it says is in the desk's log.")


def _told(request: Request[Any, Any, Any], status: int, text: str, extra: Any = None) -> Response[Any]:
    if request.url.path.startswith("/api/"):
        return Response({"status_code": status, "detail": text, "extra": extra}, status_code=status)
    return Template("problem.html.j2", context={"text": text, "status": status}, status_code=status)


PLAIN = {
    403: "The form was too old, or did not come from a page of the desk. Go back, load the page anew and try again.",
    404: "There is no such page.",
    413: f"More than {REQUEST // 1_000_000} MB at once: hand it in in parts.",
}
