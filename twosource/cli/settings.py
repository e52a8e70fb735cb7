"""``--set ID.field=value``: facts that a user knows better."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["settings_option"]

F = TypeVar("F", bound=Callable[..., Any])


def _collect(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> dict[str, dict[str, Any]]:
    if not given:
        return {}
    from twosource.clean import parse_setting

    settings: dict[str, dict[str, Any]] = {}
    for one in given:
        try:
            document, field, value = parse_setting(one)
        except ValueError as wrong:
            raise click.BadParameter(str(wrong), ctx=context, param=option) from None
        settings.setdefault(document, {})[field] = value
    return settings


def settings_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the option ``--set`` to a command; the command gets ``settings``, by document and field."""
    return click.option(
        "--set", "settings", multiple=True, metavar="ID.FIELD=VALUE", callback=_collect,
        help="Overrule a fact: --set a.published=2016-10-25. Fields: title, outlet, authors, published, modified, "
        "language, url. The id may be cut short; a file NAME.facts.toml beside NAME.txt does the same.",
    )(command)  # fmt: skip
