"""Parts of articles put together to what the network reads at once."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch
from msgspec import Struct
from torch import Tensor

from training.tagger.examples import Example
from twosource.annotate.tagger.decode import CONTENT, SOURCE
from twosource.annotate.tagger.pieces import OPENS

__all__ = ["Batch", "batch_of", "batches"]

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
    shape = len(parts), 1 + max(len(part.pieces) for part in parts)
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


def batches(parts: Sequence[Example], size: int, chance: np.random.Generator) -> Iterator[Batch]:
    """All `parts` in an order drawn anew, those of like length together, so that little is filled up."""
    order = chance.permutation(len(parts))
    groups = [order[at : at + 16 * size] for at in range(0, len(order), 16 * size)]
    ordered = [i for group in groups for i in sorted(group, key=lambda i: len(parts[i].pieces))]
    starts = list(range(0, len(ordered), size))
    for start in chance.permutation(starts):
        yield batch_of([parts[i] for i in ordered[start : start + size]], chance)
