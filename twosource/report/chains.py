"""Who says that who says, as a line to read under a passage."""

from twosource.model import Chain, Dossier, Quote, Span
from twosource.report.shelf import visible

__all__ = ["ShownChains"]

LONGEST = 90  # characters of the words for the occasion


class ShownChains:
    """The chains of a dossier by the passages they are about."""

    def __init__(self, dossier: Dossier) -> None:
        chains = {chain.quote: chain for chain in dossier.chains}
        texts = {document.id: document.text for document in dossier.documents}
        self._by: dict[str, list[tuple[Quote, str]]] = {}
        for quote in dossier.quotes:
            chain, text = chains.get(quote.id), texts.get(quote.document)
            if chain is not None and text is not None:
                self._by.setdefault(quote.document, []).append((quote, _line(chain, quote, text)))

    def get(self, document: str, span: Span) -> str:
        """The line of the shortest quotation that holds the passage, or of the one that it holds; else empty."""
        held = [
            (sum(part.length for part in quote.content), line)
            for quote, line in self._by.get(document, ())
            if any(2 * part.overlap(span) >= span.length > 0 for part in quote.content)
        ]
        return min(held)[1] if held else ""


def _line(chain: Chain, quote: Quote, text: str) -> str:
    """ "Harbour Post < Corran Wire < Mara Voss, at a press conference"; empty where it is outlet and speaker alone."""
    names = [link.name or "a speaker who is not named" for link in chain.links]
    occasion = " ".join(" ".join(span.of(text) for span in quote.occasion.spans).split()) if quote.occasion else ""
    if len(names) < 3 and not occasion:
        return ""
    told = f", {occasion[:LONGEST].rstrip()}{'…' if len(occasion) > LONGEST else ''}" if occasion else ""
    return visible(" < ".join(names) + told)
