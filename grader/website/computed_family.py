"""Lists of font families, as browsers write them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_PLAIN = re.compile(r"-?[A-Za-z_\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*")


def families(tokens: Sequence[Any]) -> str | None:
    """The names with commas between; those of several words in quotes."""
    names: list[list[Any]] = [[]]
    for part in tokens:
        if part == ",":
            names.append([])
        elif part.type not in {"whitespace", "comment"}:
            names[-1].append(part)
    found = []
    for name in names:
        if any(token.type not in {"ident", "string"} for token in name) or not name:
            return None
        text = " ".join(str(token.value) for token in name)
        if name[0].type == "ident" and len(name) == 1 and text.lower() in _GENERIC:
            found.append(text.lower())
        elif _PLAIN.fullmatch(text) and text.lower() not in _GENERIC:
            found.append(text)
        else:
            found.append('"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"')
    return ", ".join(found)


_GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif", "math"}
    | {"ui-monospace", "ui-rounded", "emoji", "fangsong", "-webkit-body"}
)
