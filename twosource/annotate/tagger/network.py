"""The trained network: asked, window by window, which pieces are cues, and for each cue what belongs to it."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct

from twosource.annotate.tagger.decode import Judged, cue_runs
from twosource.annotate.tagger.pieces import OPENS, Pieces, Window, pieces_of, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

__all__ = ["DISTANCES", "FOLDER", "Network", "away_classes", "shipped", "threads"]

FOLDER = Path(__file__).parent / "model"
NEAR, DISTANCES = 16, 48
REACH = 112  # pieces before and behind a cue among which its content and source are sought


class Network(Struct, frozen=True):
    """Two graphs and the vocabulary. `encoder` reads a window, `links` is asked about the cues that it holds."""

    tokenizer: "Tokenizer"
    encoder: "InferenceSession"
    links: "InferenceSession"

    @classmethod
    def load(cls, folder: Path) -> "Network":
        """The network in `folder`. Raises FileNotFoundError if a part is missing.

        Each session works on one thread and lets go of the processor when it has nothing to do; windows are read side
        by side on as many threads as `judge` is given. No result depends on what else is read at the time.
        """
        from tokenizers import Tokenizer

        if not (folder / "tokenizer.json").is_file():
            raise FileNotFoundError(f"no tagger in {folder}")
        tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        return cls(tokenizer, _session(folder / "encoder.onnx"), _session(folder / "links.onnx"))

    def judge(self, texts: Sequence[str], likely: float, threads: int) -> list[tuple[Pieces, list[Judged]]]:
        """The pieces of each text and what the network says of each cue in it that is at least so `likely`."""
        pieces = [pieces_of(text, self.tokenizer) for text in texts]
        work = [(number, window) for number, one in enumerate(pieces) for window in windows(one)]

        def read(job: tuple[int, Window]) -> list[Judged]:
            return self._read(pieces[job[0]], job[1], likely)

        if threads > 1 and len(work) > 1:
            with ThreadPoolExecutor(threads) as pool:
                found = list(pool.map(read, work))
        else:
            found = [read(job) for job in work]
        out: list[list[Judged]] = [[] for _ in texts]
        for (number, _), judged in zip(work, found, strict=True):
            out[number] += judged
        return list(zip(pieces, out, strict=True))

    def _read(self, pieces: Pieces, window: Window, likely: float) -> list[Judged]:
        run = slice(window.start, window.end)
        given = {
            "ids": np.concatenate(([OPENS], pieces.ids[run]))[None],
            "capitals": np.concatenate(([0], pieces.capitals[run]))[None],
            "marks": np.concatenate(([0], pieces.marks[run]))[None],
        }
        tags, states, projected = self.encoder.run(None, given)
        runs = list(cue_runs(tags[0, 1:], pieces.heads[run], likely))
        if not runs:
            return []
        bounds = np.array([(first + 1, last + 1) for first, last, _ in runs])
        cues = np.stack([states[0, first:last].mean(0) for first, last in bounds])
        starts, near = _near(bounds, states.shape[1])
        away = away_classes(near.shape[1], bounds[:, 0] - starts, bounds[:, 1] - starts)
        (labels,) = self.links.run(None, {"pieces": projected[0][near], "cues": cues, "away": away})
        return [
            Judged(
                window.start + first, window.start + last, sure, window.start + max(start - 1, 0), label[start == 0 :]
            )
            for (first, last, sure), start, label in zip(runs, starts.tolist(), labels, strict=True)
        ]


def _near(bounds: np.ndarray, length: int) -> tuple[np.ndarray, np.ndarray]:
    """For each cue where the run of pieces around it starts that it may be linked to, and the numbers of these."""
    width = min(length, 2 * REACH)
    starts = (bounds.sum(1) // 2 - REACH).clip(0, length - width)
    return starts, starts[:, None] + np.arange(width)


def away_classes(length: int, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """For each cue, from piece `first` to before `last`, how far each of `length` pieces is from it, as a class.

    Up to 16 pieces away each distance is a class of its own, farther ones share classes by their logarithm; those
    behind the cue have other classes than those before it.
    """
    at = np.arange(length)[None]
    before, behind = first[:, None] - at, at - last[:, None] + 1
    away = np.maximum(np.maximum(before, behind), 0)
    far = NEAR + np.floor(np.log2(np.maximum(away, 1) / NEAR) * 2).astype(np.int64)
    grade = np.minimum(np.where(away <= NEAR, away, far), DISTANCES // 2 - 1)
    classes: np.ndarray = np.where(behind > 0, grade + DISTANCES // 2, grade)
    return classes


def _session(file: Path) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


@cache
def shipped() -> Network:
    """The network that comes with the package, loaded once."""
    return Network.load(FOLDER)


def threads() -> int:
    """How many windows are read side by side: one for each processor this process may use, at most four."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, usable))
