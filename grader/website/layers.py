"""The order of cascade layers: by where each is named first, inner ones before what stands in their own layer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import inf

from grader.website.css import Rule

Path = tuple[str, ...] | None


def layer_levels(rules: Sequence[Rule], first: int) -> Mapping[Path, int]:
    """A level for each layer that the rules name, from `first` up; what is in no layer stands above all."""
    if all(rule.layer is None for rule in rules):
        return {None: first}
    numbers: dict[tuple[str, ...], int] = {}
    for rule in rules:
        path = rule.layer or ()
        for depth in range(1, len(path) + 1):
            numbers.setdefault(path[:depth], len(numbers))

    def key(path: tuple[str, ...]) -> tuple[float, ...]:
        return (*(numbers[path[:depth]] for depth in range(1, len(path) + 1)), inf)

    ordered = sorted(numbers, key=key)
    return {**{path: first + at for at, path in enumerate(ordered)}, None: first + len(ordered)}
