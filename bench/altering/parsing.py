"""The grammar of a text, with the lemmas that the product does without."""

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from twosource.annotate.parse import MODELS

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

__all__ = ["parsed"]


@cache
def _language() -> "Language":
    for name in MODELS:
        try:
            return import_module(name).load(exclude=["ner"])
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
    raise ModuleNotFoundError("no language model is installed")


def parsed(text: str) -> "Doc":
    """A text with its grammar.

    >>> parsed("Gates opened.")[1].lemma_
    'open'
    """
    return _language()(text)
