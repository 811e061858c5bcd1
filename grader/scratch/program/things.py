"""What statements set and use: variables, lists, and what a sprite or the stage has (a position, a size, a timer).

A thing is `(owner, name)` for a variable or list, `(sprite, attribute)` with an attribute of ours for the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from grader.scratch.program.grammar import LIST_CHANGES
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program

Attribute = Literal[
    "position", "direction", "size", "costume", "layer", "volume", "graphic effects", "sound effects", "backdrop",
    "timer",
]  # fmt: skip


class Thing(NamedTuple):
    """Something that is set and used."""

    owner: str  # a target's name; of backdrop and timer ""
    name: str
    kind: str  # "variable", "list", or "attribute"


_OF_STAGE: Final = frozenset({"backdrop", "timer"})
# By block: what it sets, and what it uses itself (what its reporters use comes besides).
_SETS: Final[Mapping[str, Attribute]] = {
    **dict.fromkeys(
        (
            "motion_setx", "motion_sety", "motion_changexby", "motion_changeyby", "motion_goto", "motion_gotoxy",
            "motion_movesteps", "motion_glideto", "motion_glidesecstoxy",
        ),
        "position",
    ),
    **dict.fromkeys(
        ("motion_turnright", "motion_turnleft", "motion_pointindirection", "motion_pointtowards"), "direction"
    ),
    **dict.fromkeys(("looks_setsizeto", "looks_changesizeby"), "size"),
    **dict.fromkeys(("looks_switchcostumeto", "looks_nextcostume"), "costume"),
    **dict.fromkeys(("looks_gotofrontback", "looks_goforwardbackwardlayers"), "layer"),
    **dict.fromkeys(("sound_setvolumeto", "sound_changevolumeby"), "volume"),
    **dict.fromkeys(("looks_seteffectto", "looks_changeeffectby", "looks_cleargraphiceffects"), "graphic effects"),
    **dict.fromkeys(("sound_seteffectto", "sound_changeeffectby", "sound_cleareffects"), "sound effects"),
    **dict.fromkeys(("looks_switchbackdropto", "looks_switchbackdroptoandwait", "looks_nextbackdrop"), "backdrop"),
    "sensing_resettimer": "timer",
}  # fmt: skip
_USES: Final[Mapping[str, Attribute]] = {
    "motion_changexby": "position", "motion_changeyby": "position", "motion_movesteps": "position",
    "motion_turnright": "direction", "motion_turnleft": "direction", "looks_changesizeby": "size",
    "looks_nextcostume": "costume", "looks_goforwardbackwardlayers": "layer", "sound_changevolumeby": "volume",
    "looks_changeeffectby": "graphic effects", "sound_changeeffectby": "sound effects",
    "looks_nextbackdrop": "backdrop",
}  # fmt: skip
_READS: Final[Mapping[str, Attribute]] = {
    "motion_xposition": "position", "motion_yposition": "position", "sensing_distanceto": "position",
    "motion_direction": "direction", "looks_size": "size", "looks_costumenumbername": "costume",
    "sound_volume": "volume", "looks_backdropnumbername": "backdrop", "sensing_timer": "timer",
}  # fmt: skip
_OF: Final[Mapping[str, Attribute]] = {
    "x position": "position", "y position": "position", "direction": "direction", "costume #": "costume",
    "costume name": "costume", "size": "size", "volume": "volume", "backdrop name": "backdrop",
    "backdrop #": "backdrop",
}  # fmt: skip
# In the slots of these what a sprite has is not looked for.
_OVERLOOKED_IN: Final = frozenset(_USES) - {"looks_nextcostume", "looks_nextbackdrop"} | {"sensing_distanceto"}
_USED_WHEN_SET: Final = frozenset({"data_changevariableby"}) | LIST_CHANGES - {"data_deletealloflist"}
_LIST_REPORTERS: Final = (
    *("data_listcontents", "data_itemoflist", "data_itemnumoflist", "data_lengthoflist", "data_listcontainsitem"),
)
_NOT_IN_ITEM_OF: Final = frozenset({"data_addtolist", "data_insertatlist", "data_replaceitemoflist"})
_SETTERS: Final = ("data_setvariableto", "data_changevariableby", *sorted(LIST_CHANGES))


def sets(program: Program) -> Iterator[tuple[Spot, Thing]]:
    """Statements and what each sets."""
    yield from _attributes(program, _SETS)
    for opcode in _SETTERS:
        for spot in program.of(opcode):
            yield spot, _named(program, spot)


def uses(program: Program) -> Iterator[tuple[Spot, Thing]]:
    """Statements and hats, and what each uses: itself, or in the reporters of its own slots."""
    yield from _attributes(program, _USES)
    for opcode in _USED_WHEN_SET:
        for spot in program.of(opcode):
            yield spot, _named(program, spot)
    for spot in program.of("event_whengreaterthan"):
        if spot.block.fields.get("WHENGREATERTHANMENU", "").lower() == "timer":
            yield spot, _attribute("", "timer")
    for spot, thing in _read(program):
        yield program.statement_of(spot), thing


def _attributes(program: Program, blocks: Mapping[str, Attribute]) -> Iterator[tuple[Spot, Thing]]:
    """Statements of these opcodes, and the attribute that stands beside each: one thing for all of a sprite."""
    for opcode, attribute in blocks.items():
        things: dict[str, Thing] = {}
        for spot in program.of(opcode):
            owner = spot.target.name
            thing = things.get(owner)
            if thing is None:
                thing = things[owner] = _attribute(owner, attribute)
            yield spot, thing


def _read(program: Program) -> Iterator[tuple[Spot, Thing]]:
    """Reporters and what each reads, without those that are overlooked."""
    for spot in program.of("data_variable"):
        yield spot, _named(program, spot)
    for spot in program.of(*_LIST_REPORTERS):
        if not _below(spot, _is_item):
            yield spot, _named(program, spot)
    for opcode, attribute in _READS.items():
        for spot in program.of(opcode):
            if not _below(spot, _overlooks):
                yield spot, _attribute(spot.target.name, attribute)
    for spot in program.of("sensing_of"):
        thing = _of(program, spot)
        if thing is not None and not (thing.kind == "attribute" and _below(spot, _overlooks)):
            yield spot, thing


def _attribute(target: str, attribute: Attribute) -> Thing:
    return Thing("" if attribute in _OF_STAGE else target, attribute, "attribute")


def _named(program: Program, spot: Spot) -> Thing:
    owner, name = program.owned(spot) or ("", "")
    return Thing(owner, name, "list" if "LIST" in spot.block.fields else "variable")


def _of(program: Program, spot: Spot) -> Thing | None:
    """What `[] of []` asks for; None where the object is computed."""
    owner = program.chosen(spot, "OBJECT")
    if owner is None:
        return None
    name = spot.block.fields.get("PROPERTY", "")
    attribute = _OF.get(name)
    return Thing(owner, name, "variable") if attribute is None else _attribute(owner, attribute)


def _below(spot: Spot, such: Callable[[Spot, str | None], bool]) -> bool:
    """Is there such a block around it, up to its statement."""
    while spot.siblings is None and spot.parent is not None:
        if such(spot.parent, spot.slot):
            return True
        spot = spot.parent
    return False


def _overlooks(around: Spot, slot: str | None) -> bool:
    return around.opcode in _OVERLOOKED_IN and slot is not None


def _is_item(around: Spot, slot: str | None) -> bool:
    return around.opcode in _NOT_IN_ITEM_OF and slot == "ITEM"
