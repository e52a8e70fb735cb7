"""Dates of publication that a person sets, before anything is resolved against them."""

from collections.abc import Sequence

from msgspec.structs import replace

from twosource.clean.overrule import FOUND
from twosource.model import Article, Fact
from twosource.overrule.finding import Located
from twosource.overrule.outcome import Outcome, agreed, refused
from twosource.overrule.override import said

__all__ = ["overrule_published"]


def overrule_published(
    articles: Sequence[Article], found: Sequence[Located]
) -> tuple[tuple[Article, ...], list[Outcome]]:
    """Return the articles with the dates of publication that overrides give them, and what became of these.

    A date that the user of this run gives otherwise is not overruled.
    """
    kept, outcomes = agreed(found, lambda one: one.override.document, lambda override: override.to)
    by_id = {article.id: article for article in articles}
    out = dict(by_id)
    for one in kept:
        document, day = one.override.document, str(one.override.to)
        known = by_id[document].facts.published
        if known is not None and known.found == FOUND and known.value != day:
            reason = f"this run was given {known.value} as the date of {document}: take out the one or the other"
            outcomes.append(refused(one.override, reason))
            continue
        fact = Fact(value=day, found=said(one.override))
        out[document] = replace(by_id[document], facts=replace(by_id[document].facts, published=fact))
        was = f"{known.value} ({known.found})" if known else "not known"
        outcomes.append(Outcome(one.override, one, was, (document,)))
    return tuple(out[article.id] for article in articles), outcomes
