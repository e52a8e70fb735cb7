"""How many of the documents that say something are witnesses of their own, judged by passage.

A document's passage that was taken over adds no witness; its own passages do. Shared words inside quotation marks are
no copying: two reporters who heard one speaker write the same words. A link that is not certain moves only the lower
bound, so that the truth lies within the range. What makes a link certain is that the two documents have one source:
who took it from whom may be open, and often is where a long passage stands in both.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from twosource.corroborate.citations import citations_of
from twosource.corroborate.credited import Credited
from twosource.corroborate.guidance import NOTHING_GIVEN, Guidance
from twosource.corroborate.loops import find_loops
from twosource.corroborate.material import Material
from twosource.corroborate.naming import label
from twosource.derive.connected import connected
from twosource.derive.credits import same_newsroom
from twosource.model import Derivation, Lineage, Place, Reuse, Span

__all__ = ["Links", "Witnesses", "count_witnesses"]

CERTAIN = 0.9  # an edge at least this confident counts in both bounds
NEARLY = 0.75  # so does one at least this confident that carries most of a document
LIKELY = 0.5  # so does one at least this confident where a long passage stands in both, whoever had it first
MOSTLY_COPIED = 0.7  # a document of which this share is taken over has nothing of its own to say where it rewrites
PARTLY_COPIED = 0.3  # below that share, a passage in other words is the document's own
SAME_WORDS = 14  # so many own words are a long passage; shared with no edge to explain it, they leave a doubt
FEW_WORDS = 3
RETOLD = 5  # so many telling words in common, in documents that took from one agency: perhaps both retell it


def _one_source(edge: Derivation) -> bool:
    """Whether its two ends certainly have one source.

    The confidence of an edge is that this is the parent, and this way round. Where most of a document stands in
    another, or both are versions of one article, that may be open, and whether they have one source is not.
    """
    if edge.kind == "revision" or edge.by_hand or _is_retold(edge):
        return True
    most = edge.share >= MOSTLY_COPIED
    return edge.confidence >= CERTAIN or (most and (edge.confidence >= NEARLY or not edge.directed))


def _is_retold(edge: Derivation) -> bool:
    """Whether details that no other document has show that the child retells its parent."""
    return edge.confidence >= CERTAIN if edge.kind == "retelling" else any(v.signal == "retells" for v in edge.evidence)


class Witnesses(Struct, frozen=True):
    """A count of independent witnesses, from `low` to `high`, and the derivation that would move it, if any.

    `groups` are the documents that count as one where every link holds (as for `low`); `homes` says for every
    document from which it goes back to where the certain links hold: itself, another document, or an unseen source.
    `doubt` tells in words why `low` and `high` differ. `houses` are the owners whose outlets count as one by the table
    that was given, and otherwise would not, with their documents.
    """

    low: int
    high: int
    turns_on: str | None
    groups: tuple[tuple[str, ...], ...]
    homes: dict[str, str]
    doubt: str = ""
    houses: tuple[tuple[str, tuple[str, ...]], ...] = ()


class _Link(Struct, frozen=True):
    """That `child` did not say it on its own but with `parent`; `edge` is None where only shared words say so."""

    child: str
    parent: str
    certain: bool
    edge: str | None
    confidence: float


class Links:
    """Shared passages and derivations of one story, arranged for asking about one passage after another."""

    def __init__(
        self, material: Material, reuse: Sequence[Reuse], lineage: Lineage, guidance: Guidance = NOTHING_GIVEN
    ) -> None:
        self.material = material
        self.guidance = guidance
        self._sharing: dict[tuple[str, Span, str, tuple[Span, ...]], bool] = {}
        self.shared: dict[tuple[str, str], list[tuple[Span, Span]]] = {}
        for one in reuse:
            self.shared.setdefault((one.left.document, one.right.document), []).append((one.left.span, one.right.span))
            self.shared.setdefault((one.right.document, one.left.document), []).append((one.right.span, one.left.span))
        for pairs in self.shared.values():
            pairs.sort()
        self.edges: dict[str, list[Derivation]] = {}
        for edge in sorted(lineage.edges, key=lambda e: e.id):
            self.edges.setdefault(edge.child, []).append(edge)
            if not edge.directed and edge.parent in material.volumes:
                self.edges.setdefault(edge.parent, []).append(edge)
        self.children: dict[str, list[str]] = {}
        for edge in sorted(lineage.edges, key=lambda e: (e.parent, e.child)):
            self.children.setdefault(edge.parent, []).append(edge.child)
        self.revisions = [edge for edge in lineage.edges if edge.kind == "revision"]
        self.citations = citations_of(material)
        self.loops = find_loops(material, self.citations)
        self.credits = {unseen.id: unseen.places for unseen in lineage.unseen}
        self.credited = Credited(material, self.citations)

    def are_versions(self, documents: Collection[str]) -> bool:
        """Whether several `documents` are versions of one article."""
        ends = [(edge.parent, edge.child) for edge in self.revisions]
        ids = sorted({one for pair in ends for one in pair})
        return len(documents) > 1 and any({*documents} <= {*group} for group in connected(ids, ends))

    def of_one_newsroom(self, documents: Sequence[str]) -> list[_Link]:
        """What joins articles of one newsroom: it is one witness, however many it writes."""
        outlets = {id: self.material.volumes[id].outlet for id in documents if id in self.material.volumes}
        return [
            _Link(other, one, True, None, 1.0)
            for at, one in enumerate(documents)
            for other in documents[at + 1 :]
            if outlets[one] != one and same_newsroom(outlets[one], outlets[other])
        ]

    def is_directed(self, parent: str, child: str) -> bool:
        """Whether it is told that `child` has it from `parent`; True as well where no edge joins them."""
        ends = {parent, child}
        return not any({edge.parent, edge.child} == ends and not edge.directed for edge in self.edges.get(child, ()))

    def is_superseded(self, document: str) -> bool:
        """Whether a later version of the article is among the documents."""
        return any(edge.directed and edge.parent == document for edge in self.revisions)

    def counterpart(self, place: Place, other: str) -> tuple[Place, bool] | None:
        """The passage of `other` that shares the author's own words of the sentence at `place`, None if none does.

        With it, whether the shared passage is a long one.
        """
        volume = self.material.volumes[place.document]
        sentence = volume.sentence(place.span)
        own = volume.own_terms(sentence)
        if len(own) < FEW_WORDS:  # all of it quoted: go by the sentences around
            sentence = volume.around(place.span)
            own = volume.own_terms(sentence)
        best: tuple[int, Span, Span] | None = None
        common = 0
        for here, there in self.shared.get((place.document, other), ()):
            if not here.overlap(sentence):
                continue
            within = sum(here.holds(term.span) for term in own)
            common += within
            if best is None or within > best[0]:
                best = (within, there, here)
        if best is None or common < FEW_WORDS or 2 * common < len(own):
            return None
        return Place(other, best[1]), len(volume.own_terms(best[2])) >= SAME_WORDS

    def shares_wording(self, place: Place, others: Sequence[Place]) -> bool:
        """Whether most of the sentence at `place`, outside marks, stands so in the sentences at `others`."""
        volume, other = (self.material.volumes[one] for one in (place.document, others[0].document))
        sentences = tuple(sorted({other.sentence(one.span) for one in others}))
        asked = (volume.id, volume.sentence(place.span), other.id, sentences)
        if asked not in self._sharing:
            self._sharing[asked] = self._shares(*asked)
        return self._sharing[asked]

    def _shares(self, document: str, mine: Span, other: str, sentences: Sequence[Span]) -> bool:
        own = self.material.volumes[document].own_terms(mine)
        near = [both for both in self.shared.get((document, other), ()) if both[0].overlap(mine)]
        spans = [here for here, there in near if any(there.overlap(sentence) for sentence in sentences)]
        if len(own) < SAME_WORDS or not spans:
            return False
        common = sum(any(span.holds(term.span) for span in spans) for term in own)
        return common >= SAME_WORDS and 2 * common >= len(own)

    def retells(self, place: Place, others: Iterable[Place]) -> bool:
        """Whether the sentence at `place` has many words in common with one at `others`, whatever their order."""
        own = self._keys(place)
        return any(len(own & self._keys(other)) >= RETOLD for other in others)

    def _keys(self, place: Place) -> frozenset[str]:
        volume = self.material.volumes[place.document]
        return frozenset(term.key for term in volume.own_terms(volume.sentence(place.span)) if term.content)

    def inherited(self, place: Place, told: Mapping[str, Sequence[Place]]) -> Iterator[tuple[_Link, Place | None]]:
        """The links by which the passage at `place` is not its document's own, and where it goes back to.

        `told` are all the passages, by document, that state the same thing.
        """
        child = place.document
        known: set[str] = set()
        for edge in self.edges.get(child, ()):
            parent = edge.parent if edge.child == child else edge.child
            certain = _one_source(edge)
            whole = edge.kind != "copy" or edge.by_hand  # of all that both say
            known.add(parent)
            if parent in self.material.volumes:
                found = self.counterpart(place, parent)
                if found is not None:
                    sure = certain or (found[1] and edge.confidence >= LIKELY)
                    yield _Link(child, parent, sure, edge.id, edge.confidence), found[0]
                elif parent in told and (whole or edge.share >= PARTLY_COPIED):
                    sure = certain and (whole or edge.share >= MOSTLY_COPIED or _is_retold(edge))
                    yield _Link(child, parent, sure, edge.id, edge.confidence), None
            elif self._from_unseen(place, edge, told):
                sure = certain or edge.confidence >= LIKELY
                yield _Link(child, parent, sure, edge.id, edge.confidence), None
            elif any(self.retells(place, told.get(one, ())) for one in self.children.get(parent, ()) if one != child):
                yield _Link(child, parent, False, edge.id, edge.confidence), None
        for source in self.credited.at(place, told):
            if {child, source} in self.guidance.apart:
                continue
            known.add(source)
            yield _Link(child, source, True, None, 1.0), next(iter(told.get(source, ())), None)
        for other, others in told.items():
            linked = other in known or any(edge.parent == child for edge in self.edges.get(other, ()))
            linked = linked or {child, other} in self.guidance.apart
            if other != child and not linked and self.shares_wording(place, others):
                yield _Link(child, other, False, None, 0.5), None
        for other in self._in_loop(place, told):
            yield _Link(child, other, True, None, 1.0), None

    def _in_loop(self, place: Place, told: Mapping[str, Sequence[Place]]) -> list[str]:
        """The documents in `told` that credit, and are credited by, that of `place` for what stands there."""
        sentence = self.material.volumes[place.document].sentence(place.span)
        held = [
            loop
            for loop in self.loops
            if any(one.document == place.document and one.span.overlap(sentence) for one in loop.places)
        ]
        others = {one for loop in held for one in loop.documents}
        return sorted(one for one in others if one in told and one != place.document)

    def _from_unseen(self, place: Place, edge: Derivation, told: Mapping[str, Sequence[Place]]) -> bool:
        """Whether the passage is what `edge` took from a source that is not given.

        It is where it is shared with another document that took from there, where the source is credited in its
        sentence, or where nearly all of the document was taken.
        """
        if edge.share >= MOSTLY_COPIED or edge.by_hand:
            return True
        siblings = [one for one in self.children.get(edge.parent, ()) if one != place.document]
        if any(self.counterpart(place, one) for one in siblings if one in self.material.volumes):
            return True
        if any(self.counterpart(there, place.document) for one in siblings for there in told.get(one, ())):
            return True
        sentence = self.material.volumes[place.document].sentence(place.span)
        cited = [one for evidence in edge.evidence for one in evidence.spans] + list(self.credits.get(edge.parent, ()))
        return any(one.document == place.document and one.span.overlap(sentence) for one in cited)


def count_witnesses(places: Iterable[Place], links: Links, taken: Sequence[tuple[str, str, bool]] = ()) -> Witnesses:
    """Count the independent witnesses among the documents that say something at `places`.

    A document with a passage of its own is a witness for it, whatever else it copied. Documents that go back to one
    ancestor, given or unseen, are one witness (siblings count once); so are the two ends of an edge whose direction
    cannot be told, and the outlets of one owner where a table of owners was given. `taken` are children with their
    parents known from elsewhere, and whether each is certain.
    """
    by_document: dict[str, list[Place]] = {}
    for place in sorted(places):
        by_document.setdefault(place.document, []).append(place)
    documents = tuple(by_document)
    certain: list[_Link] = []
    doubtful: list[_Link] = []
    for own in by_document.values():
        sure, unsure = _links_of(own, by_document, links)
        certain += sure
        doubtful += unsure
    certain += [_Link(child, parent, True, None, 1.0) for child, parent, sure in taken if sure]
    doubtful += [_Link(child, parent, False, None, LIKELY) for child, parent, sure in taken if not sure]
    houses = links.guidance.houses(documents)
    owned = [_Link(one, members[0], True, None, 1.0) for _, members in houses for one in members[1:]]
    owned += links.of_one_newsroom(documents)
    high_groups = _groups(documents, [*certain, *owned])
    low_groups = _groups(documents, [*certain, *doubtful, *owned])
    low, high = len(low_groups), len(high_groups)
    turning = _turning(documents, [*certain, *owned], doubtful) if low != high else None
    doubt = ""
    if turning:
        child, parent = (label(name, links.material) for name in (turning.child, turning.parent))
        perhaps = turning.edge is not None or (turning.child, turning.parent, False) in taken
        why = "may have it from" if perhaps else "shares words here with"
        doubt = f"{child} {why} {parent}"
    edge, homes = turning.edge if turning else None, _homes(documents, certain)
    told = tuple((owner, members) for owner, members in houses if len({homes[one] for one in members}) > 1)
    return Witnesses(low, high, edge, low_groups, homes, doubt, told)


def _links_of(
    own: Sequence[Place], told: Mapping[str, Sequence[Place]], links: Links
) -> tuple[list[_Link], list[_Link]]:
    """The certain and the doubtful links of one document: none where one of its passages is its own.

    Where one of its passages is perhaps its own, the links of the others are no longer certain. What stands in one
    paragraph is one passage, taken over if a part of it is.
    """
    text = links.material.volumes[own[0].document].article.text
    paragraphs: dict[int, list[Place]] = {}
    for place in own:
        paragraphs.setdefault(text.rfind("\n", 0, place.span.start), []).append(place)
    found = [_together([_followed(place, told, links) for place in held]) for held in paragraphs.values()]
    if not all(sure or unsure for sure, unsure in found):
        return [], []
    certain = [link for sure, _ in found for link in sure]
    doubtful = [link for _, unsure in found for link in unsure]
    if all(sure for sure, _ in found):
        return certain, doubtful
    return [], [*certain, *doubtful]


def _together(found: Sequence[tuple[list[_Link], list[_Link]]]) -> tuple[list[_Link], list[_Link]]:
    return [link for sure, _ in found for link in sure], [link for _, unsure in found for link in unsure]


def _followed(place: Place, told: Mapping[str, Sequence[Place]], links: Links) -> tuple[list[_Link], list[_Link]]:
    """The links of one passage, followed from ancestor to ancestor; beyond a doubtful one all are doubtful."""
    certain: list[_Link] = []
    doubtful: list[_Link] = []
    waiting = [(place, True)]
    seen = {place.document}
    while waiting:
        here, sure = waiting.pop()
        for link, there in links.inherited(here, told):
            (certain if link.certain and sure else doubtful).append(link)
            if there is not None and there.document not in seen:
                seen.add(there.document)
                waiting.append((there, sure and link.certain))
    return certain, doubtful


def _roots(links: Iterable[_Link]) -> dict[str, str]:
    """Union-find: for every name in `links`, the name it goes back to (an ancestor rather than a descendant)."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            name = parent[name]
        return name

    for link in links:
        child, ancestor = root(link.child), root(link.parent)
        if child != ancestor:
            parent[child] = ancestor
    return {name: root(name) for name in sorted(parent)}


def _groups(documents: Sequence[str], links: Iterable[_Link]) -> tuple[tuple[str, ...], ...]:
    roots = _roots(links)
    groups: dict[str, list[str]] = {}
    for document in sorted(documents):
        groups.setdefault(roots.get(document, document), []).append(document)
    return tuple(sorted(tuple(group) for group in groups.values()))


def _homes(documents: Sequence[str], certain: Sequence[_Link]) -> dict[str, str]:
    roots = _roots(certain)
    return {document: roots.get(document, document) for document in documents}


def _turning(documents: Sequence[str], certain: Sequence[_Link], doubtful: Sequence[_Link]) -> _Link | None:
    """The doubtful link that would move the count furthest were it certain; the more confident of two."""

    def gain(link: _Link) -> tuple[int, float, bool]:
        left = len(_groups(documents, [*certain, link]))
        return (-left, link.confidence, link.edge is not None)

    ordered = sorted(doubtful, key=lambda link: (link.child, link.parent, link.edge or ""))
    return max(ordered, key=gain, default=None)
