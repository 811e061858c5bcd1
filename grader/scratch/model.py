"""A Scratch project as the club talks about it: sprites, scripts, blocks. No ids to follow, no shadows, no tables.

Frozen, and compared by identity: structure is compared through the index's structural hash, which is not recursive.
Nested blocks can be 100,000 deep, so nothing here walks itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

LiteralKind = Literal["number", "positive number", "whole number", "integer", "angle", "colour", "text"]


@dataclass(frozen=True, slots=True)
class Typed:
    """A value typed into a slot, exactly as the file holds it (numbers too: `"10"`, `""`, `"1.2.3"`)."""

    value: str
    kind: LiteralKind


@dataclass(frozen=True, slots=True)
class Chosen:
    """A value chosen from a menu that is a block of its own in the file: `_mouse_`, `Sprite1`, a message."""

    value: str
    menu: str  # opcode of the menu's shadow block, "" for a broadcast's (primitive 11)
    block: str | None = field(default=None, compare=False)  # the id of that shadow block


@dataclass(frozen=True, slots=True)
class Procedure:
    """What a custom block's definition, prototype or call says of it."""

    proccode: str
    argument_names: tuple[str, ...] = ()  # of a definition; empty at a call
    argument_ids: tuple[str, ...] = ()
    argument_defaults: tuple[str, ...] = ()
    warp: bool = False
    # Of a definition read from a file, by argument: the block that stands for it in the head (None where there is
    # none), and whether it is a boolean. Empty where nothing says so: then the text of the block does.
    argument_blocks: tuple[str | None, ...] = ()
    argument_booleans: tuple[bool, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Block:
    """One block, of any opcode.

    `inputs` holds slots by the name in the file (`STEPS`, `CONDITION`), of a call by the argument's position (`"0"`);
    a slot that is empty is absent. A variable or list reporter is a block (`data_variable`, `data_listcontents`).
    `bodies` holds the statements of `SUBSTACK` and `SUBSTACK2`; an empty body is absent.
    `fields` holds menus of the block itself by name (`VARIABLE`, `STOP_OPTION`), always the fixed English value.
    """

    id: str
    opcode: str
    inputs: Mapping[str, Slot] = field(default_factory=dict)
    fields: Mapping[str, str] = field(default_factory=dict)
    bodies: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    procedure: Procedure | None = None
    comment: str | None = None
    written: tuple[str, str] | None = None  # of a block that names a variable or list: the id and name in the file


Slot = Typed | Chosen | Block


@dataclass(frozen=True, slots=True, eq=False)
class Script:
    """A stack of blocks as it lies on the canvas: the first may be a hat; a lone reporter is a script of one block."""

    blocks: tuple[Block, ...]
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable or a list that a target declares."""

    id: str
    name: str
    value: str | tuple[str, ...]  # of a list: its items
    cloud: bool = False
    held: Literal["text", "number", "boolean"] = field(
        default="text", compare=False
    )  # what kind of value the file holds


@dataclass(frozen=True, slots=True)
class Costume:
    """A costume (of the stage: a backdrop) or a sound. `asset` names its file, "" where it has none."""

    name: str
    asset: str
    format: str
    center: tuple[float, float] | None = None  # of a costume: the point it turns round
    resolution: int = 1  # of a bitmap: how many of its points make one of the stage's


@dataclass(frozen=True, slots=True, eq=False)
class Target:
    """The stage or a sprite."""

    name: str
    stage: bool
    scripts: tuple[Script, ...] = ()
    variables: tuple[Variable, ...] = ()
    lists: tuple[Variable, ...] = ()
    messages: tuple[str, ...] = ()  # declared broadcasts; the stage's hold for all
    costumes: tuple[Costume, ...] = ()
    sounds: tuple[Costume, ...] = ()
    current_costume: int = 0
    x: float = 0
    y: float = 0
    direction: float = 90
    size: float = 100
    visible: bool = True
    comments: tuple[str, ...] = ()
    rotation_style: str = "all around"
    draggable: bool = False
    volume: float = 100
    layer: int = 0
    # The settings that the file holds by its own names (`x`, `rotationStyle`): of a text the text, else None.
    settings: tuple[tuple[str, str | None], ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Monitor:
    """A variable or list that is shown on the stage from the start."""

    name: str
    sprite: str | None  # None: for all sprites
    visible: bool


@dataclass(frozen=True, slots=True, eq=False)
class ScratchProject:
    """What was uploaded, read. `targets[0]` is the stage; one is made when the file has none."""

    targets: tuple[Target, ...]
    extensions: tuple[str, ...] = ()
    monitors: tuple[Monitor, ...] = ()
    notes: tuple[Note, ...] = ()
    stage_place: int = 0  # how many sprites stood before the stage in the file: for those who go in that order
    source: Source | None = field(default=None, repr=False)  # None of a text

    @property
    def stage(self) -> Target:
        """The stage."""
        return self.targets[0]

    @property
    def sprites(self) -> tuple[Target, ...]:
        """Every target but the stage."""
        return self.targets[1:]


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """The text of a `project.json`, for the few who must see what no model holds: hidden menus, loose shadows.

    It speaks for the targets that were read from it. A project made of others by `replace` is not what it says.
    """

    data: bytes
    targets: tuple[Target, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Note:
    """Something about the file that is worth a line to the reader: a key and its values, said by `words`."""

    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)
