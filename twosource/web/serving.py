"""Running the desk: the server, and a worker beside it."""

import ipaddress
import secrets
from collections.abc import Callable

from twosource.store import migrated, opened
from twosource.web.app import make_app
from twosource.web.desk import Desk
from twosource.web.supervising import Supervisor

__all__ = ["is_loopback", "serve"]


def is_loopback(host: str) -> bool:
    """True if only this machine can reach `host`.

    >>> is_loopback("localhost"), is_loopback("::1"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def serve(store: str, host: str, port: int, token: str | None, say: Callable[[str], None]) -> None:
    """Serve the desk until it is stopped; `say` is told where it is, and the token if one was made.

    `store` is a file or the URL of a database. Who calls from another machine needs `token`; if none is given, one is
    made. Raises WrongDatabase where the database cannot be used.
    """
    import uvicorn

    database = migrated(opened(store))
    if not is_loopback(host) and not token:
        token = secrets.token_urlsafe(24)
        say(f"Token for those who come in: {token}")
    say(f"The desk is at http://{f'[{host}]' if ':' in host else host}:{port}/ (stop it with Ctrl-C)")
    worker = Supervisor(store)
    worker.start()
    try:
        uvicorn.run(
            make_app(Desk(database, token)), host=host, port=port, log_level="warning", access_log=False,
            server_header=False, date_header=False, proxy_headers=False, timeout_keep_alive=15,
            timeout_graceful_shutdown=5,
        )  # fmt: skip
    finally:
        worker.stop()
        database.close()
