"""Signs in a style sheet that are no signs of CSS: curly quotes, signs of full width, tags of HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from grader.website.slips.slip import Slip
from grader.website.slips.structure import Structure

_CURLY: Final = re.compile("[“”„‟‘’‚‛«»]")
_FULL: Final = re.compile("[：；｛｝（）＃．，＂＇]")
_OUTSIDE: Final = re.compile(r"""/\*.*?(?:\*/|\Z)|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
_PLAIN: Final = {
    **dict.fromkeys("“”„‟«»＂", '"'),
    **dict.fromkeys("‘’‚‛＇", "'"),
    **dict(zip("：；｛｝（）＃．，", ":;{}()#.,", strict=True)),
}


def sign_slips(text: str, found: Structure) -> Iterator[Slip]:
    """One slip a line and kind, and one for each tag."""
    for start, end in found.tags:
        yield Slip(
            "css-tag", start, end, {"tag": text[start:end] if end - start <= 30 else text[start : start + 29] + "…"}
        )
    if text.isascii():
        return
    plain = _OUTSIDE.sub(lambda match: " " * len(match[0]), text)
    for pattern, key in ((_CURLY, "css-curly-quotes"), (_FULL, "css-full-width")):
        line: int | None = None
        for match in pattern.finditer(plain):
            begin = text.rfind("\n", 0, match.start())
            if begin != line:
                line = begin
                yield Slip(key, match.start(), match.end(), {"sign": match[0], "plain": _PLAIN[match[0]]})
