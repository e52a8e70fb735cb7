"""Parts of articles put together to what the network reads at once."""

from collections.abc import Sequence

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor

from training.tagger.examples import Example
from twosource.annotate.tagger.decode import CONTENT, SOURCE
from twosource.annotate.tagger.pieces import OPENS

__all__ = ["Batch", "batch_of", "batches"]

GROUP = 256  # windows among which those of like length are put together
STEP = 40  # lengths of windows are multiples of this
UNTOLD = 0.15  # so often is a window read without being told its capitals, and as often its marks


class Batch(Struct, frozen=True):
    """Windows side by side, filled up to one length, each with the piece that opens it in front.

    `cues` are the cue tags (0 none, 1 begins, 2 goes on), `aside` whether a piece is any content, any source.
    Of each attribution: the `window` it is in, its cue from `first` to before `last`, a label for each piece.
    """

    ids: Tensor
    capitals: Tensor
    marks: Tensor
    there: Tensor
    cues: Tensor
    aside: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    labels: Tensor


def batch_of(parts: Sequence[Example], chance: np.random.Generator | None) -> Batch:
    """Make a batch; `chance` leaves out what should not be leant on, None leaves out nothing."""
    shape = len(parts), _filled_up(max(len(part.pieces) for part in parts))
    ids, capitals, marks, cues = (np.zeros(shape, np.int64) for _ in range(4))
    there, aside = np.zeros(shape, bool), np.zeros((*shape, 2), np.float32)
    ids[:, 0] = OPENS
    there[:, 0] = True
    places, labels = [], []
    for row, part in enumerate(parts):
        run = slice(1, 1 + len(part.pieces))
        ids[row, run], there[row, run] = part.pieces.ids, True
        capitals[row, run] = part.pieces.capitals * (chance is None or chance.random() > UNTOLD)
        marks[row, run] = part.pieces.marks * (chance is None or chance.random() > UNTOLD)
        for told in part.told:
            cues[row, 1 + told.first] = 1
            cues[row, 2 + told.first : 1 + told.last] = 2
            aside[row, run, 0] += told.labels == CONTENT
            aside[row, run, 1] += told.labels == SOURCE
            places.append((row, 1 + told.first, 1 + told.last))
            labels.append(np.pad(told.labels, (1, shape[1] - 1 - len(part.pieces))))
    window, first, last = torch.tensor(places, dtype=torch.long).reshape(-1, 3).unbind(1)
    return Batch(
        *map(torch.from_numpy, (ids, capitals, marks, there, cues, aside.clip(max=1))),
        window,
        first,
        last,
        torch.from_numpy(np.array(labels, np.int64).reshape(len(labels), shape[1])),
    )


def batches(parts: Sequence[Example], pieces: int, chance: np.random.Generator) -> list[list[Example]]:
    """All `parts` in an order drawn anew, as many together as fill up to at most so many `pieces`, of like length."""
    order = chance.permutation(len(parts))
    out: list[list[Example]] = []
    for group in np.array_split(order, max(1, len(parts) // GROUP)):
        together: list[Example] = []
        for part in sorted((parts[i] for i in group), key=lambda part: len(part.pieces)):
            if together and (1 + len(together)) * _filled_up(len(part.pieces)) > pieces:
                out.append(together)
                together = []
            together.append(part)
        out.append(together)
    return [out[i] for i in chance.permutation(len(out))]


def _filled_up(pieces: int) -> int:
    """The length to which a window is filled up: few lengths, since torch compiles its code for each anew."""
    return STEP * -(-(1 + pieces) // STEP)
