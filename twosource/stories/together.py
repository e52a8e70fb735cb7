"""The articles of a folder into stories, all at once."""

from collections import defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from twosource.model import Article
from twosource.stories.between import links_between, touched_by
from twosource.stories.grouping import Grouping
from twosource.stories.profiling import profile
from twosource.stories.reasons import reasons
from twosource.stories.story import Assignment, Story

__all__ = ["group"]

DIGITS = 2


def group(articles: Sequence[Article]) -> tuple[Story, ...]:
    """Return the stories that `articles` tell, in the order of their ids, each article in one of them.

    Articles are taken in the order of their ids; a story is called after its first. Raises ValueError if two articles
    have the same id.

    >>> group([])
    ()
    """
    grouping = Grouping()
    profiles = {article.id: profile(article) for article in sorted(articles, key=lambda article: article.id)}
    if len(profiles) < len(articles):
        raise ValueError("two articles have the same id")
    for known in profiles.values():
        grouping.add(known)
    grouping.settle()
    found = grouping.assignments()
    apart = grouping.apart()
    touched, links = touched_by(apart, found), links_between(apart, found)
    stories: dict[str, list[Assignment]] = defaultdict(list)
    for one, story in found.items():
        member = Assignment(id=one, story=story, touches=touched.get(one, ()))
        nearest = grouping.nearest(one)
        if nearest is not None:
            shared = reasons(profiles[one], profiles[nearest])
            score = round(grouping.score(one, nearest), DIGITS)
            member = replace(member, nearest=nearest, score=score, reasons=shared)
        stories[story].append(member)
    return tuple(Story(id=name, members=tuple(stories[name]), linked=links.get(name, ())) for name in sorted(stories))
