"""The network in training, asked as the shipped one is, so that both are measured by the same code."""

from collections.abc import Iterator, Sequence

import numpy as np
import torch

from training.tagger.batches import batch_of
from training.tagger.examples import Example, Row
from training.tagger.losses import away, mean_states
from training.tagger.network import Tagger
from twosource.annotate.tagger.decode import Judged, Settings, attributions, cue_runs
from twosource.annotate.tagger.pieces import Pieces, Window, windows

__all__ = ["judged", "predicted"]


@torch.no_grad()
def judged(model: Tagger, pieces: Pieces, threshold: float) -> list[Judged]:
    """What the network says of each likely cue of a text."""
    model.eval()
    whole = Example(pieces, ())
    out: list[Judged] = []
    for window in windows(pieces):
        out += _judged_in(model, whole, window, threshold)
    return out


def _judged_in(model: Tagger, whole: Example, window: Window, threshold: float) -> Iterator[Judged]:
    batch = batch_of([whole.part(window.start, window.end)], None)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(batch.ids, batch.capitals, batch.marks, batch.there)
        tags = model.cue(states).float().softmax(2)[0, 1:].numpy()
    heads = whole.pieces.heads[window.start : window.end]
    runs = list(cue_runs(tags, heads, threshold))
    if not runs:
        return
    first = torch.tensor([1 + r[0] for r in runs])
    last = torch.tensor([1 + r[1] for r in runs])
    rows = torch.zeros(len(runs), dtype=torch.long)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pieces = model.links.of_piece(states)[rows]
        cues = mean_states(states, rows, first, last)
        scores = model.links(pieces, cues, away(states.shape[1], first, last), batch.there[rows])
    labels = scores.float().softmax(2)[:, 1:].numpy()
    for run, label in zip(runs, labels, strict=True):
        yield Judged(window.start + run[0], window.start + run[1], run[2], window.start, np.asarray(label))


def predicted(rows: Sequence[Row], found: Sequence[tuple[Pieces, list[Judged]]], settings: Settings) -> dict[str, Row]:
    """Rows as the scorer takes them."""
    out = {}
    for row, (pieces, cues) in zip(rows, found, strict=True):
        quotes = [
            {name: [[s.start, s.end] for s in getattr(one, name)] for name in ("content", "cue", "source")}
            for one in attributions(row["text"], pieces, cues, settings, float)
        ]
        out[row["id"]] = {"id": row["id"], "quotes": quotes}
    return out
