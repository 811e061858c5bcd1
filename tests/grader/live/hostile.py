"""Projects that take all they can get. Each is small, and none is like what a girl hands in on purpose."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

CAT = 'sprite "Cat"\ncostume "red" "red.svg" at 20 20\n\n'


def png(side: int) -> bytes:
    """A square picture of that many pixels a side, black, a few kilobytes small."""
    row = b"\0" + b"\0" * ((side + 7) // 8)
    packer = zlib.compressobj(9)
    body = b"".join(packer.compress(row) for _ in range(side)) + packer.flush()

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def svg(side: int) -> bytes:
    """A picture that says it is as large as that."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{side}" height="{side}" viewBox="0 0 {side} {side}">'
        f'<rect width="{side}" height="{side}" fill="#f00"/></svg>'
    ).encode()


FLAG = "when green flag clicked\n"
PROJECTS: Mapping[str, str] = {
    "a loop that shows nothing": FLAG + "forever\nset [my variable v] to ((my variable) + (1))\nend",
    "a hundred loops": "\n\n".join([FLAG + "forever\nset [my variable v] to ((my variable) + (1))\nend"] * 100),
    "a loop that shows": FLAG + "forever\nmove (1) steps\nend",
    "waiting for what never comes": FLAG + "wait until <(1) = (2)>",
    "clones of clones": FLAG + "create clone of (myself v)\nwhen I start as a clone\nforever\n"
    "create clone of (myself v)\nend",
    "messages in a ring": FLAG + "broadcast (go v)\nwhen I receive [go v]\nbroadcast (go v)",
    "a list that grows": "stage\nlist names\n\n" + CAT + FLAG
    + "forever\nadd [more and more and more] to [names v]\nend",
    "a list of long texts": "stage\nlist names\n\n" + CAT + FLAG + "set [my variable v] to [words]\nforever\n"
    "set [my variable v] to (join (my variable) (my variable))\nadd (my variable) to [names v]\nend",
    "a text that doubles": FLAG + "set [my variable v] to [x]\nforever\n"
    "set [my variable v] to (join (my variable) (my variable))\nend",
    "a bubble that doubles": FLAG + "set [my variable v] to [word ]\nforever\nsay (my variable)\n"
    "set [my variable v] to (join (my variable) (my variable))\nend",
    "questions without end": FLAG + "forever\nask (join [Really? ] (timer)) and wait\nend",
    "sounds without end": FLAG + "forever\nstart sound (second v)\nend",
    "everything stops and starts": FLAG + "stop [all v]",
    "a pen that fills the stage": CAT + FLAG + "set pen size to (400)\npen down\nforever\n"
    "go to (random position v)\nstamp\nend",
    "colours felt all over the stage": 'sprite "Cat"\ncostume "wall" "wall.svg" at 240 180\n\n' + FLAG
    + "forever\nif <touching color [#123456]?> then\nmove (1) steps\nend\nend",
    "a block that calls itself": FLAG + "fall\n\ndefine fall\nchange [my variable v] by (1)\nfall",
    "a loop without refresh": FLAG + "spin\n\ndefine spin :: warp\nforever\nchange [my variable v] by (1)\nend",
    "huge numbers": FLAG + "forever\nchange x by (1e308)\nset size to (1e308) %\npoint in direction (1e300)\nend",
}  # fmt: skip
