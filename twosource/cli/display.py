"""What the command line shows: progress and problems on standard error, the summary on standard output."""

import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress as Bars

    from twosource.model import Dossier, Problem

__all__ = ["Display", "show_problems", "show_summary"]

PATIENCE = 2.0  # seconds that pass before anything is shown


class Display:
    """Progress bars on standard error, for a run that takes longer than two seconds; none where nobody watches."""

    def __init__(self, quiet: bool) -> None:
        self._silent = quiet or not sys.stderr.isatty()
        self._began = time.monotonic()
        self._bars: Bars | None = None
        self._tasks: dict[str, object] = {}

    def __enter__(self) -> "Display":
        return self

    def __call__(self, stage: str, done: int, total: int | None) -> None:
        if self._silent or time.monotonic() - self._began < PATIENCE:
            return
        if self._bars is None:
            from rich.console import Console
            from rich.progress import Progress as Bars

            self._bars = Bars(console=Console(stderr=True), transient=True)
            self._bars.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage, total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()


def show_summary(dossier: "Dossier", page: Path | None, to_error: bool) -> None:
    """Print the answer in about ten lines, and where the page is."""
    from rich.console import Console

    from twosource.report import summary

    console = Console(stderr=to_error, soft_wrap=not (sys.stderr if to_error else sys.stdout).isatty())
    if not dossier.documents:
        return
    console.print(summary(dossier))
    if page is not None:
        console.print(f"Report: {page}", markup=False, highlight=False)
    else:
        console.print("For the page with every passage: add -o report.html", markup=False, highlight=False)


def show_problems(problems: "Sequence[Problem]") -> None:
    """Print each problem on standard error, a line each."""
    for problem in problems:
        line = f"{problem.stage}: {problem.reason}"
        click.echo("".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in line), err=True)
