"""Documents that tell of more than one event: said before they are compared, and one story of them alone."""

from collections.abc import Sequence

from twosource.model import Article, Problem
from twosource.stories import Story, group

__all__ = ["NoStory", "doubts_of_mixture", "of_story"]

SEVERAL = 2
NAMED = 5


class NoStory(ValueError):
    """A story was asked for that none of the documents tells."""


def of_story(articles: Sequence[Article], story: str) -> tuple[Article, ...]:
    """Return the articles of the story that the article `story` is in.

    Raises NoStory, naming the stories there are, if no article has that id.
    """
    stories = group(articles)
    for one in stories:
        members = {member.id for member in one.members}
        if story in members:
            return tuple(article for article in articles if article.id in members)
    known = ", ".join(one.id for one in stories) or "none"
    raise NoStory(f"no document has the id {story!r}: the stories here are {known}")


def doubts_of_mixture(articles: Sequence[Article]) -> list[Problem]:
    """Return what to say where two stories or more, of two documents or more and not alike, are among `articles`."""
    several = [one for one in group(articles) if len(one.members) >= SEVERAL]
    apart = [one for one in several if not {link.story for link in one.linked} & {other.id for other in several}]
    if len(apart) < SEVERAL:
        return []
    reason = (
        f"the documents seem to tell of {len(apart)} events: {'; '.join(map(_named, apart))}. "
        f"To compare those of one, name one of its documents: --story {apart[0].id}"
    )
    return [Problem(stage="stories", document=apart[0].id, reason=reason)]


def _named(story: Story) -> str:
    ids = [member.id for member in story.members]
    return ", ".join(ids[:NAMED]) + (f" and {len(ids) - NAMED} more" if len(ids) > NAMED else "")
