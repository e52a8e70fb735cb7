"""Posts of a social network set into an article: their words stand without marks before a dash and who wrote them."""

import re

from twosource.annotate.attribution import Attribution
from twosource.annotate.parse import Parsed
from twosource.model import Span

__all__ = ["embedded_posts"]

LONGEST = 400  # characters of a post with its links
LINKS = re.compile(r"(?:\s*(?:https?://|pic\.twitter\.com/)\S+)+\s*$")
SIGNED = re.compile(
    r"\s*[—–―-]{1,2}\s(?P<name>[^—–―\n()]{1,60}?)\s\(@\w{1,20}\)\s*"
    r"(?:\d{1,2}\s)?[A-Z][a-z]{2,8}\.?\s(?:\d{1,2},\s)?\d{4}\W*$"
)


def embedded_posts(parsed: Parsed) -> list[Attribution]:
    """Return the posts that stand in paragraphs of their own and end with name, handle and date of their writer.

    The links behind the words are no part of them.

    >>> from twosource.annotate.parse import parse
    >>> from twosource.model import Article, Facts
    >>> text = "The pier is ours! https://t.co/abc — Ann Orr (@annorr) May 2, 2021"
    >>> article = Article(id="a", path="a.txt", source=text, edits=(), facts=Facts(), sha256="")
    >>> [(post.content[0].of(text), post.source[0].of(text)) for post in embedded_posts(parse([article])[0])]
    [('The pier is ours!', 'Ann Orr')]
    """
    text = parsed.article.text
    return list(filter(None, (_post(text, paragraph.span) for paragraph in parsed.paragraphs)))


def _post(text: str, paragraph: Span) -> Attribution | None:
    if paragraph.length > LONGEST:
        return None
    signed = SIGNED.search(text, paragraph.start, paragraph.end)
    if signed is None:
        return None
    said = LINKS.sub("", text[paragraph.start : signed.start()])
    if not re.search(r"[^\W\d_]{2}", said):
        return None
    content = Span(paragraph.start, paragraph.start + len(said))
    name = Span(*signed.span("name"))
    return Attribution(content=(content,), cue=(), source=(name,), rule="post", anchor=name.start)
