"""Fetching a page from an address that somebody typed, within limits and from public machines only."""

import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from urllib.parse import urljoin, urlsplit

import httpcore
from msgspec import Struct

from twosource import __version__
from twosource.web.limits import FILE
from twosource.web.networks import PORTS, CheckedNetwork, Refused

__all__ = ["Fetched", "Fetcher", "address_of"]

HOPS, SECONDS = 5, 30.0
KINDS = {"text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
HEADERS = [
    ("User-Agent", f"twosource/{__version__}"), ("Accept", ", ".join(KINDS)), ("Accept-Encoding", "gzip, identity"),
]  # fmt: skip


class Fetched(Struct, frozen=True):
    """What was found: the address that answered in the end, the suffix of a file of that kind, and the content."""

    address: str
    suffix: str
    content: bytes


def address_of(given: str) -> str:
    """Return an address as it is fetched. Raises Refused for what is none of the web, or carries a password.

    >>> address_of(" https://herald.example/ferry#top ")
    'https://herald.example/ferry'
    >>> address_of("file:///etc/passwd")
    Traceback (most recent call last):
    twosource.web.networks.Refused: file:///etc/passwd is no address of a web page: it begins with http:// or https://
    """
    address = given.strip().split("#")[0]
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        raise Refused(f"{address[:200]} is no sound address") from None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise Refused(f"{address[:200]} is no address of a web page: it begins with http:// or https://")
    if port is not None and port not in PORTS:
        raise Refused(f"port {port} is not asked: pages are fetched from ports 80 and 443")
    if "@" in parts.netloc:
        raise Refused("an address with a name or password in it is not fetched")
    if len(address) > 2000 or any(ord(c) <= 32 or ord(c) == 127 for c in address):
        raise Refused("that is no sound address: it is too long, or has blanks in it")
    return address


class Fetcher:
    """Fetches pages through `network`, which decides what may be reached."""

    def __init__(self, network: httpcore.NetworkBackend | None = None) -> None:
        self._network = network or CheckedNetwork()

    def fetch(self, address: str) -> Fetched:
        """Return what is at `address`, redirects followed. Raises Refused with the reason where it cannot be had."""
        until = time.monotonic() + SECONDS
        with httpcore.ConnectionPool(network_backend=self._network, max_connections=1) as pool:
            for _ in range(HOPS + 1):
                address = address_of(address)
                found = self._answer(pool, address, until)
                if isinstance(found, Fetched):
                    return found
                address = urljoin(address, found)
        raise Refused(f"{address} leads on and on: more than {HOPS} redirects")

    def _answer(self, pool: httpcore.ConnectionPool, address: str, until: float) -> Fetched | str:
        """The page, or the address that the answer points to."""
        extensions = {"timeout": dict.fromkeys(("connect", "read", "write", "pool"), 10.0)}
        try:
            url = address.encode("ascii") if address.isascii() else _quoted(address)
            host = ("Host", urlsplit(url.decode()).netloc)
            with pool.stream("GET", url, headers=[host, *HEADERS], extensions=extensions) as response:
                headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in response.headers}
                if response.status in (301, 302, 303, 307, 308) and "location" in headers:
                    return headers["location"]
                if response.status != 200:
                    raise Refused(f"{address} answers with {response.status}: save the page and hand in the file")
                return Fetched(address, _suffix(address, headers), _content(address, headers, response, until))
        except (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError, httpcore.UnsupportedProtocol):
            raise Refused(f"{address} does not answer as a web page does") from None


def _quoted(address: str) -> bytes:
    from urllib.parse import quote

    parts = urlsplit(address)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        raise Refused(f"{address} is no sound address") from None
    return parts._replace(netloc=host, path=quote(parts.path, safe="/%"), query=quote(parts.query, safe="=&%+")) \
        .geturl().encode("ascii")  # fmt: skip


def _suffix(address: str, headers: dict[str, str]) -> str:
    kind = headers.get("content-type", "text/html").split(";")[0].strip().lower()
    if kind not in KINDS:
        raise Refused(f"{address} is no page but {kind[:60]}")
    return KINDS[kind]


def _content(address: str, headers: dict[str, str], response: httpcore.Response, until: float) -> bytes:
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip"):
        raise Refused(f"{address} is packed as {packing[:20]}, which was not asked for")
    content = bytearray()
    with closing(_unpacked(response.iter_stream(), packing == "gzip")) as pieces:  # type: ignore[type-var]
        for piece in pieces:
            content += piece
            if len(content) > FILE:
                raise Refused(f"{address} holds more than {FILE // 1_000_000} MB, more than an article can have")
            if time.monotonic() > until:
                raise Refused(f"{address} takes longer than {SECONDS:.0f} seconds")
    return bytes(content)


def _unpacked(pieces: Iterator[bytes], gzipped: bool) -> Iterator[bytes]:
    """The content piece by piece, never more of it at once than `FILE` and a byte. Raises Refused for unsound gzip."""
    if not gzipped:
        yield from pieces
        return
    unpack = zlib.decompressobj(wbits=31)
    for piece in pieces:
        try:
            yield unpack.decompress(piece, FILE + 1)
        except zlib.error:
            raise Refused("the answer is no sound gzip") from None
