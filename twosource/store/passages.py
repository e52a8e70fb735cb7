"""What can be searched of a dossier: its quotations and its paragraphs, in a form that both databases find alike."""

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from twosource.model import Dossier, Quote, Variant
from twosource.report.shelf import visible

__all__ = ["Passage", "folded", "passages_in"]

LONGEST = 4000  # characters of one passage: what an index of words takes in one piece
TOKENS = re.compile(r"[^\W_]+")
UNSPACED = re.compile(r"([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")


class Passage(Struct, frozen=True, kw_only=True):
    """Words of a document from `start` to `end`; of a quotation also its speaker, utterance and relation to it."""

    document: str
    kind: str
    start: int
    end: int
    words: str
    folded: str
    speaker: str | None = None
    speaker_folded: str | None = None
    utterance: str | None = None
    relation: str | None = None


def folded(text: str) -> str:
    """Return the words of `text` without case, accents and marks, a blank between two.

    Scripts that are written without blanks give a word for each character, so that a run of them is found as a phrase.

    >>> folded("“Brandão told us – don’t row!”"), folded("渡輪沉沒")
    ('brandao told us don t row', '渡 輪 沉 沒')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(TOKENS.findall(UNSPACED.sub(r" \1 ", unicodedata.normalize("NFKC", plain))))


def passages_in(dossier: Dossier) -> Iterator[Passage]:
    """Yield the quotations of `dossier`, then the paragraphs of its documents."""
    texts = {document.id: document.text for document in dossier.documents}
    variants = {variant.quote: (one.id, variant) for one in dossier.utterances for variant in one.variants}
    names = {entity.id: entity.name for entity in dossier.entities}
    for quote in dossier.quotes:
        if quote.content and quote.document in texts:
            said = names.get(quote.speaker or "") or quote.speaker_name
            yield _quotation(quote, texts[quote.document], said, variants.get(quote.id))
    for document in dossier.documents:
        yield from _paragraphs(document.id, document.text)


def _quotation(quote: Quote, text: str, speaker: str | None, variant: tuple[str, Variant] | None) -> Passage:
    words = visible(" … ".join(span.of(text) for span in quote.content))[:LONGEST]
    called = " ".join(visible(name) for name in dict.fromkeys((speaker, quote.speaker_name)) if name)
    return Passage(
        document=quote.document, kind="quotation", start=quote.content[0].start, end=quote.content[-1].end,
        words=words, folded=folded(words), speaker=visible(speaker) if speaker else None,
        speaker_folded=f" {folded(called)} " if called else None,
        utterance=variant[0] if variant else None, relation=variant[1].relation if variant else None,
    )  # fmt: skip


def _paragraphs(document: str, text: str) -> Iterator[Passage]:
    for found in re.finditer(r"[^\n]+", text):
        for start in range(found.start(), found.end(), LONGEST):
            end = min(start + LONGEST, found.end())
            words = visible(text[start:end])
            if known := folded(words):
                yield Passage(document=document, kind="text", start=start, end=end, words=words, folded=known)
