"""The trained network: asked, window by window, which pieces are cues, and for each cue what belongs to it."""

import os
import platform
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
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
Asked = tuple[Pieces, list[Future[list[Judged]]]]
NEAR, DISTANCES = 16, 48


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

    def judge(self, texts: Sequence[str], likely: float, threads: int) -> Iterator[tuple[Pieces, list[Judged]]]:
        """Yield of each text its pieces and what the network says of each cue in it that is at least so `likely`.

        Texts are cut into pieces while windows of those before them are read.
        """
        with ThreadPoolExecutor(threads) as pool:
            asked = deque(self._asked(texts, likely, pool))
            while asked:
                pieces, windows_read = asked.popleft()
                yield pieces, [one for window in windows_read for one in window.result()]

    def _asked(self, texts: Sequence[str], likely: float, pool: Executor) -> Iterator[Asked]:
        for text in texts:
            pieces = pieces_of(text, self.tokenizer)
            yield pieces, [pool.submit(self._read, pieces, window, likely) for window in windows(pieces)]

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
        first, last = (np.array([one[side] + 1 for one in runs]) for side in (0, 1))
        cues = np.stack([states[0, begin:end].mean(0) for begin, end in zip(first, last, strict=True)])
        of_pieces = projected.repeat(len(runs), 0)
        away = away_classes(projected.shape[1], first, last)
        (labels,) = self.links.run(None, {"pieces": of_pieces, "cues": cues, "away": away})
        return [
            Judged(window.start + begin, window.start + end, sure, window.start, label[1:])
            for (begin, end, sure), label in zip(runs, labels, strict=True)
        ]


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
    if _may_overflow():
        options.add_session_config_entry("session.x64quantprecision", "1")  # slower, and exact
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(
        str(file), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


@cache
def _may_overflow() -> bool:
    """Whether sums of products of whole numbers may overflow: on x86 processors not known to have VNNI instructions."""
    if platform.machine().lower() not in {"x86_64", "amd64", "x86", "i386", "i686"}:
        return False
    try:
        return "vnni" not in Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return True


@cache
def shipped() -> Network:
    """The network that comes with the package, loaded once."""
    return Network.load(FOLDER)


def threads() -> int:
    """How many windows are read side by side: one for each processor this process may use, at most four."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(4, usable))
