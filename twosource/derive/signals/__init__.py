"""The signals that are weighed: each a small function of a pair with its reason, grouped by what they look at."""

from twosource.derive.signals import blocks, coverage, credit, marks, readings, time
from twosource.derive.signals.signal import Finder, Signal

__all__ = ["SIGNALS", "Finder", "Signal"]

SIGNALS: dict[str, Finder] = {
    function.__name__: function
    for function in (
        coverage.taken_share, coverage.given_share, coverage.amount,
        credit.credits_parent, credit.credits_another, credit.parent_credits,
        time.published_before,
        marks.damage_came, marks.damage_went, marks.marks_straightened, marks.lines_came, marks.lines_went,
        readings.altered, readings.child_alone, readings.parent_alone, readings.child_agrees, readings.parent_agrees,
        blocks.lead_added, blocks.lead_cut, blocks.end_added, blocks.end_cut, blocks.added_middle,
        blocks.left_out_middle, blocks.added_kin, blocks.left_out_kin, blocks.added_elsewhere,
        blocks.left_out_elsewhere, blocks.reordered,
    )
}  # fmt: skip
"""All signals by name, in the order in which they are shown."""
