"""Scripts become the flat table of blocks of one target: ids, links, shadows. Part of `write`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from grader.scratch import opcodes
from grader.scratch.model import Block, Chosen, LiteralKind, Script, Slot, Typed, Variable

CORE: Final = frozenset(
    {"motion", "looks", "sound", "events", "control", "sensing", "operators", "variables", "myblocks"}
)
_NUMBERS: Final[Mapping[LiteralKind, int]] = {
    "number": 4,
    "positive number": 5,
    "whole number": 6,
    "integer": 7,
    "angle": 8,
    "colour": 9,
    "text": 10,
}
_DATA: Final = {"data_variable": (12, "VARIABLE"), "data_listcontents": (13, "LIST")}
_NAMED: Final = {"VARIABLE": "variable", "LIST": "list", "BROADCAST_OPTION": "message"}
_DEFINITION: Final = "procedures_definition"
_CALL: Final = "procedures_call"
_X, _Y, _ROW, _GAP = 40, 40, 48, 72  # where scripts without a place of their own go

Entry = tuple[str, str, Any, bool]  # id, name, value, cloud


class Names:
    """Declared variables, lists and messages of a target, by name; what only blocks name is declared for all."""

    def __init__(
        self,
        variables: Iterable[Variable],
        lists: Iterable[Variable],
        messages: Iterable[str],
        shared: Names | None = None,
    ) -> None:
        self._shared = shared
        self._known: dict[tuple[str, str], str] = {}
        self._ids: set[str] = set() if shared is None else shared._ids  # noqa: SLF001 - of the same class
        self.variables: list[Entry] = []
        self.lists: list[Entry] = []
        self.messages: list[tuple[str, str]] = []
        for kind, items, entries in (("variable", variables, self.variables), ("list", lists, self.lists)):
            for item in items:
                identity = self._unused(item.id, kind, item.name)
                self._known.setdefault((kind, item.name), identity)
                entries.append((identity, item.name, item.value, item.cloud))
        for message in messages:
            self._declare("message", message)

    def identity(self, kind: str, name: str) -> str:
        """The id of a variable, list or message that a block names: the target's own, else the one for all."""
        own = self._known.get((kind, name))
        if own is not None:
            return own
        return self._declare(kind, name) if self._shared is None else self._shared.identity(kind, name)

    def _declare(self, kind: str, name: str) -> str:
        identity = self._unused("", kind, name)
        self._known.setdefault((kind, name), identity)
        if kind == "message":
            self.messages.append((identity, name))
        elif kind == "list":
            self.lists.append((identity, name, (), False))
        else:
            self.variables.append((identity, name, "0", False))
        return identity

    def _unused(self, wanted: str, kind: str, name: str) -> str:
        identity = wanted or f"{kind}-{name}"
        number = 1
        while identity in self._ids:
            number += 1
            identity = f"{wanted or f'{kind}-{name}'}-{number}"
        self._ids.add(identity)
        return identity


class BlockWriter:
    """Fills `blocks` and `comments` of one target, script by script."""

    def __init__(self, names: Names) -> None:
        self.blocks: dict[str, Any] = {}
        self.comments: dict[str, Any] = {}
        self.opcodes: set[str] = set()
        self._names = names
        self._known = opcodes.table().blocks
        self._taken: set[str] = set()
        self._made = 0
        self._y = _Y
        self._arguments: dict[str, tuple[str, ...]] = {}
        self._pending: list[tuple[Block, str, dict[str, Any]]] = []

    def script(self, script: Script) -> None:
        """Adds a script; one that has no place of its own goes below the last such one."""
        if not script.blocks:
            return
        x, y = script.x, script.y
        if x is None or y is None:
            x, y = _X, self._y
        head = script.blocks[0]
        before = len(self.blocks)
        if len(script.blocks) == 1 and head.opcode in _DATA:
            number, field = _DATA[head.opcode]
            name = head.fields.get(field, "")
            self.blocks[self._identity(head)] = [number, name, self._names.identity(_NAMED[field], name), x, y]
        else:
            self._list(script.blocks, None, (x, y))
            while self._pending:
                self._fill(*self._pending.pop())
        self._y += _GAP + _ROW * (len(self.blocks) - before)

    def comment(self, text: str, block: str | None) -> str:
        """Adds a comment, and says its id."""
        identity = f"comment{len(self.comments) + 1}"
        place = {"x": 0, "y": 0, "width": 200, "height": 200, "minimized": False}
        self.comments[identity] = {"blockId": block, **place, "text": text}
        return identity

    def _identity(self, block: Block | None = None) -> str:
        identity = block.id if block is not None else ""
        while not identity or identity in self._taken:
            self._made += 1
            identity = f"block{self._made}"
        self._taken.add(identity)
        return identity

    def _list(self, statements: Iterable[Block], parent: str | None, place: tuple[float, float] | None = None) -> str:
        """Adds statements one below the other, and says the id of the first."""
        first = ""
        raw: dict[str, Any] | None = None
        for block in statements:
            identity = self._identity(block)
            if raw is not None:
                raw["next"] = identity
            raw = self._add(block, identity, parent, None if first else place)
            first = first or identity
            parent = identity
        return first

    def _add(
        self, block: Block, identity: str, parent: str | None, place: tuple[float, float] | None = None
    ) -> dict[str, Any]:
        raw: dict[str, Any] = {
            "opcode": block.opcode,
            "next": None,
            "parent": parent,
            "inputs": {},
            "fields": {name: self._field(name, value) for name, value in block.fields.items()},
            "shadow": False,
            "topLevel": place is not None,
        }
        if place is not None:
            raw["x"], raw["y"] = place
        if block.comment is not None:
            raw["comment"] = self.comment(block.comment, identity)
        self.opcodes.add(block.opcode)
        self.blocks[identity] = raw
        self._pending.append((block, identity, raw))
        return raw

    def _shadow(self, opcode: str, parent: str, field: str, value: str) -> str:
        identity = self._identity()
        self.blocks[identity] = {
            "opcode": opcode,
            "next": None,
            "parent": parent,
            "inputs": {},
            "fields": {field: self._field(field, value)},
            "shadow": True,
            "topLevel": False,
        }
        return identity

    def _field(self, name: str, value: str) -> list[str | None]:
        kind = _NAMED.get(name)
        return [value, None if kind is None else self._names.identity(kind, value)]

    def _fill(self, block: Block, identity: str, raw: dict[str, Any]) -> None:
        inputs = raw["inputs"]
        if block.opcode == _DEFINITION:
            inputs["custom_block"] = [1, self._prototype(block, identity)]
            return
        if block.opcode == _CALL:
            self._call(block, identity, raw)
            return
        if block.opcode == "control_stop":
            goes_on = block.fields.get("STOP_OPTION") in {"other scripts in sprite", "other scripts in stage"}
            raw["mutation"] = {"tagName": "mutation", "children": [], "hasnext": "true" if goes_on else "false"}
        known = self._known.get(block.opcode)
        for name, value in block.inputs.items():
            inputs[name] = self._slot(value, identity, known.arg(name) if known else None)
        for name, body in block.bodies.items():
            if body:
                inputs[name] = [2, self._list(body, identity)]

    def _slot(self, value: Slot, parent: str, arg: opcodes.Arg | None) -> list[Any]:
        if isinstance(value, Typed):
            return [1, [_NUMBERS[value.kind], value.value]]
        if isinstance(value, Chosen):
            return [1, self._choice(value, parent, arg)]
        held: Any
        if value.opcode in _DATA:
            number, field = _DATA[value.opcode]
            name = value.fields.get(field, "")
            held = [number, name, self._names.identity(_NAMED[field], name)]
        else:
            held = self._identity(value)
            self._add(value, held, parent)
        hidden = self._hidden(parent, arg)
        return [2, held] if hidden is None else [3, held, hidden]

    def _choice(self, value: Chosen, parent: str, arg: opcodes.Arg | None) -> Any:
        if not value.menu:
            return [11, value.value, self._names.identity("message", value.value)]
        menu = self._known.get(value.menu)
        field = menu.args[0].name if menu is not None and menu.args else arg.name if arg is not None else "MENU"
        return self._shadow(value.menu, parent, field, value.value)

    def _hidden(self, parent: str, arg: opcodes.Arg | None) -> Any:
        """What lies under a reporter, so that the slot is not empty when she pulls the reporter out."""
        if arg is None:
            return None
        if arg.kind == "literal" and arg.literal is not None:
            return [_NUMBERS[arg.literal], arg.default]
        if arg.kind == "menu":
            return self._choice(Chosen(arg.default, arg.menu), parent, arg)
        if arg.kind == "message":
            return [11, "message1", self._names.identity("message", "message1")]
        return None

    def _prototype(self, block: Block, parent: str) -> str:
        procedure = block.procedure
        identity = self._identity()
        proccode = procedure.proccode if procedure else ""
        kinds = _parameters(proccode)
        names = procedure.argument_names if procedure else ()
        names = (*names, *(f"parameter{number + 1}" for number in range(len(names), len(kinds))))
        identities = self._argument_ids(proccode, procedure.argument_ids if procedure else (), len(names))
        defaults = procedure.argument_defaults if procedure else ()
        kinds = (*kinds, *("s" for _ in names[len(kinds) :]))
        defaults = (*defaults, *("false" if kind == "b" else "" for kind in kinds[len(defaults) :]))
        raw: dict[str, Any] = {
            "opcode": "procedures_prototype",
            "next": None,
            "parent": parent,
            "inputs": {},
            "fields": {},
            "shadow": True,
            "topLevel": False,
            "mutation": {
                "tagName": "mutation",
                "children": [],
                "proccode": proccode,
                "argumentids": json.dumps(identities),
                "argumentnames": json.dumps(names, ensure_ascii=False),
                "argumentdefaults": json.dumps(defaults[: len(names)], ensure_ascii=False),
                "warp": "true" if procedure and procedure.warp else "false",
            },
        }
        self.blocks[identity] = raw
        for name, kind, argument in zip(names, kinds, identities, strict=False):
            opcode = "argument_reporter_boolean" if kind == "b" else "argument_reporter_string_number"
            raw["inputs"][argument] = [1, self._shadow(opcode, identity, "VALUE", name)]
        return identity

    def _call(self, block: Block, identity: str, raw: dict[str, Any]) -> None:
        procedure = block.procedure
        proccode = procedure.proccode if procedure else ""
        kinds = _parameters(proccode)
        most = max([len(kinds), *(int(name) + 1 for name in block.inputs if name.isdecimal())])
        identities = self._argument_ids(proccode, procedure.argument_ids if procedure else (), most)
        text = opcodes.Arg("", "literal", "text")
        for name, value in block.inputs.items():
            if name.isdecimal():
                position = int(name)
                boolean = position < len(kinds) and kinds[position] == "b"
                raw["inputs"][identities[position]] = self._slot(value, identity, None if boolean else text)
        raw["mutation"] = {
            "tagName": "mutation",
            "children": [],
            "proccode": proccode,
            "argumentids": json.dumps(identities),
            "warp": "true" if procedure and procedure.warp else "false",
        }

    def _argument_ids(self, proccode: str, given: tuple[str, ...], amount: int) -> tuple[str, ...]:
        """Ids of parameters: a definition and its calls share them, so the first one to ask decides."""
        known = self._arguments.get(proccode, ())
        if len(known) < amount:
            usable = known or (given if len(set(given)) == len(given) and "" not in given else ())
            known = (*usable, *(f"argument{number}" for number in range(len(usable), amount)))
            self._arguments[proccode] = known
        return known


def _parameters(proccode: str) -> tuple[str, ...]:
    """The kinds of parameters in the text of a custom block: `b`, `s` or (old files) `n`."""
    return tuple(part[1] for part in proccode.split(" ") if len(part) == 2 and part[0] == "%" and part[1] in "bsn")
