"""How wrong the network is about a batch: about the cues, and about what belongs to each."""

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from training.tagger.batches import Batch
from training.tagger.network import LABELS, Tagger
from twosource.annotate.tagger.network import away_classes

__all__ = ["away", "loss_of", "mean_states"]

ASIDE = 0.3  # weight of the tasks that only help to learn
MISTAKEN = 2  # cues that are none, for each window, to learn that they have no content
PER_PIECE, PER_CUE = 10, 30  # bring the two losses to like size
CUT_SHORT = 0.25  # so often is a cue of several pieces cut short, since those that are found may be


def loss_of(model: Tagger, batch: Batch, chance: np.random.Generator) -> Tensor:
    """The loss of a batch; encoder and links are run in 16 bits where the processor has them."""
    with torch.autocast("cpu", dtype=torch.bfloat16):
        states = model.encoder(batch.ids, batch.capitals, batch.marks, batch.there)
        tags, aside = model.cue(states).float(), model.aside(states).float()
    there = batch.there.float()
    cue = functional.cross_entropy(tags.flatten(0, 1), batch.cues.flatten(), reduction="none").view_as(there)
    hint = functional.binary_cross_entropy_with_logits(aside, batch.aside, reduction="none").sum(2)
    each = PER_PIECE * ((cue + ASIDE * hint) * there).sum() / there.sum()
    return each + _link_loss(model, batch, states, tags.detach(), chance)


def _link_loss(model: Tagger, batch: Batch, states: Tensor, tags: Tensor, chance: np.random.Generator) -> Tensor:
    window, first, last, labels = _with_mistaken(batch, tags, chance)
    if not len(window):
        return states.sum() * 0
    there = batch.there[window]
    with torch.autocast("cpu", dtype=torch.bfloat16):
        pieces = model.links.of_piece(states)[window]
        cues = mean_states(states, window, first, last)
        scores = model.links(pieces, cues, away(states.shape[1], first, last), there).float()
    each = functional.cross_entropy(scores.reshape(-1, LABELS), labels.flatten(), reduction="none").view_as(labels)
    return (each * there.float()).sum() / (PER_CUE * len(window))


def away(length: int, first: Tensor, last: Tensor) -> Tensor:
    """How far each of `length` pieces is from each cue, as a class."""
    return torch.from_numpy(away_classes(length, first.numpy(), last.numpy()))


def mean_states(states: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
    """The mean of the states of the pieces of each cue."""
    at = torch.arange(states.shape[1])[None, :]
    inside = ((at >= first[:, None]) & (at < last[:, None])).to(states.dtype)
    return torch.bmm(inside[:, None, :], states[window])[:, 0] / inside.sum(1, keepdim=True)


def _with_mistaken(batch: Batch, tags: Tensor, chance: np.random.Generator) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The attributions of the batch, their cues now and then cut short, and places that look like cues and are none."""
    first, last = _cut_short(batch, chance)
    likely = (1 - tags.softmax(2)[..., 0]) * batch.there * (batch.cues == 0)
    likely[:, 0] = 0
    found, places = likely.topk(min(MISTAKEN, likely.shape[1]), dim=1)
    kept = found > 0.02
    rows, places = torch.arange(len(likely))[:, None].expand_as(places)[kept], places[kept]
    nothing = torch.zeros((len(rows), batch.ids.shape[1]), dtype=torch.long)
    return (
        torch.cat([batch.window, rows]),
        torch.cat([first, places]),
        torch.cat([last, places + 1]),
        torch.cat([batch.labels.reshape(-1, batch.ids.shape[1]), nothing]),
    )


def _cut_short(batch: Batch, chance: np.random.Generator) -> tuple[Tensor, Tensor]:
    first, last = batch.first.clone(), batch.last.clone()
    for at in range(len(first)):
        length = int(last[at] - first[at])
        if length > 1 and chance.random() < CUT_SHORT:
            cut = int(chance.integers(1, length))
            if chance.random() < 0.5:
                first[at] += cut
            else:
                last[at] -= cut
    return first, last
