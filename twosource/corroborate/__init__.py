"""Annotations and lineage to claims: what documents say together, on how many independent sources, with what reason."""

from twosource.corroborate.corroborating import Corroboration, corroborate

__all__ = ["Corroboration", "corroborate"]
