"""All weights of the lineage on one screen: log-odds for each unit of a signal's value.

Learned with ``python -m training.lineage`` (data, recipe and figures in training/README.md): `COPY`, from families of
copied articles whose tree is known, as a log-linear model over forests; ``always`` and ``damaged`` of `NO_PARENT`. With
``python -m training.versions``, from versions of agency reports: `REVISION` beyond it, as a logistic regression. With
``python -m training.decisions``, from families some of which are not given: `SURE`.
Set by hand, each with its reason: what `BY_HAND` names, `PREFER_A_PARENT`, `TRUST_IN_HAND` and
`TRUST_IN_UNNAMED`.
"""

__all__ = ["BY_HAND", "COPY", "NO_PARENT", "PREFER_A_PARENT", "REVISION", "SURE", "TRUST_IN_HAND", "TRUST_IN_UNNAMED"]

BY_HAND: dict[str, float] = {
    "credits_another": 3.63,  # as a credit to a known outlet: the families have ten names, and took credited ones away
    "page_names_parent": 4.12,  # as a credit to a known outlet: the families are no pages and have no addresses
    "agency_gave": 2.5,  # agencies sell text to outlets; in the families an outlet's name tells nothing
    "same_byline": 1.5,  # one author wrote one text; the families have no authors
    "published_before": 3.0,  # between versions of one outlet only: it dates its own versions well
    "credits": 1.3,  # for its text to somebody who is not given; families that are all there cannot teach it
    "agency": 3.5,  # two who credit an agency both have its report; the families have no agencies
    "unnamed": -2.0,  # a source that nothing names is supposed last: copying needs one document less
}

COPY: dict[str, float] = {
    "credits_another": BY_HAND["credits_another"], "credits_parent": 4.12,
    "page_names_parent": BY_HAND["page_names_parent"], "agency_gave": BY_HAND["agency_gave"],
    "same_byline": BY_HAND["same_byline"], "belongs": 0.39,
    "blocks_left_out": -0.41, "broke": 0.92, "came_known": 0.13, "ends_cut": 0.27, "lead_new": 0.53,
    "lines_came": 0.62, "published_before": 1.35, "reads_as_others": 0.58, "straightened": 1.24,
    "words_left_out": 0.01, "altered": -0.48, "amount": 1.49, "blocks_differ": -1.92, "both_known": 0.02,
    "both_more": -0.63, "damage_differs": -1.37, "ends_differ": -0.53, "kin_differs": -0.3, "known_differs": -0.03,
    "leads_differ": -2.36, "lines_differ": -0.57, "lines_shared": 2.2, "marks_differ": -4.17,
    "readings_known": -0.26, "reordered": -1.62, "shared_share": 4.82, "spelling_differs": -1.12,
    "words_differ": -0.09,
}  # fmt: skip
"""For two outlets."""

REVISION: dict[str, float] = {
    **COPY, "published_before": BY_HAND["published_before"],
    "words_left_out": 0.0, "belongs": 0.0, "ends_cut": 0.0, "blocks_left_out": 0.0, "lead_new": 0.0, "lines_came": 0.0,
    "grew": 0.25, "grew_much": 0.5, "words_came": 0.37, "part_new": 0.29, "only_cut": 0.33,
    "small_insertions": 0.04, "lead_came": 0.18, "lead_sank": 0.22, "editors_came": 0.97,
    "reporters_came": 0.65, "day_moved": 1.04, "market_moved": 0.25, "top_1": 0.77, "top_2": -0.26,
    "top_3_5": -0.27, "top_6_15": -0.55, "top_16_40": -0.46, "top_41_up": 0.45, "inside_1": -0.15,
    "inside_2": -0.24, "inside_3_5": -0.28, "inside_6_15": -0.2, "inside_16_40": -0.13, "inside_41_up": 0.22,
    "end_1": 0.33, "end_2": 0.57, "end_3_5": 0.02, "end_6_15": 0.01, "end_16_40": -0.44, "end_41_up": -0.99,
    "update_words": 0.5, "update_words_at_top": 0.5,
}  # fmt: skip
"""For two versions of one article by the same outlet. A score counts for one direction and against the other, so that
each is half of the log-odds learned; the words that `update_words` and
`update_words_at_top` weigh are lists of their own."""

NO_PARENT: dict[str, float] = {
    "always": -1.82, "damaged": -1.6, "credits": BY_HAND["credits"],
    "agency": BY_HAND["agency"], "unnamed": BY_HAND["unnamed"],
}  # fmt: skip
"""For a document that shares text with others, to have none of them as its parent: `credits` if it credits somebody
who is none of them for its text, `agency` if that is an agency, `unnamed` if it credits nobody."""

SURE = (0.53, -0.07)
"""The slope and the constant by which the log-odds of a link in the model become those of its being right."""

PREFER_A_PARENT = 0.7
"""What the probability of having no parent is multiplied by when a forest is chosen: of two equal texts, either of
which may be the copy, each is by itself likelier a root than a copy."""

TRUST_IN_UNNAMED = 0.5
"""What the probability of an unseen source is multiplied by where nothing names it. Of the pairs of siblings supposed
in families not fitted on, 12 to 44 in a hundred were true ones. Set by hand, and rough."""

TRUST_IN_HAND = 0.7
"""What the confidence of an edge is multiplied by that the likeliest forest lacks and that is supposed in place of an
unseen source: from an agency that is given, or between versions. Set by hand: such edges were right in the few groups
of real articles read, and the signals had spoken against them."""
