"""Whom a document credits for a passage, and which agency's text it is as a whole.

A passage that names the newsroom it is from ("told the Harbour Post", "the Post reported") is no witness beside that
newsroom's own report, nor beside another document that credits the same one.
"""

import re
from collections.abc import Collection, Sequence

from twosource.annotate.newsrooms import is_agency, newsroom
from twosource.corroborate.citations import Citations
from twosource.corroborate.material import Material, Volume
from twosource.derive.credits import learn_newsrooms, same_newsroom
from twosource.model import Place, Span
from twosource.words import lines

__all__ = ["Credited"]

HEAD, FOOT = 400, 120  # characters at either end of a text in which a credit is for all of it


class Credited:
    """The credits of one story, arranged for asking about one passage after another."""

    def __init__(self, material: Material, citations: Citations) -> None:
        self._material = material
        self._outlets = citations.outlets
        self._credits: dict[str, list[tuple[Span, str]]] = {id: [] for id in material.volumes}
        for one in citations.all:
            if one.by is None:
                self._credits[one.document].append((one.span, one.name))
        learned = learn_newsrooms(volume.article for volume in material.volumes.values())
        self._agencies = {
            one.id: name for one in material.volumes.values() if (name := self._agency(one, citations, learned))
        }

    def _agency(self, volume: Volume, citations: Citations, learned: frozenset[str]) -> str | None:
        """The agency in the dateline, the signature or the byline."""
        end = len(volume.article.text) - FOOT
        for one in citations.whole(volume.id):
            if (one.span.start < HEAD or one.span.end > end) and (is_agency(one.name) or one.name in learned):
                return one.name
        authors = volume.article.facts.authors.value if volume.article.facts.authors else ()
        named = [newsroom(name) for name in authors if is_agency(name) or newsroom(name) in learned]
        return next((name for name in named if not _may_be_called(name, volume.outlet)), None)

    def at(self, place: Place, told: Collection[str] = ()) -> tuple[str, ...]:
        """Whom the passage at `place` credits: ids of documents, or ``unseen:NAME``, in order.

        A credit counts for its sentence, and for the quotations of its paragraph; that of an agency at the head, at
        the foot or in the byline for the whole text. Of several documents of one newsroom those in `told` are meant.
        """
        volume = self._material.volumes[place.document]
        scope = self._scope(volume, place.span)
        names = dict.fromkeys(name for span, name in self._credits[place.document] if span.overlap(scope))
        if place.document in self._agencies:
            names[self._agencies[place.document]] = None
        return tuple(dict.fromkeys(one for name in names for one in self._called(name, volume, told)))

    def _scope(self, volume: Volume, span: Span) -> Span:
        """Where a credit is one for `span`: in its sentence, or in the paragraph of a quotation; nowhere for more."""
        text = volume.article.text
        end = text.find("\n", span.start)
        paragraph = Span(text.rfind("\n", 0, span.start) + 1, len(text) if end < 0 else end)
        if not paragraph.holds(span):
            return Span(span.start, span.start)
        return paragraph if any(mark.overlap(span) for mark in volume.marks) else volume.sentence(span)

    def _called(self, name: str, volume: Volume, told: Collection[str]) -> Sequence[str]:
        """The documents of the newsroom called `name`, or the name as that of an unseen source."""
        if _may_be_called(name, volume.outlet):
            return ()
        given = [id for id, outlet in sorted(self._outlets.items()) if _may_be_called(name, outlet) and id != volume.id]
        return [id for id in given if id in told] or given[:1] or (f"unseen:{name}",)


def _may_be_called(name: str, outlet: str) -> bool:
    """Whether a newsroom of `outlet` may be called `name` in reports: by initials, its first words or its last one.

    >>> [_may_be_called(name, "Northern Wire Post") for name in ("NWP", "Northern", "Post", "Reuters")]
    [True, True, True, False]
    """
    words = re.sub(r"^[Tt]he ", "", outlet).split()
    initials = "".join(word[0] for word in words if word[0].isupper())
    at_an_end = name.split() == words[: len(name.split())] or (name == words[-1] and name in lines("en/outlet_words"))
    return same_newsroom(name, outlet) or at_an_end or (len(name) > 1 and name == initials)
