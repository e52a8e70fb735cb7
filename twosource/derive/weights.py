"""All weights of the lineage on one screen: log-odds for each unit of a signal's value.

Learned with ``python -m training.lineage`` (data, recipe and figures in training/README.md): `COPY`, from families of
copied articles whose tree is known, as a log-linear model over forests; `REVISION` beyond it, from versions of agency
reports, as a logistic regression on the signals of direction; ``always``, ``damaged`` and ``credits`` of `NO_PARENT`.
Set by hand, each with its reason: what `BY_HAND` names, `PREFER_A_PARENT` and `TRUST_IN_UNNAMED`.
"""

__all__ = ["BY_HAND", "COPY", "NO_PARENT", "PREFER_A_PARENT", "REVISION", "TRUST_IN_UNNAMED"]

BY_HAND: dict[str, float] = {
    "credits_another": 3.63,  # as a credit to a known outlet: the families have ten names, and took credited ones away
    "published_before": 3.0,  # between versions of one outlet only: it dates its own versions well
    "agency": 2.0,  # two who credit an agency both have its report; the families have no agencies
    "unnamed": -1.0,  # a source that nothing names is supposed last: copying needs one document less
}

COPY: dict[str, float] = {
    "credits_another": BY_HAND["credits_another"], "credits_parent": 3.31, "belongs": 0.35,
    "blocks_left_out": -0.37, "broke": 1.35, "came_known": 0.12, "ends_cut": 0.52, "lead_new": 0.23,
    "lines_came": 0.43, "published_before": 1.22, "reads_as_others": 0.41, "straightened": 1.13,
    "words_left_out": -0.07, "altered": -0.7, "amount": 0.36, "blocks_differ": -0.47, "both_known": -0.21,
    "both_more": 0.0, "damage_differs": -2.0, "ends_differ": -0.37, "kin_differs": 0.01, "known_differs": 0.04,
    "leads_differ": -0.5, "lines_differ": -0.67, "lines_shared": 0.71, "marks_differ": -2.4,
    "readings_known": -0.04, "reordered": -0.69, "shared_share": 1.45, "spelling_differs": -0.93,
    "words_differ": -0.64,
}  # fmt: skip
"""For two outlets."""

REVISION: dict[str, float] = {
    **COPY, "published_before": BY_HAND["published_before"],
    "words_left_out": -1.46, "belongs": 0.17, "ends_cut": 0.38, "blocks_left_out": 0.31, "lead_new": 0.11,
    "lines_came": -0.61,
}  # fmt: skip
"""For two versions of one article by the same outlet: a later version has grown."""

NO_PARENT: dict[str, float] = {
    "always": -1.8, "damaged": -0.37, "credits": 1.28,
    "agency": BY_HAND["agency"], "unnamed": BY_HAND["unnamed"],
}  # fmt: skip
"""For a document that shares text with others, to have none of them as its parent: `credits` if it credits somebody
who is none of them for its text, `agency` if that is an agency, `unnamed` if it credits nobody."""

PREFER_A_PARENT = 0.7
"""What the probability of having no parent is multiplied by when a forest is chosen: of two equal texts, either of
which may be the copy, each is by itself likelier a root than a copy."""

TRUST_IN_UNNAMED = 0.5
"""What the probability of an unseen source is multiplied by where nothing names it. Of the pairs of siblings supposed
in families not fitted on, 12 to 44 in a hundred were true ones. Set by hand, and rough."""
