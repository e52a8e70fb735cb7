"""Annotations and lineage to claims: what documents say together, on how many independent sources, with what reason."""

from twosource.corroborate.corroborating import Corroboration, corroborate
from twosource.corroborate.guidance import Guidance, Regrouping, Ruling
from twosource.corroborate.owners import families_of

__all__ = ["Corroboration", "Guidance", "Regrouping", "Ruling", "corroborate", "families_of"]
