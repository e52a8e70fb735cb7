"""The way of each quotation: the outlet of the document, whom that credits, and who speaks."""

import re
from collections.abc import Iterable, Iterator
from typing import Literal

from twosource.annotate.newsrooms import is_agency, is_outlet
from twosource.corroborate.citations import Citations
from twosource.corroborate.material import Material
from twosource.derive.credits import same_newsroom
from twosource.model import Chain, Link, Place, Quote, Span
from twosource.words import lines

__all__ = ["find_chains"]

DOCUMENT = re.compile(r"(?:the |an? |this |that )?(?:[\w-]+ )*?([a-z]+(?: release)?)")


def find_chains(material: Material, citations: Citations) -> tuple[Chain, ...]:
    """Return the chain of every quote, in the order of documents and quotes.

    First the outlet of the document (its id, where that is not known), then what it credits for the whole article, for
    the sentence, or as those to whom it was said, then the speakers of the quotes that report this one, from the
    outside in, and the speaker last. Nobody stands in it twice.
    """
    quotes = {quote.id: quote for quote in material.quotes()}
    return tuple(
        Chain(quote=quote.id, links=tuple(_once(_links(quote, quotes, material, citations))))
        for quote in quotes.values()
    )


def _links(quote: Quote, quotes: dict[str, Quote], material: Material, citations: Citations) -> Iterator[Link]:
    document = quote.document
    yield Link(name=material.volumes[document].outlet, kind="outlet")
    for credit in citations.whole(document)[:1]:
        yield Link(name=credit.name, kind=_newsroom(credit.name), place=Place(document, credit.span))
    outer = list(_outer(quote, quotes))
    anchor = min((*quote.cue, *quote.source, *quote.content))
    told = quote.occasion.spans if quote.occasion else ()
    for credit in citations.at(document, anchor):
        inside = any(part.holds(credit.span) for part in quote.content)
        heard = any(part.overlap(credit.span) for part in told)
        other = any(credit.span in one.source for one in quotes.values() if one is not quote and one not in outer)
        to_other = not heard and _is_told_to(credit.span, quotes.values(), document)
        if not inside and not other and not to_other and credit.span not in quote.source:
            yield Link(name=credit.name, kind=_newsroom(credit.name), place=Place(document, credit.span))
    for one in (*outer, quote):
        yield _speaker(one, material)


def _is_told_to(span: Span, quotes: Iterable[Quote], document: str) -> bool:
    """Whether the words tell to whom another quotation was said."""
    told = (quote.occasion for quote in quotes if quote.document == document)
    return any(occasion is not None and span in occasion.spans for occasion in told)


def _outer(quote: Quote, quotes: dict[str, Quote]) -> Iterator[Quote]:
    """The quotes that report `quote`, the outermost first."""
    found: list[Quote] = []
    at = quotes.get(quote.within or "")
    while at is not None and at not in found:
        found.append(at)
        at = quotes.get(at.within or "")
    yield from reversed(found)


def _speaker(quote: Quote, material: Material) -> Link:
    place = Place(quote.document, quote.source[0]) if quote.source else None
    entity = material.entities.get(quote.speaker or "")
    name = entity.name if entity is not None else quote.speaker_name
    if name is None:
        return Link(name=None, kind="unknown", place=place)
    if entity is not None and entity.type == "person":
        return Link(name=name, kind="person", place=place)
    if quote.naming == "anonymous":
        return Link(name=name, kind="anonymous", place=place)
    if entity is not None:
        newsroom = _newsroom(name) if is_outlet(name) else "organisation"
        return Link(name=name, kind=newsroom, place=place)
    document = DOCUMENT.fullmatch(name)
    is_document = document is not None and document[1] in lines("en/speaking_documents")
    return Link(name=name, kind="document" if is_document else "person", place=place)


def _newsroom(name: str) -> Literal["agency", "outlet"]:
    return "agency" if is_agency(name) else "outlet"


def _once(links: Iterable[Link]) -> Iterator[Link]:
    """`links` without those that name again who stands before them in the chain."""
    kept: list[Link] = []
    for link in links:
        if link.name is None or not any(_is_one(link.name, one.name) for one in kept):
            kept.append(link)
            yield link


def _is_one(name: str, other: str | None) -> bool:
    return other is not None and (name == other or same_newsroom(name, other))
