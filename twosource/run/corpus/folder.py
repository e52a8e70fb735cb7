"""The folder of a run: what lies where, and whether it is the run that is asked for."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct

from twosource import __version__
from twosource.align.grain import Grain

__all__ = ["About", "Folder", "WrongFolder"]


LOCK = "lock"

LAYOUT = 2
"""Which files a folder has and how words are hashed in them; a folder of another layout cannot be gone on with."""


class WrongFolder(ValueError):
    """A folder holds something else than the run that is to go on in it; the text says what to do."""


class About(Struct, frozen=True, kw_only=True):
    """What a run depends on; a folder can be gone on with only by a run of the same."""

    twosource: str
    grain: Grain
    keep_text: bool
    days: int | None
    inputs: tuple[tuple[str, int, int], ...]
    layout: int = 0

    @classmethod
    def of(cls, paths: Sequence[str | Path], grain: Grain, keep_text: bool, days: int | None) -> "About":
        """The run over what is at `paths` now: each file with its size in bytes and its time of change."""
        files = [file for path in map(Path, paths) for file in (sorted(path.rglob("*")) if path.is_dir() else [path])]
        seen = [(str(file), file.stat()) for file in files if file.is_file()]
        inputs = tuple((name, stat.st_size, stat.st_mtime_ns) for name, stat in seen)
        return cls(twosource=__version__, grain=grain, keep_text=keep_text, days=days, inputs=inputs, layout=LAYOUT)


class Folder(Struct, frozen=True):
    """A folder in which a corpus is worked out. Files appear under their names only when they are whole.

    ``index`` has what new documents can be compared with later: batches of articles and their shards. ``work`` has
    what is needed between two steps and can be deleted when the run is done.
    """

    root: Path

    @contextmanager
    def held(self, about: About | None = None) -> Iterator[None]:
        """Keep other runs out of the folder until it is let go, or this process ends, in whatever way.

        With `about` the folder is made ready for that run. Raises WrongFolder if another run is at work in it, or if it
        holds another run or other files.
        """
        begun = (self.root / "about.json").exists()
        if not begun and self.root.exists() and any(one.name != LOCK for one in self.root.iterdir()):
            raise WrongFolder(f"{self.root} is not empty and holds no run of twosource: name another folder")
        self.root.mkdir(parents=True, exist_ok=True)
        with (self.root / LOCK).open("ab") as file:
            try:
                _lock(file)
            except OSError:
                reason = "let it finish, or name another folder"
                raise WrongFolder(f"another run is at work in {self.root}: {reason}") from None
            if about is not None:
                self._begin(about)
            yield

    def _begin(self, about: About) -> None:
        told = self.root / "about.json"
        for left in list(self.root.rglob("*.part")):  # half-written by a run that was killed
            if left.is_dir():
                rmtree(left)
            else:
                left.unlink()
        if not told.exists():
            for part in ("index/articles", "index/shards", "work"):
                (self.root / part).mkdir(parents=True, exist_ok=True)
            self.write(told, lambda path: path.write_bytes(msgspec.json.format(msgspec.json.encode(about)) + b"\n"))
            return
        held = self.about()
        if held != about:
            differs = ", ".join(name for name in About.__struct_fields__ if getattr(held, name) != getattr(about, name))
            raise WrongFolder(
                f"{self.root} holds a run that differs in: {differs}. Name another folder, or delete this one"
            )

    def about(self) -> About:
        """What the run in this folder is. Raises WrongFolder if there is none, or one of an earlier twosource."""
        if not (self.root / "about.json").exists():
            raise WrongFolder(f"{self.root} holds no run of twosource: name a folder made with trace --out")
        about = msgspec.json.decode((self.root / "about.json").read_bytes(), type=About)
        if about.layout != LAYOUT:
            raise WrongFolder(f"{self.root} was made by another version of twosource: make it anew with trace --out")
        return about

    @property
    def complete(self) -> Path:
        """Says how many batches the run has, once all is read."""
        return self.root / "index" / "complete"

    @property
    def ranks(self) -> Path:
        """The place of each document in the order of their ids."""
        return self.root / "index" / "ranks.npy"

    def articles(self, batch: int) -> Path:
        """The articles of a batch."""
        return self.root / "index" / "articles" / f"{batch:05}.parquet"

    def shard(self, batch: int) -> Path:
        """The words and n-grams of a batch."""
        return self.root / "index" / "shards" / f"{batch:05}"

    def batches(self) -> int:
        """How many batches are done, from the first one on."""
        count = 0
        while self.articles(count).exists() and self.shard(count).exists():
            count += 1
        return count

    def work(self, step: str, number: int) -> Path:
        """What a task of a step leaves."""
        return self.root / "work" / step / f"{number:05}"

    def write(self, file: Path, content: Any) -> None:
        """Give `file` its content: ``content(path)`` writes it to another path, which is then renamed."""
        file.parent.mkdir(parents=True, exist_ok=True)
        part = file.with_name(f".{file.name}.{os.getpid()}.part")  # a process that outlived its run may be writing it
        content(part)
        part.replace(file)


def _lock(file: BinaryIO) -> None:
    """Lock `file` for this process; where there are no such locks (Windows), nothing is kept out. Raises OSError."""
    with suppress(ImportError):
        from fcntl import LOCK_EX, LOCK_NB, flock

        flock(file, LOCK_EX | LOCK_NB)
