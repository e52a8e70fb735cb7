"""What was learned: the weight of each signal, and what it takes that a likely pair is of one story."""

import json
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.stories.evidence import SIGNALS

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["Weights", "weights"]


class Weights(Struct, frozen=True):
    """`signals` (in the order of `SIGNALS`) and `constant` give the log-odds of a pair from what it shares; `standing`
    gives them anew from these log-odds and from how the pair stands beside the likeliest pairs of either article."""

    signals: "NDArray[np.float64]"
    constant: float
    standing: tuple[float, float, float, float]


@cache
def weights() -> Weights:
    """The weights that ship with the package.

    >>> weights().signals.shape == (len(SIGNALS),)
    True
    """
    path = files("twosource").joinpath("stories").joinpath("model").joinpath("weights.json")
    told = json.loads(path.read_text(encoding="utf-8"))
    signals = np.array([told["signals"][name] for name in SIGNALS])
    return Weights(signals, told["constant"], tuple(told["standing"]))
