"""What stands before every page: who may come in, from where, and what a browser may do with the answer."""

import asyncio
import hashlib
import hmac
from collections.abc import Mapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote, urlsplit

from twosource.web.limits import REQUEST

__all__ = ["COOKIE", "POLICY", "Gate", "pass_of"]

COOKIE = "twosource-pass"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"cache-control": b"no-store",
}
LOCAL = frozenset(("localhost", "127.0.0.1", "::1"))
PATIENCE = 1.0  # seconds that a refused sender may pause
SAFE = ("GET", "HEAD", "OPTIONS")
OPEN = ("/enter", "/static/")  # what is shown to those who have no token yet

Scope = Mapping[str, Any]


def pass_of(token: str) -> str:
    """What a browser keeps once the token was given: the token cannot be told from it."""
    return hmac.new(token.encode(), b"twosource desk", hashlib.sha256).hexdigest()


class Gate:
    """The application behind its checks, as an ASGI application.

    Without `token` only browsers that call the desk by a name of this machine are answered, which keeps other sites
    from reaching it by a name of their own; with it, whoever has the token. What changes something must come from the
    desk's own pages, or from no page at all.
    """

    def __init__(self, app: Any, token: str | None = None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
        refused = self._refused(scope, headers)
        if refused is None:
            await self._app(scope, receive, _with_headers(send))
        else:
            await _drained(receive)
            await _answer(_with_headers(send), *refused)

    def _refused(self, scope: Scope, headers: Mapping[str, str]) -> tuple[int, str, Mapping[str, str]] | None:
        """Status, text and headers of the answer to a request that does not come through."""
        if self._token is None and _host(headers.get("host", "")) not in LOCAL:
            return 421, "The desk answers to localhost and 127.0.0.1 only.", {}
        if scope["method"] not in SAFE and not _own(headers):
            return 403, "This was not asked for by a page of the desk.", {}
        length = headers.get("content-length", "0")
        if not length.isascii() or not length.isdigit() or int(length) > REQUEST:
            return 413, f"More than {REQUEST // 1_000_000} MB at once: hand it in in parts.", {}
        path = scope["path"]
        if self._token is None or path.startswith(OPEN) or self._has_token(headers):
            return None
        if path.startswith("/api/"):
            return 401, "Give the token: Authorization: Bearer TOKEN", {"www-authenticate": "Bearer"}
        return 303, "", {"location": f"/enter?then={quote(path)}"}

    def _has_token(self, headers: Mapping[str, str]) -> bool:
        assert self._token is not None
        kind, _, given = headers.get("authorization", "").partition(" ")
        if kind.lower() == "bearer":
            return hmac.compare_digest(given.strip().encode(), self._token.encode())
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return cookie is not None and hmac.compare_digest(cookie.value.encode(), pass_of(self._token).encode())


def _host(header: str) -> str:
    try:
        return urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return ""


def _own(headers: Mapping[str, str]) -> bool:
    """False where a browser says that another site asked."""
    origin = headers.get("origin")
    if origin is not None:
        return "://" in origin and origin.split("://", 1)[1] == headers.get("host", "")
    return headers.get("sec-fetch-site", "none") in ("same-origin", "none")


def _with_headers(send: Any) -> Any:
    async def sending(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            held = {key.lower() for key, _ in message.get("headers", ())}
            more = [(key, value) for key, value in HEADERS.items() if key not in held]
            message = {**message, "headers": [*message.get("headers", ()), *more]}
        await send(message)

    return sending


async def _drained(receive: Any) -> None:
    """Let a browser finish sending, up to a point: one that is cut off shows no answer."""
    left = 4 * REQUEST
    while left > 0:
        try:
            message = await asyncio.wait_for(receive(), PATIENCE)
        except TimeoutError:
            return
        left -= len(message.get("body", b""))
        if not message.get("more_body", False):
            return


async def _answer(send: Any, status: int, text: str, headers: Mapping[str, str]) -> None:
    lines = [(b"content-type", b"text/plain; charset=utf-8")]
    lines += [(key.encode(), value.encode()) for key, value in headers.items()]
    await send({"type": "http.response.start", "status": status, "headers": lines})
    await send({"type": "http.response.body", "body": text.encode()})
