"""The signals that are weighed: each a small function of a pair with its reason, grouped by what they tell."""

from twosource.derive.signals import credit, direction, nearness
from twosource.derive.signals.signal import Finder, Signal

__all__ = ["SIGNALS", "Finder", "Signal"]

SIGNALS: dict[str, Finder] = {
    name: getattr(module, name) for module in (credit, direction, nearness) for name in module.__all__
}
"""All signals by name."""
