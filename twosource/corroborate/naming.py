"""How documents and passages are called in the sentences that people read."""

from collections.abc import Sequence

from twosource.corroborate.material import Material
from twosource.corroborate.wording import acts_in, words
from twosource.model import Place

__all__ = ["excerpt", "label", "listed", "stands_alone", "wording"]

LONGEST_EXCERPT = 240
SUBJECTLESS = frozenset(
    ("in", "on", "at", "by", "to", "for", "from", "with", "who", "which", "where", "was", "is", "are", "were", "has",
     "have", "had", "being", "him", "them")
)  # fmt: skip


def stands_alone(text: str) -> bool:
    """Whether words of a sentence can be read without the rest of it: they begin with who or what did something.

    >>> stands_alone("The quay is shut"), stands_alone("is shut"), stands_alone("with him")
    (True, False, False)
    """
    said = [word for word, _ in words(text)][:1]
    return bool(said) and said[0] not in SUBJECTLESS and not acts_in(said)


def label(document: str, material: Material) -> str:
    """What to call a document: its outlet if no other document has it, else its id; an unseen source by its name."""
    if document not in material.volumes:
        name = document.removeprefix("unseen:")
        return "an unseen source that nothing names" if name.isdigit() else name
    outlet = material.volumes[document].outlet
    alone = sum(volume.outlet == outlet for volume in material.volumes.values()) == 1
    return outlet if alone else document


def listed(names: Sequence[str]) -> str:
    """Names in a row, as in a sentence.

    >>> listed(["Ada", "Ben", "Cy"])
    'Ada, Ben and Cy'
    """
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def excerpt(place: Place, material: Material) -> str:
    """The sentence at `place` on one line; of a long one, the part around `place`."""
    volume = material.volumes[place.document]
    sentence = volume.sentence(place.span)
    text = sentence.of(volume.article.text)
    if len(text) > LONGEST_EXCERPT:
        spare = max(0, LONGEST_EXCERPT - place.span.length) // 2
        low = max(0, place.span.start - sentence.start - spare)
        high = min(len(text), place.span.end - sentence.start + spare)
        low = text.find(" ", low) + 1 if low and " " in text[low:high] else low
        high = text.rfind(" ", low, high) if high < len(text) and " " in text[low:high] else high
        text = ("… " if low else "") + text[low:high] + (" …" if high < len(text) else "")
    return " ".join(text.split())


def wording(place: Place, material: Material) -> str:
    """The words at `place` on one line, cut at the end if they are long."""
    text = " ".join(material.text(place).split()).removeprefix("that ")
    return text if len(text) <= LONGEST_EXCERPT else text[:LONGEST_EXCERPT].rsplit(" ", 1)[0] + " …"
