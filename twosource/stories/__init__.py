"""Articles -> groups that report the same event."""

from twosource.stories.grouping import Grouping, State
from twosource.stories.profile import Profile
from twosource.stories.profiling import profile
from twosource.stories.reasons import Reason, Where
from twosource.stories.story import Assignment, Link, Story
from twosource.stories.together import group

__all__ = [
    "Assignment",
    "Grouping",
    "Link",
    "Profile",
    "Reason",
    "State",
    "Story",
    "Where",
    "group",
    "profile",
]
