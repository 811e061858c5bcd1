"""Who owns the variables and lists that blocks name, as the analyses resolve them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from grader.scratch.model import Target, Variable
from grader.scratch.program.equality import Owned
from grader.scratch.spots import Spot

STAGE: Final = "Stage"  # variables for all sprites are looked for in a target of that very name
_FIELDS: Final = ("VARIABLE", "LIST")


@dataclass(frozen=True, slots=True)
class Declared:
    """A variable or a list where it is declared. `owned` is what uses of it are known by, whatever its kind."""

    target: Target
    variable: Variable
    kind: str  # "variable" or "list"

    @property
    def owned(self) -> Owned:
        """Its owner and its name."""
        return (self.target.name, self.variable.name)


def declared(targets: Sequence[Target]) -> Iterator[Declared]:
    """Everything declared: by target in file order, variables before lists."""
    for target in targets:
        for variable in target.variables:
            yield Declared(target, variable, "variable")
        for variable in target.lists:
            yield Declared(target, variable, "list")


class Names:
    """Finds the owner of what a block names.

    By id and name in the own sprite, then in the stage; then by the name alone, the own sprite first. What nobody
    declares is taken for a new one of the stage.
    """

    def __init__(self, targets: Sequence[Target]) -> None:
        self._known: set[tuple[str, str, str | None, str]] = set()  # target, field, id or None, name
        self._found: dict[tuple[str, str, str | None, str], Owned] = {}
        for target in targets:
            for field, variables in zip(_FIELDS, (target.variables, target.lists), strict=True):
                for variable in variables:
                    self._known.add((target.name, field, variable.id, variable.name))
                    self._known.add((target.name, field, None, variable.name))

    def owned(self, spot: Spot) -> Owned | None:
        """The owner and the name of the variable or list a block names; None when it names none."""
        block = spot.block
        for field in _FIELDS:
            name = block.fields.get(field)
            if name is not None:
                identity, name = block.written or (None, name)
                key = (spot.target.name, field, identity, name)
                found = self._found.get(key)
                if found is None:
                    found = self._found[key] = self._resolved(*key)
                return found
        return None

    def _resolved(self, sprite: str, field: str, identity: str | None, name: str) -> Owned:
        for owner, by in ((sprite, identity), (STAGE, identity), (sprite, None), (STAGE, None)):
            if (owner, field, by, name) in self._known:
                return (owner, name)
        return (STAGE, name)
