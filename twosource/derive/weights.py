"""All weights of the lineage on one screen: log-odds for each unit of a signal's value.

Fitted on families of copied articles whose tree is known (`training/lineage.py` says how), as a log-linear model over
forests; see `twosource.derive.forest`.
"""

__all__ = ["NO_PARENT", "WEIGHTS"]

WEIGHTS: dict[str, float] = {
    "taken_share": 2.74, "given_share": 0.90, "amount": -0.15,
    "credits_parent": 3.99, "credits_another": 3.0, "parent_credits": -0.03,
    "published_before": 1.25,
    "damage_came": 0.5, "damage_went": -3.36, "marks_straightened": 0.70, "lines_came": -0.11, "lines_went": -0.95,
    "altered": -0.51, "child_alone": 0.28, "parent_alone": -0.12, "child_agrees": -0.25, "parent_agrees": -0.02,
    "lead_added": -0.22, "lead_cut": -0.98, "end_added": -1.11, "end_cut": -0.22, "added_middle": -0.23,
    "left_out_middle": -0.73, "added_kin": 0.09, "left_out_kin": 0.19, "added_elsewhere": -0.43,
    "left_out_elsewhere": -0.14, "reordered": -0.70,
}  # fmt: skip

NO_PARENT: dict[str, float] = {"any": -0.52, "damaged": -0.58, "credits": -1.0}
"""For a document that shares text with others and has none of them as its parent."""
