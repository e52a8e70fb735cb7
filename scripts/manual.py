"""Write docs/cli.md from the commands themselves: python scripts/manual.py > docs/cli.md"""

import click

from twosource.cli import main

WIDTH = {"terminal_width": 96}


def manual() -> str:
    """The help of every command, one below the other, as Markdown."""
    top = click.Context(main, info_name="twosource", **WIDTH, **main.context_settings)
    parts = ["# The command line", "Written by `scripts/manual.py` from the commands themselves.", _help(top)]
    for name in sorted(main.commands):
        context = click.Context(main.commands[name], info_name=name, parent=top, **WIDTH)
        parts += [f"## twosource {name}", _help(context)]
    return "\n\n".join(parts) + "\n"


def _help(context: click.Context) -> str:
    return f"```text\n{context.command.get_help(context)}\n```"


if __name__ == "__main__":
    print(manual(), end="")
