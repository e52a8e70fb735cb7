"""The documents of a dossier by id: how a reader calls each, and the address of its passages on the page."""

import re
from collections.abc import Iterable, Sequence

from twosource.model import Document, Dossier, Place, Span

__all__ = ["Shelf", "short_names", "visible"]

LONGEST_NAME = 24
STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    r"""Replace, one for one, the characters that could steer a terminal, break a page or turn the direction of writing.

    Controls, lone surrogates, line separators and marks that embed or override a direction become U+FFFD; line feed and
    tab stay.

    >>> visible("red\x1b[31m \u202egnirts")
    'red�[31m �gnirts'
    """
    return STEERING.sub("\ufffd", text)


def short_names(ids: Sequence[str]) -> dict[str, str]:
    """Return what to call each document: the first part of its id where that tells them all apart, else the id.

    >>> short_names(["000_58d2", "001_51b4"])
    {'000_58d2': '000', '001_51b4': '001'}
    >>> short_names(["port-1", "port-2"])
    {'port-1': 'port-1', 'port-2': 'port-2'}
    """
    first = {id: visible(re.split(r"[_\s]", id, maxsplit=1)[0]) for id in ids}
    if len(set(first.values())) == len(ids) and all(first.values()) and max(map(len, first.values()), default=0) <= 12:
        return first
    cut = {id: visible(id) if len(id) <= LONGEST_NAME else visible(id[: LONGEST_NAME - 1]) + "…" for id in ids}
    return cut if len(set(cut.values())) == len(ids) else {id: visible(id) for id in ids}


class Shelf:
    """The documents in their order, and names and addresses for them that are safe whatever their ids hold."""

    def __init__(self, dossier: Dossier) -> None:
        self.documents: tuple[Document, ...] = dossier.documents
        self._index = {document.id: i for i, document in enumerate(dossier.documents)}
        self._names = short_names(list(self._index))
        renamed = sorted((id for id, name in self._names.items() if id != name), key=len, reverse=True)
        self._long = re.compile("|".join(rf"(?<!\w){re.escape(id)}(?!\w)" for id in renamed)) if renamed else None
        self._unseen = {one.id: one.name for one in dossier.lineage.unseen}

    @property
    def longest(self) -> int:
        """Number of characters of the longest name of a document."""
        return max(map(len, self._names.values()), default=0)

    @property
    def named(self) -> frozenset[str]:
        """The ids of the unseen sources that have a name."""
        return frozenset(id for id, name in self._unseen.items() if name is not None)

    def __contains__(self, id: str) -> bool:
        return id in self._index

    def __getitem__(self, id: str) -> Document:
        return self.documents[self._index[id]]

    def index(self, id: str) -> int:
        """Position of the document, from 0. Raises KeyError where there is none of that id."""
        return self._index[id]

    def name(self, id: str) -> str:
        """The short name of a document, or the name of an unseen source."""
        if id in self._names:
            return self._names[id]
        suffix = id.removeprefix("unseen:")
        return visible(self._unseen.get(id, suffix) or f"unseen source {suffix}")

    def key(self, id: str) -> str:
        """What the box of a document, or of an unseen source, is called in the drawing: ``d-0``, ``u-0``."""
        if id in self._index:
            return f"d-{self._index[id]}"
        return f"u-{list(self._unseen).index(id)}" if id in self._unseen else "u"

    def told(self, text: str) -> str:
        """`text` as told by a stage, with the short names of documents in the place of their ids."""
        return self._long.sub(lambda found: self._names[found[0]], text) if self._long else text

    def address(self, document: str, spans: Iterable[Span]) -> str:
        """The fragment of the page at which the characters in `spans` of `document` are shown: ``d-0-120-160``.

        Raises KeyError where there is no such document.
        """
        runs = ".".join(f"{span.start}-{span.end}" for span in spans)
        return f"d-{self.index(document)}-{runs}" if runs else f"d-{self.index(document)}"

    def words(self, place: Place) -> str:
        """The words at `place`."""
        return place.span.of(self[place.document].text)
