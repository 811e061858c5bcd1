"""The attributes of a start tag as they were written: where each name and each value stands, and in which quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

# As the standard reads them: a name runs up to a space, a slash, `>` or `=`.
_ATTRIBUTE = re.compile(r"[\s/]*(=?[^\s/>=]*)(?:\s*=\s*(?:\"([^\"]*)\"?|'([^']*)'?|([^\s>]*)))?")
_NAME = re.compile(r"<[^\s/>]*")


@dataclass(frozen=True, slots=True)
class Written:
    """One attribute; offsets count in the page. `quote` is the sign around the value, empty without one."""

    name: str
    value: str
    start: int
    end: int
    value_start: int
    quote: str


def attributes(source: str, start: int, end: int) -> Iterator[Written]:
    """The attributes of the start tag that stands at these offsets."""
    found = _NAME.match(source, start, end)
    at = found.end() if found else start
    while at < end - 1:
        match = _ATTRIBUTE.match(source, at, end)
        if match is None or match.end() == at or not match[1]:
            return
        group = next((one for one in (2, 3, 4) if match[one] is not None), 0)
        yield Written(
            match[1].lower(),
            match[group] if group else "",
            match.start(1),
            match.end(),
            match.start(group) if group else match.end(),
            {2: '"', 3: "'"}.get(group, ""),
        )
        at = match.end()
