"""Which ifs wait for a stop, ask the same, use a name or hold a clone: walks with marks, and what stands around."""

from __future__ import annotations

import json

import pytest

from grader import catalogue
from grader.check import BlockPlace
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.scratch.read import read
from tests.kit.blocks import scratch

Told = list[tuple[str, str | None]]  # text and quirk


def told(check: str, project: ScratchProject | str) -> Told:
    found = catalogue.entry(f"scratch.{check}").check
    whole = scratch(project) if isinstance(project, str) else project
    places = found.observe(index(whole), found.params()).places
    return [(str(it.text).partition("\n")[0], it.quirk) for it in places if isinstance(it, BlockPlace)]


# busy-waiting

STOP = "if <mouse down?> then\nstop [all v]\nend"
HELD = "forever\nif <mouse down?> then\nif <> then\nelse\nstop [all v]\nend\nforever\nend\nend\nend"  # a stop, silenced
DEEPER = "forever\nrepeat (2)\nif <touching (edge v)?> then\nhide\nend\nend\nend"
ASKS, TOUCHES = "if <mouse down?> then", "if <touching (edge v)?> then"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"forever\n{STOP}\nend", [(ASKS, None)]),
        (f"forever\nif <> then\n{STOP}\nhide\nend\nend", [(ASKS, None)]),
        (f"forever\nif <> then\n{TOUCHES}\nhide\nend\nrepeat (2)\nstop [all v]\nend\nend\nend", [("if <> then", None)]),
        (f"forever\nrepeat (2)\n{STOP}\nend\nend", []),
        (f"forever\n{STOP}\n{STOP}\nend", []),
        (f"forever\nif <> then\nelse\n{STOP}\nend\nend", []),
        (f"forever\nforever\n{STOP}\nhide\nend\nend", [(ASKS, "other-forever")]),
        (f"forever\nhide\nforever\n{STOP}\nhide\nend\nend", []),
        (f"forever\nrepeat (2)\nforever\n{STOP}\nhide\nend\nend\nend", []),
        (f"repeat (2)\nforever\n{STOP}\nend\nend", [(ASKS, None)]),
        (f"forever\nif <> then\nforever\nhide\n{STOP}\nend\nend\nend", [(ASKS, "other-forever")]),
        ("forever\nif <> then\nforever\nhide\nstop [all v]\nend\nend\nend", []),
        (f"{HELD}\n\n{DEEPER}", [(TOUCHES, "old-stop")]),
        (f"{HELD}\n\n{DEEPER}\n\n{DEEPER}", [(TOUCHES, "old-stop")]),
        (f"{HELD}\n\nforever\n{TOUCHES}\nhide\nend\nend\n\n{DEEPER}", []),
        (f"{DEEPER}\n\n{HELD}", []),
        (f"forever\n{TOUCHES}\nhide\nend\nend\n\nstop [all v]\n\n{DEEPER}", []),
        (f"{HELD}\n\nforever\n{STOP}\nend", [(ASKS, None)]),
    ],
)
def test_which_ifs_wait(text: str, expected: Told) -> None:
    assert told("busy-waiting", text) == expected


# double-if


def ifs(question: str, first: str = "hide", second: str = "hide") -> str:
    return f"if {question} then\n{first}\nend\nif {question} then\n{second}\nend"


@pytest.mark.parametrize(
    ("text", "many"),
    [
        (ifs("<touching (edge v)?>"), 1),
        (ifs("<touching (edge v)?>", "set x to (0)"), 0),
        (ifs("<touching (edge v)?>", "hide", "repeat (2)\ngo to (mouse-pointer v)\nend"), 0),
        (ifs("<touching (edge v)?>", "point towards (mouse-pointer v)"), 1),
        (ifs("<color [#ff0000] is touching [#00ff00]?>", "glide (1) secs to (mouse-pointer v)"), 0),
        (ifs("<mouse down?>", "set x to (0)"), 1),
        (f"change y by (1)\n{ifs('<touching (edge v)?>')}", 0),
        (f"{ifs('<touching (edge v)?>')}\nshow\nif <> then\nif <> then\nchange y by (1)\nend\nend", 0),
        (f"repeat (2)\n{ifs('<touching (edge v)?>')}\nend\nchange y by (1)", 1),
        (f"change y by (1)\nrepeat (2)\n{ifs('<touching (edge v)?>')}\nend", 1),
        (f"{ifs('<touching (edge v)?>')}\n\nset x to (0)", 1),
        (ifs("<not <touching (edge v)?>>", "set x to (0)"), 1),
    ],
)
def test_a_move_spares_touches_of_its_list(text: str, many: int) -> None:
    assert len(told("double-if", text)) == many


def test_questions_that_nobody_knows_never_count() -> None:
    def block(opcode: str, parent: str | None, after: str | None = None, asks: str = "") -> dict[str, object]:
        inputs = {"CONDITION": [2, asks]} if asks else {}
        top = parent is None
        return {"opcode": opcode, "parent": parent, "next": after, "inputs": inputs, "fields": {}, "topLevel": top}

    blocks = {
        "a": block("control_if", None, "b", "q"),
        "b": block("control_if", "a", None, "r"),
        "q": block("old_one", "a"),
        "r": block("old_two", "b"),
    }
    stage, cat = (
        {"name": name, "isStage": name == "Stage", "blocks": held, "costumes": [], "sounds": []}
        for name, held in (("Stage", {}), ("Cat", blocks))
    )
    assert told("double-if", read(json.dumps({"targets": [stage, cat]}).encode()))[0][1] == "unknown-blocks"


# ambiguous-parameter-name-unused


@pytest.mark.parametrize(
    ("inside", "quirks"),
    [
        ("", [None]),
        ("hide", [None]),
        ("move (a) steps", []),
        ("say (join (a) [x])", []),
        ("repeat (a)\nhide\nend", []),
        ("repeat (2)\nmove (a) steps\nend", []),
        ("repeat (2)\nend\nmove (a) steps", ["not-seen"]),
        ("repeat (2)\nend\nrepeat (a)\nhide\nend", ["not-seen"]),
        ("repeat (2)\nend\nif <> then\nelse\nmove (a) steps\nend", []),
        ("repeat (2)\nif <> then\nend\nmove (a) steps\nend", ["not-seen"]),
        ("say ([a v] of (Cat v))", []),
        ("say ([x position v] of (a v))", []),
        ("if <touching (a v)?> then\nend", [None]),
        ("start sound (a v)", []),
        ("add (1) to [a v]", []),
    ],
)
def test_what_uses_a_shared_name(inside: str, quirks: list[str | None]) -> None:
    text = f"define go (a) (a)\n{inside}"
    assert [quirk for _, quirk in told("ambiguous-parameter-name-unused", text)] == quirks


# delete-clone-in-loop


@pytest.mark.parametrize(
    ("text", "quirks"),
    [
        ("repeat (2)\nif <> then\nhide\nend\ndelete this clone\nend", [None]),
        ("if <> then\nhide\nend\nrepeat (2)\ndelete this clone\nend", [None]),
        ("repeat (2)\nrepeat (2)\nhide\nend\ndelete this clone\nend", []),
        ("repeat (2)\nrepeat (2)\ndelete this clone\nend\nend", [None]),
        ("if <> then\nrepeat (2)\ndelete this clone\nend\nend", []),
        ("if <> then\nif <> then\nend\nrepeat (2)\ndelete this clone\nend\nend", ["if-ended"]),
        ("if <> then\nif <> then\nend\nelse\nrepeat (2)\ndelete this clone\nend\nend", ["if-ended"]),
        ("repeat (2)\nend\ndelete this clone", []),
    ],
)
def test_marks_of_loops_and_ifs(text: str, quirks: list[str | None]) -> None:
    assert [quirk for _, quirk in told("delete-clone-in-loop", f"when I start as a clone\n{text}")] == quirks
    assert told("delete-clone-in-loop", f"when green flag clicked\n{text}") == []
