"""Write docs/cli.md from the commands themselves: python scripts/manual.py > docs/cli.md"""

import click

from twosource.cli import main


def manual() -> str:
    """The help of every command, one below the other, as Markdown."""
    parts = [
        "# The command line",
        "Written by `scripts/manual.py` from the commands themselves.",
        _help(main, "twosource"),
    ]
    for name in sorted(main.commands):
        parts += [f"## twosource {name}", _help(main.commands[name], f"twosource {name}")]
    return "\n\n".join(parts) + "\n"


def _help(command: click.Command, name: str) -> str:
    context = click.Context(command, info_name=name, terminal_width=96, max_content_width=96)
    return f"```text\n{command.get_help(context)}\n```"


if __name__ == "__main__":
    print(manual(), end="")
