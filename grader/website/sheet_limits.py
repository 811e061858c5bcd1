"""How much of a style sheet is read: what stands behind is left out, and told where a file is cut."""

from __future__ import annotations

import re
from itertools import islice

MAX_SHEET = 1_000_000  # bytes of a file
# Each of these signs becomes an object or two, whatever it means: 100,000 of them take seconds and 200 MB. The largest
# sheets in use, and what a site builder saves with a page, hold a third.
MAX_SIGNS = 100_000
_SIGNS = "{}()[];:,.#@<>!*+~=\"'\\/$%^&|`?"
_ONE = re.compile(f"[{re.escape(_SIGNS)}]")


def signs_in(css: str) -> int:
    """How many signs that begin something stand in CSS."""
    return sum(map(css.count, _SIGNS))


def within(css: str, most: int = MAX_SIGNS) -> str:
    """The CSS up to where it holds more signs than that."""
    if len(css) <= most or signs_in(css) <= most:
        return css
    last = next(islice(_ONE.finditer(css), max(most, 0), None))
    return css[: last.start()]
