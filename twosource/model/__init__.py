"""What flows from stage to stage: frozen values, flat and linked by id. Imports nothing else of the project."""

from twosource.model.annotation import (
    Annotations,
    Coordinates,
    Date,
    Entity,
    Figure,
    Occasion,
    OccasionKind,
    Quote,
)
from twosource.model.article import Article, Capture, Fact, Facts
from twosource.model.chain import Chain, Link, Loop
from twosource.model.claim import (
    Claim,
    Difference,
    Happening,
    LeftOut,
    Origin,
    Side,
    Stance,
    StillCarried,
    Support,
    Utterance,
    Variant,
    Verdict,
)
from twosource.model.dossier import Document, Dossier, MadeWith, Problem, RecordedEdit
from twosource.model.edit import Edit, SpanMap, apply, compose, tidy
from twosource.model.given import Family, Overruled, Passage, What
from twosource.model.lineage import BY_HAND, Aside, Change, Derivation, Evidence, Lineage, Reuse, RunnerUp, Unseen
from twosource.model.rows import from_json, to_json, to_row
from twosource.model.schema import dossier_schema
from twosource.model.span import Place, Span

__all__ = [
    "BY_HAND",
    "Annotations",
    "Article",
    "Aside",
    "Capture",
    "Chain",
    "Change",
    "Claim",
    "Coordinates",
    "Date",
    "Derivation",
    "Difference",
    "Document",
    "Dossier",
    "Edit",
    "Entity",
    "Evidence",
    "Fact",
    "Facts",
    "Family",
    "Figure",
    "Happening",
    "LeftOut",
    "Lineage",
    "Link",
    "Loop",
    "MadeWith",
    "Occasion",
    "OccasionKind",
    "Origin",
    "Overruled",
    "Passage",
    "Place",
    "Problem",
    "Quote",
    "RecordedEdit",
    "Reuse",
    "RunnerUp",
    "Side",
    "Span",
    "SpanMap",
    "Stance",
    "StillCarried",
    "Support",
    "Unseen",
    "Utterance",
    "Variant",
    "Verdict",
    "What",
    "apply",
    "compose",
    "dossier_schema",
    "from_json",
    "tidy",
    "to_json",
    "to_row",
]  # fmt: skip
