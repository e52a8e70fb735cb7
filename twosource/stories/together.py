"""The articles of a folder into stories, all at once."""

from collections import defaultdict
from collections.abc import Sequence

from twosource.model import Article
from twosource.stories.grouping import Grouping
from twosource.stories.profiling import profile
from twosource.stories.story import Assignment, Story

__all__ = ["group"]


def group(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Return the stories that `articles` tell, in the order of their first articles, each article in one of them.

    Raises ValueError if two articles have the same id.

    >>> group([])
    ()
    """
    grouping = Grouping()
    profiles = {article.id: profile(article) for article in articles}
    for one in sorted(profiles):
        grouping.add(profiles[one])
    grouping.settle()
    stories: dict[str, list[Assignment]] = defaultdict(list)
    for one, story in grouping.assignments().items():
        nearest = grouping.nearest(one)
        score = grouping.score(one, nearest) if nearest else None
        stories[story].append(Assignment(id=one, story=story, nearest=nearest, score=score))
    return tuple(Story(id=story, members=tuple(members)) for story, members in stories.items())
