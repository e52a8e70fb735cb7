"""Many articles into stories: as many as the disk can hold, in a folder that grows day by day, or on Spark."""

from twosource.run.corpus.folder import WrongFolder
from twosource.run.stories.grouping import Grouped, Options, group_corpus

__all__ = ["Grouped", "Options", "WrongFolder", "group_corpus"]
