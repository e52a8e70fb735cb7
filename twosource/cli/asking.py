"""The command that lets an assistant ask a dossier."""

from pathlib import Path

import click

__all__ = ["mcp"]

FAILED = 1


@click.command()
@click.argument("dossier", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DOSSIER")
def mcp(dossier: Path) -> None:
    """Serve a dossier to an assistant, for reading: Model Context Protocol on standard input and output.

    DOSSIER is what compare --json wrote. Every answer carries the words it rests on and where they stand; nothing is
    changed and nothing is asked of the network. It needs pip install 'twosource[mcp]'.

    \b
    Example (as the configuration of a client):
      {"mcpServers": {"story": {"command": "twosource", "args": ["mcp", "dossier.json"]}}}
    """
    import msgspec

    from twosource.model import Dossier, from_json

    try:
        from twosource.asking.server import make_server
    except ImportError as missing:
        raise click.UsageError(f"{missing.name} is not installed: pip install 'twosource[mcp]'") from None
    try:
        found = from_json(dossier.read_bytes(), Dossier)
    except (msgspec.DecodeError, OSError) as wrong:
        click.echo(f"Error: {dossier} is no dossier of compare --json: {wrong}", err=True)
        raise SystemExit(FAILED) from None
    make_server(found).run("stdio")
