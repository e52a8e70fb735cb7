"""An article as the dossier shows it: its facts laid flat, its edits with what they took away."""

from typing import Any

from twosource.model import Article, Document, Fact, Facts, RecordedEdit

__all__ = ["document_row"]

SHOWN = ("title", "outlet", "authors", "published", "modified", "language", "url")


def document_row(article: Article) -> Document:
    """Return the row of `article` for the dossier.

    A fact's ``_from`` says where it was found; of a fact that was worked out it also says how.

    >>> from twosource.model import Edit
    >>> row = document_row(Article(id="a", path="a.txt", source="Share It rained.", sha256="", facts=Facts(
    ...     published=Fact(value="2031-05-02", found="weekday", inferred=True, because="Friday before the dateline")),
    ...     edits=(Edit(0, 6, "", "furniture: share bar"),)))
    >>> row.text, row.edits[0].was, row.published_from
    ('It rained.', 'Share ', 'weekday; inferred: Friday before the dateline')
    """
    facts = article.facts
    return Document(
        id=article.id,
        path=article.path,
        outlet=_value(facts.outlet),
        outlet_from=_found(facts.outlet),
        title=_value(facts.title),
        title_from=_found(facts.title),
        authors=_value(facts.authors) or (),
        authors_from=_found(facts.authors),
        published=_value(facts.published),
        published_from=_found(facts.published),
        modified=_value(facts.modified),
        language=_value(facts.language),
        url=_value(facts.url),
        inferred=_inferred(facts),
        text=article.text,
        sha256=article.sha256,
        edits=tuple(
            RecordedEdit(edit.start, edit.end, edit.text, edit.by, article.source[edit.start : edit.end])
            for edit in article.edits
        ),
    )


def _value(fact: Fact[Any] | None) -> Any:
    return None if fact is None else fact.value


def _found(fact: Fact[Any] | None) -> str | None:
    if fact is None:
        return None
    if not fact.inferred:
        return fact.found
    return f"{fact.found}; inferred: {fact.because}" if fact.because else f"{fact.found}; inferred"


def _inferred(facts: Facts) -> tuple[str, ...]:
    found: dict[str, Fact[Any] | None] = {name: getattr(facts, name) for name in SHOWN}
    return tuple(name for name, fact in found.items() if fact is not None and fact.inferred)
