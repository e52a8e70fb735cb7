"""The command that opens the desk."""

import os
from pathlib import Path

import click

__all__ = ["serve"]

FAILED = 1
TOKEN = "TWOSOURCE_TOKEN"


def _home() -> str:
    return str(Path(click.get_app_dir("twosource")) / "desk.sqlite")


@click.command()
@click.option(
    "--store",
    metavar="FILE|URL",
    envvar="TWOSOURCE_STORE",
    help="Where stories are kept: a file (SQLite), or postgresql://USER:PASSWORD@HOST/NAME. By default a file of your "
    "own; the variable TWOSOURCE_STORE does the same and keeps a password out of the list of processes.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="Whom it answers to: 0.0.0.0 is every machine.")
@click.option("--port", type=click.IntRange(1, 65535), default=8765, show_default=True)
def serve(store: str | None, host: str, port: int) -> None:
    """Open the desk: stories, search and corrections in a browser, on this machine.

    It needs pip install 'twosource[desk]'. Only this machine is answered unless --host says otherwise; then whoever
    comes needs the token that is printed, or that you set in the variable TWOSOURCE_TOKEN.

    \b
    Examples:
      twosource serve
      twosource serve --store postgresql://desk@localhost/desk --host 0.0.0.0
    """
    try:
        from twosource.store.database import WrongDatabase
        from twosource.web.serving import serve as run_desk
    except ImportError as missing:
        raise click.UsageError(f"{missing.name} is not installed: pip install 'twosource[desk]'") from None
    try:
        run_desk(store or _home(), host, port, os.environ.get(TOKEN), click.echo)
    except WrongDatabase as wrong:
        click.echo(f"Error: {wrong}", err=True)
        raise SystemExit(FAILED) from None
