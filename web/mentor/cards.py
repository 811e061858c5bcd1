"""Cards to print: where they lead, the square picture, and whether that address will last."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

import segno
from markupsafe import Markup

from worker.store.views import StudentView

Lasting = Literal["yes", "here", "moves", "unset"]
OF_A_NETWORK = (".local", ".lan", ".home", ".internal", ".home.arpa")  # names that one network gives
QUIET = 2  # modules of white around the picture; the card is white too
A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Card:
    """One card: whose, its code, its picture."""

    student: StudentView
    code: str
    picture: Markup


def cards(students: tuple[StudentView, ...], base: str) -> tuple[Card, ...]:
    """The cards of these students; they lead to that address."""
    return tuple(
        Card(one, one.code.replace("-", " "), picture(f"{base}/c/{one.code}", one.nickname)) for one in students
    )


def picture(text: str, whose: str) -> Markup:
    """A QR code as inline SVG: one path of all dark squares, no style, sharp at any size."""
    rows = [[bool(dark) for dark in row] for row in segno.make(text, error="m", micro=False).matrix]
    side = len(rows) + 2 * QUIET
    path = "".join(
        f"M{start + QUIET} {y + QUIET}h{length}v1h-{length}z"
        for y, row in enumerate(rows)
        for start, length in _runs(row)
    )
    return Markup(
        '<svg viewBox="0 0 {0} {0}" role="img" aria-label="QR: {1}" shape-rendering="crispEdges">'
        '<path fill="#FFF" d="M0 0h{0}v{0}H0z"/><path fill="#1B2145" d="{2}"/></svg>'
    ).format(side, whose, path)


def lasting(base: str, *, chosen: bool = True) -> Lasting:
    """Whether an address on paper works tomorrow: `here` is this machine alone, `moves` belongs to a network.

    `chosen`: somebody set it for this service. `unset`: it is the one this page was asked for by, maybe a passing one.
    """
    host = urlsplit(base).hostname or ""
    if host == "localhost" or host.endswith(".localhost"):
        return "here"
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        if "." not in host or host.endswith(OF_A_NETWORK):
            return "moves"
        return "yes" if chosen else "unset"
    if address.is_loopback or address.is_unspecified:
        return "here"
    if not address.is_global:
        return "moves"
    return "yes" if chosen else "unset"


def shown(base: str) -> str:
    """The address as it is read from paper."""
    return base.removeprefix("https://").removeprefix("http://").rstrip("/")


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    """Start and length of each run of dark squares."""
    runs: list[tuple[int, int]] = []
    for x, dark in enumerate(row):
        if dark and runs and sum(runs[-1]) == x:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        elif dark:
            runs.append((x, 1))
    return runs
