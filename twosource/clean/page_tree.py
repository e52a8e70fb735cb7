"""A page as the lines that a reader sees: one block, one line."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["page_lines", "parse_page"]

UNSEEN = frozenset(("script", "style", "template", "head", "svg", "iframe", "object", "select", "option", "math"))
INLINE = frozenset(
    ("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img",
     "ins", "kbd", "label", "mark", "nobr", "picture", "q", "s", "samp", "small", "source", "span", "strike", "strong",
     "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip


def parse_page(text: str) -> "HtmlElement | None":
    """Return the root of a page, or None where there is nothing to parse."""
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return document_fromstring(
            re.sub("[\0-\\x08\\x0b\\x0c\\x0e-\\x1f]", " ", text).encode("utf-8", "replace"), parser=parser
        )
    except (etree.LxmlError, ValueError, AssertionError):
        return None


def page_lines(root: "HtmlElement") -> list[str]:
    """The text of the page, block by block, with blanks as a browser would show them."""
    pieces: list[str] = []
    todo: list[tuple[Any, bool]] = [(root, False)]
    while todo:
        node, leaving = todo.pop()
        tag = node.tag if isinstance(node.tag, str) else ""
        breaks = tag not in INLINE
        if leaving:
            pieces.append("\n" if breaks else "")
            pieces.append(re.sub(r"\s+", " ", node.tail or "") if node is not root else "")
            continue
        pieces.append("\n" if breaks else "")
        todo.append((node, True))
        if tag and tag not in UNSEEN:
            pieces.append(re.sub(r"\s+", " ", node.text or ""))
            todo.extend((child, False) for child in reversed(node))
    lines = (re.sub(" {2,}", " ", line).strip() for line in "".join(pieces).split("\n"))
    return [line for line in lines if line]
