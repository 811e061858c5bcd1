"""A play that was read: who, what is done, what must come about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Time = Literal["during", "now", "within", "always", "never", "every", "at", "whenever", "group"]
Seeds = Literal["all", "most", "any"]


@dataclass(frozen=True)
class Condition:
    """One thing that can be seen, by the name of its form, with what stands in its slots."""

    form: str
    slots: Mapping[str, str]
    text: str

    def number(self, slot: str, missing: float = 0.0) -> float:
        """A number in a slot."""
        return seconds(self.slots[slot]) if slot in self.slots else missing


@dataclass(frozen=True)
class Joined:
    """Several conditions: any of them, all of them, or not the one."""

    how: Literal["any", "all", "not"]
    parts: tuple[Node, ...]


Node = Condition | Joined


@dataclass(frozen=True)
class Sentence:
    """A `then` sentence: a condition and when it must hold."""

    text: str
    time: Time
    body: Node
    seconds: float = 0.0
    tolerance: float | None = None
    trigger: Node | None = None
    variable: str = ""
    value: float = 0.0
    how: Literal["any", "all", "not"] | None = None  # of a group
    parts: tuple[Sentence, ...] = ()  # of a group, each with a time of its own

    def leaves(self) -> tuple[Sentence, ...]:
        """Its sentences that are no groups."""
        return tuple(leaf for part in self.parts for leaf in part.leaves()) if self.parts else (self,)

    def seen(self) -> tuple[Condition, ...]:
        """Every single condition in it, what sets it off first."""
        nodes = (node for leaf in self.leaves() for node in (leaf.trigger, leaf.body) if node is not None)
        return tuple(one for node in nodes for one in conditions(node))


@dataclass(frozen=True)
class Step:
    """One thing to do."""

    form: str
    slots: Mapping[str, str]
    text: str
    until: Node | None = None
    seconds: float = 0.0


@dataclass(frozen=True)
class Role:
    """Who somebody is: by names, by keys that move it, by what it does. Exactly what the file says."""

    name: str
    names: tuple[str, ...] = ()
    variables: tuple[str, ...] = ()
    moved_by: tuple[str, ...] = ()
    does: str = ""  # a key of grammar.ROLES

    @property
    def is_variable(self) -> bool:
        """A variable, not a sprite."""
        return bool(self.variables) or self.does.startswith("any number")


@dataclass(frozen=True)
class Play:
    """Everything under `play:`."""

    who: tuple[Role, ...]
    given: tuple[Step, ...]
    when: tuple[Step, ...]
    then: tuple[Sentence, ...]
    seeds: Seeds = "most"

    def role(self, name: str) -> Role | None:
        """By its name."""
        return next((role for role in self.who if role.name == name), None)


def seconds(text: str) -> float:
    """The number before a unit."""
    digits = text.rstrip("abcdefghijklmnopqrstuvwxyz ")
    return float(digits)


def conditions(node: Node) -> tuple[Condition, ...]:
    """The single conditions in it."""
    if isinstance(node, Condition):
        return (node,)
    return tuple(one for part in node.parts for one in conditions(part))
