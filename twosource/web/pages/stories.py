"""The first room: the list of stories, a new one, and the way in."""

from typing import Any

from litestar import Response, get, post
from litestar.response import Redirect, Template

from twosource.store.stories import PAGE, add_story, delete_story, stories_listed
from twosource.web.desk import Desk, Number
from twosource.web.gate import COOKIE, pass_of
from twosource.web.names import titled
from twosource.web.pages.forms import Form
from twosource.web.taking import take

__all__ = ["HANDLERS"]


@get("/", sync_to_thread=True)
def listed(desk: Desk, page: Number = 1) -> Template:
    """The stories, and a form for a new one."""
    found = stories_listed(desk.database, page)
    return Template("stories.html.j2", context={"stories": found, "page": page, "full": len(found) == PAGE})


@post("/stories", sync_to_thread=True)
def made(desk: Desk, form: Form) -> Template | Redirect:
    """Make a story of what was handed in; none is made where nothing of it could be taken."""
    given = form.given()
    story = add_story(desk.database, titled(form.text("name")) or _called(given.files, given.addresses))
    taken = take(desk.database, story, given)
    if taken.kept and not taken.refused:
        return Redirect(f"/stories/{story}", status_code=303)
    if not taken.kept:
        delete_story(desk.database, story)
        refused = taken.refused or ("Nothing was handed in: choose files, paste a text or give an address.",)
        return _not_all(refused, None, 422)
    return _not_all(taken.refused, story, 200)


def _called(files: Any, addresses: Any) -> str:
    """A title for a story that was given none: the name of the first thing that was handed in."""
    first = next(iter([*(name for name, _ in files), *addresses]), "")
    return titled(first.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1].split(".")[0]) or "Story without a title"


def _not_all(refused: Any, story: str | None, status: int) -> Template:
    return Template("refused.html.j2", context={"refused": refused, "story": story}, status_code=status)


@get("/enter", sync_to_thread=False)
def enter(then: str = "/") -> Template:
    """Ask for the token."""
    return Template("enter.html.j2", context={"next": then, "wrong": False})


@post("/enter", sync_to_thread=True)
def entered(desk: Desk, form: Form) -> Response[Any]:
    """Let in who has the token."""
    import hmac
    import time

    then = form.text("next")
    local = then if then.startswith("/") and not then.startswith(("//", "/\\")) else "/"
    token = desk.token or ""
    if not token or not hmac.compare_digest(form.text("token").strip().encode(), token.encode()):
        time.sleep(1)  # nobody tries many
        return Template("enter.html.j2", context={"next": local, "wrong": True}, status_code=401)
    answer: Response[Any] = Redirect(local, status_code=303)
    answer.set_cookie(COOKIE, pass_of(token), httponly=True, samesite="strict", path="/", max_age=30 * 86400)
    return answer


HANDLERS = (listed, made, enter, entered)
