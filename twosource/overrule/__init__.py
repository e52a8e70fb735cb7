"""What a person sets by hand, kept in a file beside the report and followed on every run."""

from twosource.overrule.file import (
    SUFFIX,
    Overrides,
    add_override,
    overrides_beside,
    read_overrides,
    remove_override,
    table,
)
from twosource.overrule.override import KINDS, WHATS, Override, Target, checked, described
from twosource.overrule.replay import Replay

__all__ = [
    "KINDS", "SUFFIX", "WHATS", "Override", "Overrides", "Replay", "Target", "add_override", "checked", "described",
    "overrides_beside", "read_overrides", "remove_override", "table",
]  # fmt: skip
