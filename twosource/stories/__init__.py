"""Articles -> groups that report the same event."""

from twosource.stories.grouping import Grouping, State
from twosource.stories.profile import Profile
from twosource.stories.profiling import profile
from twosource.stories.story import Assignment, Story
from twosource.stories.together import group

__all__ = ["Assignment", "Grouping", "Profile", "State", "Story", "group", "profile"]
