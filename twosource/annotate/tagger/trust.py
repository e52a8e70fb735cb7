"""What was chosen and measured when the network was trained: thresholds, and how far to trust what it finds."""

from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from msgspec import Struct

from twosource.annotate.tagger.decode import Settings
from twosource.annotate.tagger.network import FOLDER

__all__ = ["Trained", "known"]


class Trained(Struct, frozen=True):
    """Facts of a trained network, as ``tagger.json`` beside it has them.

    `curve` are pairs: what the network says its find is worth, and the share of such finds that were right about
    content and source together, on articles set aside from training.
    """

    name: str
    version: str
    settings: Settings
    curve: tuple[tuple[float, float], ...]

    def trust(self, said: float) -> float:
        """The share of finds worth `said` that were right: between two points of the curve on the line between them."""
        points, shares = zip(*self.curve, strict=True)
        return round(float(np.interp(said, points, shares)), 3)


@cache
def known(folder: Path = FOLDER) -> Trained:
    """The facts of the network in `folder`."""
    return msgspec.json.decode((folder / "tagger.json").read_bytes(), type=Trained)
