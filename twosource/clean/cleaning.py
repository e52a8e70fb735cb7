"""The stage's verb: a capture to an article, with the edits that made it clean and the facts about it."""

import re
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from msgspec import Struct, structs

from twosource.clean.body import find_body
from twosource.clean.characters import character_edits
from twosource.clean.decode import decode
from twosource.clean.furniture import furniture_lines
from twosource.clean.head import Head, read_head
from twosource.clean.inferred import infer_outlet, infer_published
from twosource.clean.inserts import insert_edits
from twosource.clean.language import language_of
from twosource.clean.lines import Line, cut, lines_of
from twosource.clean.overrule import overrule
from twosource.clean.page_facts import page_facts
from twosource.clean.page_tree import page_lines, parse_page
from twosource.clean.row_facts import row_facts
from twosource.clean.wrapped import wrapping_edits
from twosource.model import Article, Capture, Edit, Fact, Facts, Problem, SpanMap, apply, compose, tidy

__all__ = ["as_given", "clean", "with_language", "without"]

CONTROLS = bytes([*range(0x09), *range(0x0E, 0x1B)])
LONGEST = 1_000_000
"""Characters that the text of one article may have."""


class _Text(Struct, frozen=True):
    """A text on its way: its source, the edits up to here, and what the container says about it."""

    source: str
    edits: tuple[Edit, ...] = ()
    facts: Facts = Facts()

    @property
    def now(self) -> str:
        return apply(self.source, self.edits)


def clean(capture: Capture, settings: Mapping[str, Any] | None = None) -> Article | Problem:
    r"""Return the article in a capture: decoded, the body of its page found, characters mended, furniture cut.

    `settings` are facts given by the user, by field. What cannot become an article is a Problem that says why.

    >>> text = b"Share\nThe ferry sank at night&#33;\nIt was old."
    >>> article = clean(Capture(id="a", path="a.txt", media="text", content=text))
    >>> article.text, [edit.by for edit in article.edits]
    ('The ferry sank at night!\nIt was old.', ['furniture: share bar', 'characters: HTML entity'])
    """
    opened = _opened(capture)
    if isinstance(opened, Problem):
        return opened
    mended = _then(_then(opened, character_edits), wrapping_edits)
    found = _without_furniture(_then(mended, insert_edits), copied=not capture.given.get("title"))
    text = found.now
    if not re.search(r"\w", text):
        return _problem(capture, f"{capture.path}: nothing is left but page furniture; there is no article in it")
    facts = found.facts
    if facts.language is None:
        facts = structs.replace(facts, language=language_of(text))
    try:
        facts = overrule(facts, settings or {})
    except ValueError as error:
        return _problem(capture, f"{capture.path}: a fact given for it does not suit: {error}")
    return _article(capture, found.source, found.edits, facts)


def as_given(capture: Capture) -> Article | Problem:
    """Return the article with its text as it is: decoded, nothing cut, nothing mended; of a page, all its text.

    Its language is not told; `with_language` does.
    """
    opened = _opened(capture)
    if isinstance(opened, Problem):
        return opened
    if not opened.source.strip():
        return _problem(capture, f"{capture.path}: there is no text in it")
    return _article(capture, opened.source, (), opened.facts)


def with_language(article: Article) -> Article:
    """Return the article with its language among its facts: the one that is there, else the one its text tells."""
    if article.facts.language is not None:
        return article
    return structs.replace(article, facts=structs.replace(article.facts, language=language_of(article.text)))


def without(article: Article, undo: Callable[[Edit], bool]) -> Article:
    r"""Return `article` with the edits for which `undo` is true undone, so that what was cut is there again.

    >>> capture = Capture(id="a", path="a.txt", media="text", content=b"It sank.\nShare\nIt rose.")
    >>> without(clean(capture), lambda edit: "share bar" in edit.by).text
    'It sank.\nShare\nIt rose.'
    """
    return structs.replace(article, edits=tuple(edit for edit in article.edits if not undo(edit)))


def _opened(capture: Capture) -> _Text | Problem:
    decoded = decode(capture.content, capture.media, capture.encoding)
    encoded = decoded.encode("utf-8", "surrogatepass")
    controls = len(encoded) - len(encoded.translate(None, CONTROLS))
    if controls + decoded.count("\ufffd") > 0.1 * len(decoded):
        return _problem(capture, f"{capture.path}: its bytes are no text in any encoding that could be told")
    given = row_facts(capture.given)
    if capture.media == "text":
        if len(decoded) > LONGEST:
            long = f"its text has {len(decoded):,} characters, more than one article can have ({LONGEST:,})"
            return _problem(
                capture, f"{capture.path}: {long}; split it, or give many articles as rows of a .jsonl file"
            )
        return _Text(decoded, (), given)
    root = parse_page(decoded)
    body = find_body(decoded, page_lines(root)) if root is not None else None
    if root is None or body is None:
        return _problem(
            capture, f"{capture.path}: no article was found on this page; save the text of the article as .txt"
        )
    return _Text(body.source, body.edits, _either(given, page_facts(root, decoded)))


def _then(text: _Text, cleaner: Callable[[str], tuple[Edit, ...]]) -> _Text:
    edits = cleaner(text.now)
    return structs.replace(text, edits=compose(text.edits, edits)) if edits else text


def _without_furniture(text: _Text, copied: bool) -> _Text:
    now, way_back = text.now, SpanMap(text.edits)
    lines = lines_of(now)
    reasons = furniture_lines(now)
    known = text.facts.title.value if text.facts.title else None
    outlet = text.facts.outlet.value if text.facts.outlet else None
    head = read_head(lines, frozenset(reasons), known, copied, outlet)
    cut_at = {edit.start for edit in head.edits}
    captions = [lines[number] for number, reason in reasons.items() if "caption" in reason]
    body = [line for number, line in enumerate(lines) if number not in reasons and line.start not in cut_at]
    edits = [*head.edits, *(cut(lines, number, f"furniture: {reason}") for number, reason in reasons.items())]
    facts = _either(text.facts, _from_lines(head, captions, body, way_back))
    return _Text(text.source, _trimmed(text.source, compose(text.edits, tidy(edits))), facts)


def _from_lines(head: Head, captions: Sequence[Line], body: Sequence[Line], way_back: SpanMap) -> Facts:
    def home(fact: Fact[Any] | None) -> Fact[Any] | None:
        return structs.replace(fact, span=way_back.to_source(fact.span)) if fact and fact.span else fact

    return Facts(
        title=home(head.title), authors=home(head.authors), modified=home(head.modified),
        published=home(head.published or infer_published(captions, body)),
        outlet=home(head.outlet or infer_outlet(body)),
    )  # fmt: skip


def _trimmed(source: str, edits: tuple[Edit, ...]) -> tuple[Edit, ...]:
    """`edits` and those that take the blanks from both ends of what they leave."""
    text = apply(source, edits)
    if not text.strip():
        return edits
    start, end = len(text) - len(text.lstrip()), len(text.rstrip())
    ends = [Edit(a, b, "", "blanks at the ends") for a, b in ((0, start), (end, len(text))) if a < b]
    return compose(edits, ends)


def _either(first: Facts, second: Facts) -> Facts:
    """The facts of `first`, and those of `second` where it has none."""
    missing = {name: getattr(second, name) for name in Facts.__struct_fields__ if getattr(first, name) is None}
    return structs.replace(first, **missing)


def _article(capture: Capture, source: str, edits: tuple[Edit, ...], facts: Facts) -> Article:
    return Article(
        id=capture.id, path=capture.path, source=source, edits=edits, facts=facts, media=capture.media,
        sha256=sha256(capture.content).hexdigest(), given=capture.given,
    )  # fmt: skip


def _problem(capture: Capture, reason: str) -> Problem:
    return Problem(stage="clean", document=capture.id, reason=reason)
