"""Shared passages and facts to lineage: signals, their weights, the most probable forest, the sources nobody has."""

from twosource.derive.dating import infer_dates
from twosource.derive.lineage import derive
from twosource.derive.outlets import learn_outlets

__all__ = ["derive", "infer_dates", "learn_outlets"]
