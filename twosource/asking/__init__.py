"""Questions to a dossier, and answers that quote: every one carries the words it rests on and where they stand."""

from twosource.asking.answers import Answers

__all__ = ["Answers"]
