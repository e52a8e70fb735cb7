"""The published JSON Schema (2020-12) of the dossier, generated from the types."""

from inspect import cleandoc
from typing import Any

import msgspec

from twosource.model.dossier import Dossier

__all__ = ["dossier_schema"]


def dossier_schema() -> dict[str, Any]:
    """Return the JSON Schema of what ``twosource compare --json`` writes.

    >>> sorted(dossier_schema()["$defs"]["Place"]["properties"])
    ['document', 'span']
    """
    schema = msgspec.json.schema(Dossier)
    whole = {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "twosource dossier", **schema}
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(whole))  # defaults as JSON has them
    for kind in plain["$defs"].values():
        kind["description"] = cleandoc(kind["description"])  # as every version of Python has it
    return plain
