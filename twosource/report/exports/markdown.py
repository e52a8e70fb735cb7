"""The answer as Markdown, to paste into notes, a wiki or a message."""

import re
from collections.abc import Iterator, Sequence

from twosource.model import Dossier
from twosource.report.findings import ClaimView, Excerpt
from twosource.report.shelf import visible
from twosource.report.summary import summary_lines
from twosource.report.templating import moment
from twosource.report.views import Views

__all__ = ["markdown"]

SIGNIFICANT = re.compile(r"[\\`*_\[\]<>#|~&]|^[+-]|(?<=^\d)[.)]")
FULL = ("disputed", "undecided", "corroborated", "one origin")
HEADINGS = {
    "disputed": "Disputed",
    "undecided": "Undecided",
    "corroborated": "Corroborated",
    "one origin": "One origin",
}
STANCES = {"states": "", "copy": ", took it over", "perhaps": ", may have taken it over", "joined": ", counts as one",
           "differs": ", differs", "denies": ", denies it"}  # fmt: skip


def markdown(dossier: Dossier) -> str:
    """Return the summary, the documents, and every claim that is more than one witness's, with its passages.

    >>> markdown(Dossier(twosource="0"))
    '# No documents\\n'
    """
    views = Views(dossier)
    return "\n".join(_lines(views)).rstrip() + "\n"


def plain(text: str) -> str:
    r"""`text` on one line, so that no character of it is taken for Markdown or HTML.

    >>> plain("*5* <b>\n[x](y)")
    '\\*5\\* \\<b\\> \\[x\\](y)'
    """
    return SIGNIFICANT.sub(r"\\\g<0>", " ".join(visible(text).split()))


def _lines(views: Views) -> Iterator[str]:
    yield f"# {plain(views.headline.title)}"
    yield ""
    for label, said in summary_lines(views.dossier):
        yield f"- **{label}**: {plain(said)}"
    if views.dossier.documents:
        yield from ("", "## Documents", "", "| document | outlet | published | title |", "| --- | --- | --- | --- |")
    for one in views.dossier.documents:
        facts = (
            views.shelf.name(one.id),
            one.outlet or "not known",
            moment(one.published) or "not known",
            one.title or "",
        )
        yield "| " + " | ".join(map(plain, facts)) + " |"
    for verdict, group in views.verdicts:
        if verdict in FULL:
            yield from _of_verdict(HEADINGS[verdict], group)


def _of_verdict(heading: str, group: Sequence[ClaimView]) -> Iterator[str]:
    yield from ("", f"## {heading}")
    for view in group:
        yield from ("", f"### {plain(view.claim.text)}", "", plain(view.claim.because), "")
        yield from map(_passage, view.passages)


def _passage(one: Excerpt) -> str:
    link = "with" if one.stance == "joined" else "from"
    source = f" {link} {plain(one.source)}" if one.source else ""
    words = f"{plain(one.before)} **{plain(one.words)}** {plain(one.after)}".strip()
    return f"- {plain(one.name)}{STANCES[one.stance]}{source}: {words}"
