"""Which machines an address may lead to: those that anybody can reach, and no other."""

import socket
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import httpcore

__all__ = ["PORTS", "CheckedNetwork", "Refused", "is_public"]

PORTS = (80, 443)


class Refused(Exception):
    """An address is not fetched; the message says why."""


@cache
def _closed() -> tuple[IPv4Network | IPv6Network, ...]:
    lines = files(__package__).joinpath("networks.txt").read_text(encoding="utf-8").splitlines()
    return tuple(ip_network(line) for line in lines if line and not line.startswith("#"))


def is_public(address: str) -> bool:
    """True if the numeric `address` is one that anybody can reach. An IPv4 address within one of IPv6 is judged itself.

    >>> [is_public(one) for one in ("93.184.216.34", "127.0.0.1", "::ffff:10.0.0.1", "169.254.169.254", "fe80::1%eth0")]
    [True, False, False, False, False]
    """
    try:
        found: IPv4Address | IPv6Address = ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        found = found.ipv4_mapped
    return found.is_global and not found.is_multicast and not any(found in one for one in _closed())


def _resolved(host: str, port: int) -> Iterable[str]:
    """The numeric addresses of a host. Raises OSError where it has none."""
    return dict.fromkeys(str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))


class CheckedNetwork(httpcore.NetworkBackend):
    """Opens connections to public machines only.

    A name is resolved once, all that it stands for is judged, and the connection goes to what was judged: a name that
    means another machine a moment later leads nowhere else. `resolve` and `inner` are for tests.
    """

    def __init__(
        self,
        resolve: Callable[[str, int], Iterable[str]] = _resolved,
        inner: httpcore.NetworkBackend | None = None,
    ) -> None:
        self._resolve = resolve
        self._inner = inner or httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect to a machine. Raises Refused where the name means one that is not public."""
        if port not in PORTS:
            raise Refused(f"port {port} is not asked: pages are fetched from ports 80 and 443")
        try:
            found = list(self._resolve(host, port))
        except (OSError, UnicodeError):
            raise Refused(f"there is no machine {host}") from None
        if not found or not all(map(is_public, found)):
            raise Refused(f"{host} leads into a private network and is not fetched; save the page and hand in the file")
        return self._inner.connect_tcp(found[0], port, timeout, local_address, socket_options)

    def connect_unix_socket(self, *_given: object, **_options: object) -> httpcore.NetworkStream:
        """Never: no page is there."""
        raise Refused("sockets of this machine are not asked")
