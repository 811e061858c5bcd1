"""A block of a pattern by its opcode: `jetpack_fly input [SPEED] (_) :: opcode`. See `notation.odd`.

What the notation cannot hold waits under a marker while it reads.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from grader.scratch.model import Block
from grader.scratch.notation import odd_read
from grader.scratch.notation.lex import Word
from grader.scratch.notation.parts import Nested, Value
from grader.scratch.notation.parts import Part as NotationPart
from grader.scratch.pattern.model import Head, Reporter, Slot
from grader.scratch.pattern.slots import Made, Part, Wild, heads_of

_MARKER: Final = "\0pattern"  # no text holds it: the notation escapes what no file can hold

Held = Mapping[str, Made | Wild]  # by its marker


def read(parts: Sequence[Part | Word]) -> tuple[Head, tuple[str, ...]] | None:
    """The block, and the bodies it says it has; None when the parts do not say a block."""
    held: dict[str, Made | Wild] = {}
    plain: list[NotationPart | Word] = []
    said, named = "", False  # the last word, and whether a name has followed it
    for part in parts:
        if isinstance(part, Word):
            said, named = part.text, False
            plain.append(part)
        elif not isinstance(part, Made | Wild):
            named = True
            plain.append(part)
        elif isinstance(part, Wild) and not (plain and named):
            named = True
            plain.append(Value("_" if part.name is None else f"${part.name}", "[", part.column))
        else:
            marker = f"{_MARKER}{len(held)}"
            held[marker] = part
            is_menu = said == "field"
            plain.append(Value(marker, "[", part.column) if is_menu else Nested(Block("", marker), part.column))
    made = odd_read.read(plain)
    if made is None:
        return None
    (head,) = heads_of(Block("", made.opcode, made.inputs, made.fields, procedure=made.procedure))
    slots = (found for slot in head.slots if (found := _slot(slot, held)) is not None)
    return Head(head.opcode, tuple(slots), code=head.code), made.bodies


def _slot(slot: Slot, held: Held) -> Slot | None:
    """The slot with what waited under its marker; None when that is anything."""
    want = slot.want
    marker = (want.heads[0].opcode or "") if isinstance(want, Reporter) else getattr(want, "text", "")
    part = held.get(marker)
    if part is None:
        return slot
    real = Reporter(part.heads) if isinstance(part, Made) else part.want
    return None if real is None else Slot(slot.name, real, menu=slot.menu)
