"""Taking what people hand in: files, pasted texts and addresses, each checked before it is kept."""

from collections.abc import Sequence
from hashlib import sha256

from msgspec import Struct, json

from twosource.report.shelf import visible
from twosource.store import Database
from twosource.store.files import add_address, add_file, held
from twosource.store.jobs import add_job
from twosource.web.fetching import address_of
from twosource.web.limits import ADDRESSES, FILE, FILES, STORY
from twosource.web.names import NotTaken, name_of_address, named
from twosource.web.networks import Refused

__all__ = ["Given", "Paste", "Taken", "take"]


class Paste(Struct, frozen=True, kw_only=True):
    """A text that somebody pasted or sent, and what is known of it; `date` is the day of publication."""

    text: str
    id: str = ""
    title: str = ""
    source: str = ""
    date: str = ""
    url: str = ""


class Given(Struct, frozen=True, kw_only=True):
    """What is handed in at once: files with their names, pasted texts, addresses."""

    files: Sequence[tuple[str, bytes]] = ()
    pastes: Sequence[Paste] = ()
    addresses: Sequence[str] = ()


class Taken(Struct, frozen=True, kw_only=True):
    """How many things were kept, and why others were not."""

    kept: int
    refused: tuple[str, ...] = ()


def take(database: Database, story: str, given: Given) -> Taken:
    """Keep in a story what is sound of `given`, and ask for a comparison. Raises NoStory where there is no story."""
    number, size = held(database, story)
    kept, refused = 0, []
    for name, content in [*given.files, *map(_pasted, given.pastes)]:
        try:
            _check(name, content, number + kept, size)
            if add_file(database, story, named(name), content) is None:
                raise NotTaken(f"{visible(name)}: the story has this file already")
            kept, size = kept + 1, size + len(content)
        except NotTaken as reason:
            refused.append(str(reason))
    for position, address in enumerate(given.addresses):
        try:
            _room(number + kept)
            if position >= ADDRESSES:
                raise NotTaken(f"more than {ADDRESSES} addresses at once: {visible(address)[:200]} was left out")
            sound = address_of(address)
            if add_address(database, story, sound, name_of_address(sound)) is None:
                raise NotTaken(f"{sound}: the story has this address already")
            kept += 1
        except (NotTaken, Refused) as reason:
            refused.append(str(reason))
    if kept:
        add_job(database, "compare", story)
    return Taken(kept=kept, refused=tuple(refused))


def _check(name: str, content: bytes, number: int, size: int) -> None:
    shown = visible(name)[:200]
    _room(number)
    if len(content) > FILE:
        raise NotTaken(f"{shown} holds more than {FILE // 1_000_000} MB: split it, or hand in the article alone")
    if size + len(content) > STORY:
        raise NotTaken(f"{shown}: a story holds {STORY // 1_000_000} MB of files at most; make another story")
    if not content.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise NotTaken(f"{shown} is empty")


def _room(number: int) -> None:
    if number >= FILES:
        raise NotTaken(f"a story holds {FILES} files at most; make another story")


def _pasted(paste: Paste) -> tuple[str, bytes]:
    """A pasted text as a file with one row, which keeps what is known of it."""
    text = paste.text.encode(errors="replace").decode()
    row = {field: value.strip() for field in ("title", "source", "date", "url") if (value := getattr(paste, field))}
    words = "-".join(text.split()[:4]).lower()
    id = paste.id.strip() or paste.source.strip() or words or "pasted"
    name = named(f"{visible(id).replace('/', '-').replace(chr(92), '-')[:60]}.jsonl")
    digest = sha256(text.encode()).hexdigest()[:6]
    known = name.removesuffix(".jsonl")
    return name, json.encode(
        {"id": known if paste.id else f"{known}-{digest}", "text": text, **row}
    ) if text.strip() else b""
