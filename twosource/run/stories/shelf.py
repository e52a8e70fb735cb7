"""The folder of a grouping: what was read into it, what lies where."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from twosource import __version__
from twosource.run.corpus.folder import Folder, WrongFolder

__all__ = ["About", "Reading", "Shelf"]

LAYOUT = 2
"""Which files a folder has; one of another layout cannot be gone on with."""

File = tuple[str, int, int]
"""A file by its path, its size in bytes and its time of change in nanoseconds."""


class Reading(Struct, frozen=True):
    """Files that were read in one go, and the batches they became, from `first` to before `end` (None: at work)."""

    files: tuple[File, ...]
    first: int
    end: int | None = None


class About(Struct, frozen=True, kw_only=True):
    """How a folder is worked on, and what was read into it. Articles more than `days` apart are not compared."""

    twosource: str = __version__
    stories: int = LAYOUT
    keep_text: bool
    days: int
    readings: tuple[Reading, ...] = ()

    @property
    def files(self) -> frozenset[File]:
        """The files that were read whole."""
        return frozenset(file for one in self.readings if one.end is not None for file in one.files)

    @property
    def batches(self) -> int:
        """How many batches there are of what was read whole."""
        return max((one.end or 0 for one in self.readings), default=0)


class Shelf(Struct, frozen=True):
    """The folder `root`. Files appear in it under their names only when they are whole."""

    root: Path

    @property
    def folder(self) -> Folder:
        """What keeps other runs out and writes files."""
        return Folder(self.root)

    @contextmanager
    def held(self, keep_text: bool, days: int) -> Iterator[About]:
        """Keep other runs out, make the folder ready, and give what it is.

        Raises WrongFolder if another run is at work in it, or if it was begun otherwise or holds other files.
        """
        with self.folder.held():
            for left in list(self.root.rglob("*.part")):  # half-written by a run that was killed
                left.unlink()
            if not (self.root / "about.json").exists():
                self.tell(About(keep_text=keep_text, days=days))
            about = self.about()
            asked = replace(about, keep_text=keep_text, days=days)
            if asked != about:
                differs = [name for name in ("keep_text", "days") if getattr(asked, name) != getattr(about, name)]
                raise WrongFolder(f"{self.root} was begun with other {', '.join(differs)}: name another folder")
            yield about

    def about(self) -> About:
        """What this folder is. Raises WrongFolder if it is no folder of stories of this version."""
        file = self.root / "about.json"
        try:
            about = msgspec.json.decode(file.read_bytes(), type=About)
        except (OSError, msgspec.DecodeError):
            raise WrongFolder(f"{self.root} holds no stories: name a folder made with stories --out") from None
        if about.stories != LAYOUT:
            raise WrongFolder(f"{self.root} was made by another version of twosource: make it anew with stories --out")
        return about

    def tell(self, about: About) -> None:
        """Keep what this folder is."""
        told = msgspec.json.format(msgspec.json.encode(about)) + b"\n"
        self.folder.write(self.root / "about.json", lambda path: path.write_bytes(told))

    def profiles(self, batch: int) -> Path:
        """The profiles of a batch, in the order of days and ids."""
        return self.root / "profiles" / f"{batch:05}.parquet"

    def pairs(self, day: int, digest: int) -> Path:
        """The pairs whose later article is of a day; the digest is that of all articles they depend on."""
        return self.root / "pairs" / f"{day:08}-{digest:016x}"

    def across(self, day: int, digest: int) -> Path:
        """The pairs of an article of a day and one without a date."""
        return self.root / "across" / f"{day:08}-{digest:016x}"

    def linked(self, block: int, digest: int) -> Path:
        """The stories of the groups that begin in a block of days."""
        return self.root / "linked" / f"{block:08}-{digest:016x}"

    def forget(self, step: str, kept: Sequence[Path]) -> None:
        """Delete what a step left for an earlier state of the folder."""
        for file in set((self.root / step).glob("[0-9]*")) - set(kept):
            file.unlink()
