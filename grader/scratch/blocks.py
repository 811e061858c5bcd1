"""The flat table of blocks of one target becomes scripts: links followed, shadows folded into what they hold.

Part of `read`, and knows ids, next, parent, shadows and primitives like it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import zip_longest
from typing import Any, Final

from grader.scratch.jsontext import as_json_list, as_list, as_mapping, as_number, as_text, json_texts
from grader.scratch.model import Block, Chosen, LiteralKind, Procedure, Script, Slot, Typed
from grader.scratch.quick import new_block

_LITERALS: Final[Mapping[int, LiteralKind]] = {
    4: "number",
    5: "positive number",
    6: "whole number",
    7: "integer",
    8: "angle",
    9: "colour",
    10: "text",
}
_LITERAL_SHADOWS: Final[Mapping[str, tuple[str, LiteralKind]]] = {
    "math_number": ("NUM", "number"),
    "math_positive_number": ("NUM", "positive number"),
    "math_whole_number": ("NUM", "whole number"),
    "math_integer": ("NUM", "integer"),
    "math_angle": ("NUM", "angle"),
    "colour_picker": ("COLOUR", "colour"),
    "text": ("TEXT", "text"),
}
_BROADCAST, _VARIABLE, _LIST = 11, 12, 13
_DATA: Final = {_VARIABLE: ("data_variable", "VARIABLE"), _LIST: ("data_listcontents", "LIST")}
# Menus whose opcode does not say so.
_MENUS: Final = frozenset(
    {"looks_costume", "looks_backdrops", "sensing_keyoptions", "data_listindexall", "data_listindexrandom", "note"}
    | {"matrix"}
)
_CORE: Final = frozenset(
    {"motion", "looks", "sound", "event", "control", "sensing", "operator", "data", "procedures", "argument"}
)
_NAMED: Final = frozenset({"VARIABLE", "LIST", "BROADCAST_OPTION"})  # fields that carry an id beside the name
# The order of the slots where a block has several: a file may have them in any.
_SLOTS: Final[Mapping[str, tuple[str, ...]]] = {
    opcode: tuple(names.split())
    for names, opcodes in (
        ("NUM1 NUM2", "operator_add operator_subtract operator_multiply operator_divide operator_mod"),
        ("OPERAND1 OPERAND2", "operator_equals operator_lt operator_gt operator_and operator_or"),
        ("STRING1 STRING2", "operator_join operator_contains"),
        ("FROM TO", "operator_random"),
        ("LETTER STRING", "operator_letter_of"),
        ("X Y", "motion_gotoxy"),
        ("SECS X Y", "motion_glidesecstoxy"),
        ("SECS TO", "motion_glideto"),
        ("MESSAGE SECS", "looks_sayforsecs looks_thinkforsecs"),
        ("COLOR COLOR2", "sensing_coloristouchingcolor"),
        ("ITEM INDEX", "data_insertatlist"),
        ("INDEX ITEM", "data_replaceitemoflist"),
        ("CONDITION SUBSTACK SUBSTACK2", "control_if control_if_else control_repeat_until"),
        ("TIMES SUBSTACK", "control_repeat"),
        ("COLOR_PARAM VALUE", "pen_setPenColorParamTo pen_changePenColorParamBy"),
        ("DRUM BEATS", "music_playDrumForBeats"),
        ("NOTE BEATS", "music_playNoteForBeats"),
        ("WORDS LANGUAGE", "translate_getTranslate"),
    )
    for opcode in opcodes.split()
}
_DEFINITION, _PROTOTYPE, _CALL = "procedures_definition", "procedures_prototype", "procedures_call"
_BOOLEAN: Final = "argument_reporter_boolean"

_HELD: Final = Typed("", "text")  # stands in a slot until its reporter is read, so that slots keep their order

_UNSAID: Final = object()  # the file has no such key

Raw = Mapping[str, Any]


def heads_a_script(opcode: str) -> bool:
    """Does a script that starts so wait for something: an event, a clone, a call; extensions' hats too."""
    return "_when" in opcode or opcode in {"control_start_as_clone", _DEFINITION}


def scripts(raw: Raw, comments: Raw, names: Mapping[str, str]) -> tuple[tuple[Script, ...], tuple[str, ...]]:
    """The scripts of a target in file order, and its comments that stand alone.

    `names` are the declared names of variables, lists and messages by id.
    """
    return _Reading(raw, comments, names).everything()


def _is_menu(opcode: str, block: Raw) -> bool:
    # Not any "menu": looks_costumenumbername is a reporter.
    if opcode.endswith("menu") or "_menu" in opcode or opcode in _MENUS:
        return True
    return (
        block.get("shadow") is True
        and not block.get("inputs")
        and len(as_mapping(block.get("fields"))) == 1
        and opcode.partition("_")[0] not in _CORE
    )


def _is_part(opcode: str, block: Raw) -> bool:
    """Is it a block that only stands inside another, and is no script when it lies alone."""
    if opcode == _PROTOTYPE or opcode in _LITERAL_SHADOWS or _is_menu(opcode, block):
        return True
    return opcode.startswith("argument_reporter") and block.get("shadow") is True


def _ordered(inputs: Raw, names: tuple[str, ...]) -> Raw:
    if tuple(inputs) == names:
        return inputs
    known = {name: inputs[name] for name in names if name in inputs}
    return known if len(known) == len(inputs) else {**known, **inputs}


def _written(fields: Iterable[Any]) -> tuple[str, str] | None:
    """The id and the name of the variable or list, as the file has them."""
    for value in fields:
        if type(value) is list and len(value) > 1 and type(value[1]) is str:
            return (value[1], as_text(value[0]))
    return None


class _Reading:
    """The reading of one target's blocks: what is taken, and what is still to follow."""

    def __init__(self, raw: Raw, comments: Raw, names: Mapping[str, str]) -> None:
        self.raw = raw
        self.names = names
        self.taken: set[str] = set()
        self.hats: set[str] = set()
        self.parameters: dict[str, tuple[str, ...]] = {}
        self.comments: dict[str, str] = {}
        self.typed: dict[tuple[int, str], Typed] = {}  # equal ones are one
        self.loose_comments: list[str] = []
        # Slots and bodies still to fill. Following them from a list, not by recursion, takes any depth.
        self.slots: list[tuple[dict[str, Slot], str, str]] = []
        self.bodies: list[tuple[dict[str, tuple[Block, ...]], str, str]] = []
        for comment in comments.values():
            self._comment(as_mapping(comment))

    def _comment(self, comment: Raw) -> None:
        text = as_text(comment.get("text"))
        block = comment.get("blockId")
        if type(block) is str and block in self.raw:
            self.comments[block] = text
        else:
            self.loose_comments.append(text)

    def everything(self) -> tuple[tuple[Script, ...], tuple[str, ...]]:
        roots = self._roots()
        found: dict[str, Script] = {}
        # Hats first: what a script that can start leads to is its own, whoever else claims it.
        for identity in roots:
            if identity in self.hats:
                found[identity] = self._script(identity)
        for identity in roots:
            if identity not in self.taken:
                found[identity] = self._script(identity)
        ordered = tuple(found[identity] for identity in roots if identity in found)
        return ordered, tuple(self.loose_comments)

    def _roots(self) -> list[str]:
        """The blocks that lie on the canvas themselves, in file order; all others go by with one look."""
        found = []
        for identity, block in self.raw.items():
            if type(block) is dict:
                opcode = block.get("opcode")
                if opcode == _PROTOTYPE:
                    self._prototype(block)
                top = block.get("topLevel", _UNSAID)
                if top is _UNSAID:
                    top = block.get("parent") is None
                if top and type(opcode) is str and opcode and not _is_part(opcode, block):
                    found.append(identity)
                    if heads_a_script(opcode):
                        self.hats.add(identity)
            elif type(block) is list and len(block) > 1 and type(block[0]) is int and block[0] in _DATA:
                found.append(identity)
        return found

    def _prototype(self, block: Raw) -> None:
        mutation = as_mapping(block.get("mutation"))
        # Scratch asks the first prototype of that text which argument is which, not the call.
        self.parameters.setdefault(as_text(mutation.get("proccode")), json_texts(mutation.get("argumentids")))

    def _script(self, identity: str) -> Script:
        block = self.raw[identity]
        if type(block) is list:
            self.taken.add(identity)
            x, y = (block[3], block[4]) if len(block) > 4 else (None, None)
            return Script((self._data(block, identity),), as_number(x), as_number(y))
        statements = self._chain(identity)
        while self.slots or self.bodies:
            while self.slots:
                inputs, name, inner = self.slots.pop()
                inputs[name] = self._block(inner, self.raw[inner])
            if self.bodies:
                bodies, name, inner = self.bodies.pop()
                bodies[name] = self._chain(inner)
        return Script(statements, as_number(block.get("x")), as_number(block.get("y")))

    def _chain(self, identity: str) -> tuple[Block, ...]:
        """The statements from one block on; its own claim was checked, those of the next ones are checked here."""
        raw, taken = self.raw, self.taken
        chain = []
        block = raw[identity]
        while True:
            taken.add(identity)
            chain.append(self._block(identity, block))
            following = block.get("next")
            if following is None or not self._free(following):
                return tuple(chain)
            identity, block = following, raw[following]

    def _free(self, identity: Any) -> bool:
        return (
            type(identity) is str
            and identity not in self.taken
            and identity not in self.hats
            and type(block := self.raw.get(identity)) is dict
            and type(opcode := block.get("opcode")) is str
            and opcode != ""
        )

    def _block(self, identity: str, raw: Raw) -> Block:
        opcode = raw["opcode"]
        inputs: dict[str, Slot] = {}
        bodies: dict[str, tuple[Block, ...]] = {}
        raw_inputs = raw.get("inputs")
        procedure = None
        if opcode == _DEFINITION:
            procedure = self._definition(identity, raw)
        elif opcode == _CALL:
            procedure = self._call(raw, inputs)
        elif raw_inputs and type(raw_inputs) is dict:
            if len(raw_inputs) > 1 and opcode in _SLOTS:
                raw_inputs = _ordered(raw_inputs, _SLOTS[opcode])
            typed = self.typed
            for name, entry in raw_inputs.items():
                if type(entry) is list and len(entry) > 1:
                    value = entry[1]
                    # Most are values that were met before: found without a further step.
                    if type(value) is list and len(value) == 2 and type(value[0]) is int and type(value[1]) is str:
                        known = typed.get((value[0], value[1]))
                        if known is not None and not name.startswith("SUBSTACK"):
                            inputs[name] = known
                            continue
                    self._input(inputs, bodies, name, value)
        raw_fields = raw.get("fields")
        if not raw_fields:
            return new_block(identity, opcode, inputs, {}, bodies, procedure, self.comments.get(identity))
        fields = self._fields(raw_fields)
        written = _written(as_mapping(raw_fields).values()) if fields and opcode.startswith("data_") else None
        return new_block(identity, opcode, inputs, fields, bodies, procedure, self.comments.get(identity), written)

    def _input(self, inputs: dict[str, Slot], bodies: dict[str, tuple[Block, ...]], name: str, value: Any) -> None:
        # The second part of the entry. A third one lies hidden under a reporter: it does nothing.
        if type(value) is list:
            slot = self._primitive(value)
            # A value where statements belong is a slip of an old writer; Scratch drops it.
            if slot is not None and not name.startswith("SUBSTACK"):
                inputs[name] = slot
            return
        if not self._free(value):
            return
        block = self.raw[value]
        if name.startswith("SUBSTACK"):
            self.taken.add(value)
            bodies[name] = ()  # keeps the place in the order
            self.bodies.append((bodies, name, value))
            return
        opcode = block["opcode"]
        if opcode in _LITERAL_SHADOWS:
            field, kind = _LITERAL_SHADOWS[opcode]
            inputs[name] = Typed(self._field(as_mapping(block.get("fields")).get(field)), kind)
        elif _is_menu(opcode, block):
            fields = self._fields(block.get("fields"))
            menu = "" if opcode == "event_broadcast_menu" else opcode
            inputs[name] = Chosen(next(iter(fields.values()), ""), menu, value)
        else:
            self.taken.add(value)
            inputs[name] = _HELD
            self.slots.append((inputs, name, value))

    def _primitive(self, value: list[Any]) -> Slot | None:
        kind = value[0] if value else None
        if type(kind) is not int:
            return None
        if kind in _LITERALS:
            text = value[1] if len(value) > 1 else ""
            if type(text) is not str:
                text = as_text(text)
            known = self.typed.get((kind, text))
            if known is None:
                known = self.typed[kind, text] = Typed(text, _LITERALS[kind])
            return known
        if kind == _BROADCAST:
            return Chosen(self._name(value[1:]), "")
        return self._data(value, "") if kind in _DATA and len(value) > 1 else None

    def _data(self, value: list[Any], identity: str) -> Block:
        opcode, field = _DATA[value[0]]
        named = value[1:3]
        return new_block(identity, opcode, {}, {field: self._name(named)}, {}, None, None, _written((named,)))

    def _name(self, parts: list[Any]) -> str:
        identity = parts[1] if len(parts) > 1 else None
        own = as_text(parts[0]) if parts else ""
        return self.names.get(identity, own) if type(identity) is str else own

    def _field(self, value: Any) -> str:
        return as_text(value[0]) if type(value) is list and value else as_text(value)

    def _fields(self, raw: Any) -> dict[str, str]:
        fields = {}
        for name, value in as_mapping(raw).items():
            if type(value) is not list:
                fields[name] = as_text(value)
            elif name in _NAMED:
                fields[name] = self._name(value)
            else:
                fields[name] = as_text(value[0]) if value else ""
        return fields

    def _definition(self, identity: str, raw: Raw) -> Procedure | None:
        entry = as_list(as_mapping(raw.get("inputs")).get("custom_block"))
        prototype = self.raw.get(entry[1]) if len(entry) > 1 and type(entry[1]) is str else None
        if type(prototype) is not dict or type(prototype.get("mutation")) is not dict:
            return None
        if entry[1] in self.comments:
            self.comments.setdefault(identity, self.comments[entry[1]])
        mutation = prototype["mutation"]
        identities = json_texts(mutation.get("argumentids"))
        heads = tuple(map(self._argument(as_mapping(prototype.get("inputs"))), identities))
        defaults = as_json_list(mutation.get("argumentdefaults"))
        return Procedure(
            proccode=as_text(mutation.get("proccode")),
            argument_names=json_texts(mutation.get("argumentnames")),
            argument_ids=identities,
            argument_defaults=tuple(map(as_text, defaults)),
            warp=as_text(mutation.get("warp")) == "true",
            argument_blocks=heads,
            argument_booleans=tuple(
                type(default) is bool if head is None else self.raw[head].get("opcode") == _BOOLEAN
                for head, default in zip_longest(heads, defaults[: len(heads)])
            ),
        )

    def _argument(self, inputs: Raw) -> Callable[[str], str | None]:
        """The block in the head of a definition that stands for an argument."""

        def block(argument: str) -> str | None:
            entry = as_list(inputs.get(argument))
            held = entry[1] if len(entry) > 1 else None
            return held if type(held) is str and type(self.raw.get(held)) is dict else None

        return block

    def _call(self, raw: Raw, inputs: dict[str, Slot]) -> Procedure:
        mutation = as_mapping(raw.get("mutation"))
        proccode = as_text(mutation.get("proccode"))
        own = json_texts(mutation.get("argumentids"))
        identities = self.parameters.get(proccode) or own
        given = as_mapping(raw.get("inputs"))
        if not identities:
            identities = tuple(given)
        for position, argument in enumerate(identities):
            entry = as_list(given.get(argument))
            if len(entry) > 1:
                self._input(inputs, {}, str(position), entry[1])
        return Procedure(proccode, argument_ids=own, warp=as_text(mutation.get("warp")) == "true")
