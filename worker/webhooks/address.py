"""Where a webhook may go. A server that sends to any address a person types could be made to speak to its own house.

So names are resolved first, every address that comes back is looked at, and the one that was looked at is connected to.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

LONGEST = 500
NAT64 = IPv6Network("64:ff9b::/96")
Resolve = Callable[[str, int], Sequence[str]]


class AddressError(Exception):
    """An address that is not used; `reason` is a word for the table of tries."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Target:
    """An address in its parts, and the machine that was looked at."""

    host: str
    port: int
    path: str
    secure: bool
    machine: str


def parts(address: str, *, private: bool) -> tuple[str, int, str, bool]:
    """Host, port, path and whether it is https. AddressError `address` when it is no address that may be named."""
    if len(address) > LONGEST or not address.isascii() or not address.isprintable() or " " in address:
        raise AddressError("address")
    try:
        found = urlsplit(address)
        host, port = found.hostname or "", found.port
    except ValueError as trouble:
        raise AddressError("address") from trouble
    schemes = {"https", "http"} if private else {"https"}
    if found.scheme not in schemes or not host or found.username is not None or found.fragment or "\\" in address:
        raise AddressError("address")
    secure = found.scheme == "https"
    path = (found.path or "/") + (f"?{found.query}" if found.query else "")
    return host, port or (443 if secure else 80), path, secure


def target(address: str, *, private: bool, resolve: Resolve | None = None) -> Target:
    """The machine to connect to. AddressError `name` when nobody has that name, `private` when it is in the house.

    Where one address of a name may not be used none of them is: a name that points at both is meant to deceive.
    """
    host, port, path, secure = parts(address, private=private)
    machines = tuple((resolve or _resolve)(host, port))
    if not machines:
        raise AddressError("name")
    if not all(may_go_to(machine, private=private, secure=secure) for machine in machines):
        raise AddressError("private")
    return Target(host, port, path, secure, machines[0])


def may_go_to(machine: str, *, private: bool, secure: bool = True) -> bool:
    """Whether that machine is one of the open network; with `private` one of the house too, and http on itself."""
    found = _bare(machine)
    if found is None or found.is_multicast or found.is_unspecified or found.is_link_local:
        return False  # a link-local address is where clouds keep their keys
    if not secure:
        return private and found.is_loopback
    if found.is_global:
        return not found.is_reserved
    return private and (found.is_private or found.is_loopback)


def _bare(machine: str) -> IPv4Address | IPv6Address | None:
    """The address that is meant: an older one may be hidden in a newer one."""
    try:
        found = ip_address(machine.partition("%")[0])
    except ValueError:
        return None
    if isinstance(found, IPv6Address):
        hidden = found.ipv4_mapped or found.sixtofour or (found.teredo[1] if found.teredo else None)
        if found in NAT64 or (int(found) < 1 << 32 and int(found) > 1):
            hidden = IPv4Address(int(found) & 0xFFFFFFFF)
        return hidden or found
    return found


def _resolve(host: str, port: int) -> Sequence[str]:
    if _bare(host) is not None:
        return (host,)  # a number, not a name; in any other way of writing one it is looked up, and looked at then
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        return ()
    return tuple(dict.fromkeys(str(one[4][0]) for one in found))
