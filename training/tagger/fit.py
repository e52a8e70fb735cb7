"""The training itself: epochs over the annotated articles, each time cut and damaged anew."""

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from msgspec import Struct
from tokenizers import Tokenizer
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from training.tagger.batches import batches
from training.tagger.damage import KINDS, damaged, moved
from training.tagger.examples import Example, Row, example_of, packed
from training.tagger.losses import loss_of
from training.tagger.network import Tagger

__all__ = ["Recipe", "Training"]


class Recipe(Struct, frozen=True):
    """What the result depends on besides the data and the network."""

    seed: int = 1
    epochs: int = 8
    length: int = 320  # pieces of a window
    windows: int = 12  # read at once
    rate: float = 1.5e-4
    rate_of_heads: float = 5e-4
    warm: float = 0.06  # share of the steps in which the rate rises
    sound: float = 0.5  # share of the articles that are left undamaged
    average: float = 0.998  # how much of the average of the weights each step keeps


class Training:
    """A run that can be stopped after any epoch and taken up again from its folder."""

    def __init__(self, model: Tagger, recipe: Recipe, folder: Path) -> None:
        model.encoder.words.weight.requires_grad_(False)
        self.model, self.recipe, self.folder = model, recipe, folder
        self.averaged = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(recipe.average))
        self.optimizer = _optimizer(model, recipe)
        self.progress = 0.0  # share of the whole run that is done
        self.schedule = torch.optim.lr_scheduler.LambdaLR(self.optimizer, lambda _: self._rate())

    def run(self, rows: Sequence[Row], tokenizer: Tokenizer) -> Tagger:
        """Train on `rows` and return the network with the average of its weights."""
        torch.manual_seed(self.recipe.seed)
        for epoch in range(self.recipe.epochs):
            kept = self.folder / f"epoch{epoch}.pt"
            if kept.exists():
                self._take_up(kept)
                continue
            chance = np.random.default_rng((self.recipe.seed, epoch))
            self._epoch(epoch, list(_parts(rows, tokenizer, self.recipe, chance)), chance)
            self._keep(kept)
        return self.averaged.module

    def _rate(self) -> float:
        """The learning rate: it rises at first, then falls to almost nothing."""
        warm = self.recipe.warm
        return max(0.02, self.progress / warm if self.progress < warm else (1 - self.progress) / (1 - warm))

    def _epoch(self, epoch: int, parts: list[Example], chance: np.random.Generator) -> None:
        steps = -(-len(parts) // self.recipe.windows)
        began, losses = time.monotonic(), []
        self.model.train()
        for step, batch in enumerate(batches(parts, self.recipe.windows, chance), start=1):
            loss = loss_of(self.model, batch, chance)
            self.optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.progress = (epoch + step / steps) / self.recipe.epochs
            self.schedule.step()
            self.averaged.update_parameters(self.model)
            losses.append(loss.item())
            if step % 25 == 0 or step == steps:
                took = time.monotonic() - began
                print(
                    f"epoch {epoch}, step {step} of {steps}: loss {np.mean(losses[-25:]):.3f}, {took:.0f} s", flush=True
                )

    def _keep(self, file: Path) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {name: getattr(self, name).state_dict() for name in PARTS}
        torch.save({**state, "progress": self.progress}, file)

    def _take_up(self, file: Path) -> None:
        state = torch.load(file)
        for name in PARTS:
            getattr(self, name).load_state_dict(state[name])
        self.progress = state["progress"]


PARTS = ("model", "averaged", "optimizer", "schedule")


def _optimizer(model: Tagger, recipe: Recipe) -> torch.optim.Optimizer:
    """What is new learns faster than what was published; only matrices are kept small."""
    groups: dict[tuple[bool, bool], list[Any]] = {}
    for name, weights in model.named_parameters():
        if weights.requires_grad:
            new = not name.startswith("encoder") or name.startswith(("encoder.capitals", "encoder.marks"))
            groups.setdefault((new, weights.ndim > 1), []).append(weights)
    return torch.optim.AdamW(
        [
            {"params": some, "lr": recipe.rate_of_heads if new else recipe.rate, "weight_decay": 0.01 * matrix}
            for (new, matrix), some in groups.items()
        ]
    )


def _parts(rows: Sequence[Row], tokenizer: Tokenizer, recipe: Recipe, chance: np.random.Generator) -> Iterator[Example]:
    """The articles, half of them damaged in some way, cut into windows at other places in each epoch."""
    kinds = list(KINDS)
    for row in rows:
        text, told = row["text"], row["attributions"]
        if chance.random() >= recipe.sound:
            text, places = damaged(text, kinds[chance.integers(len(kinds))], chance)
            told = [{**one, **{k: moved(one[k], places) for k in ("content", "cue", "source")}} for one in told]
        first_cut = int(chance.integers(recipe.length // 4, recipe.length))
        yield from packed(example_of(text, told, tokenizer), recipe.length, first_cut)
