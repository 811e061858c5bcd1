"""From JSON to a frozen dataclass, with errors that name the step. The fields of the class are the grammar."""

from __future__ import annotations

import dataclasses
import difflib
import math
import types
import typing
from collections.abc import Hashable, Mapping
from functools import lru_cache
from typing import Any, Literal, TypeVar, Union, cast

from grader.language import N_, say

Form = TypeVar("Form")
Span = tuple[float, float]

SENTENCES: Mapping[str, str] = {
    "not-json": N_("Line {line}, column {column}: this is not JSON yet."),
    "not-object": N_("{where}: an object in braces belongs here."),
    "unknown": N_("{where} does not know `{name}`. It knows: {known}."),
    "unknown-guess": N_("{where} does not know `{name}`. Is it `{guess}`?"),
    "missing": N_("{where} needs `{name}`."),
    "text": N_("{where}: `{name}` is a text in quotes."),
    "number": N_("{where}: `{name}` is a number."),
    "not-below": N_("{where}: `{name}` is a number from {least} on."),
    "boolean": N_("{where}: `{name}` is true or false."),
    "value": N_("{where}: `{name}` is a text or a number."),
    "span": N_("{where}: `{name}` is a pair [low, high]."),
    "choice": N_("{where}: `{name}` is one of {known}."),
    "not-remembered": N_("{where}: nothing is remembered as `{name}` before it."),
    "no-steps": N_("A scenario needs `steps`: a list with at least one step."),
    "both": N_("{where} is a `do` or a `check`, one of the two."),
    "key": N_("{where}: there is no key `{name}`."),
    "key-guess": N_("{where}: there is no key `{name}`. Is it `{guess}`?"),
    "color": N_("{where}: `{name}` is a color such as #ff0000."),
}


class ScenarioError(Exception):
    """A scenario that cannot be read: `key` names the sentence, `index` the step (0 is the first), if it is one."""

    def __init__(self, key: str, index: int | None = None, /, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.index = index
        self.values = values

    def say(self, language: str = "en") -> str:
        """The sentence."""
        return say(SENTENCES[self.key], language, **self.values)

    def __str__(self) -> str:
        """The sentence in English."""
        return self.say()


def build(form: type[Form], given: Mapping[str, Any], where: str, index: int) -> Form:
    """The dataclass of these fields. Raises ScenarioError."""
    fields = {field.name: field for field in dataclasses.fields(cast("Any", form))}
    names = {name.rstrip("_"): name for name in fields}
    for name in given:
        if name not in names:
            raise unknown(name, names, where, index)
    for name, field in names.items():
        needed = fields[field].default is dataclasses.MISSING
        if name not in given and needed:
            raise ScenarioError("missing", index, where=where, name=name)
    hints = _hints(cast("Hashable", form))
    return form(**{names[name]: _value(value, hints[names[name]], name, where, index) for name, value in given.items()})


def unknown(name: str, known: typing.Iterable[str], where: str, index: int | None) -> ScenarioError:
    """The error for a name that is none, with a guess."""
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return ScenarioError("unknown-guess", index, where=where, name=name, guess=near[0])
    return ScenarioError("unknown", index, where=where, name=name, known=", ".join(known) or "nothing more")


@lru_cache(maxsize=128)
def _hints(form: Hashable) -> Mapping[str, Any]:
    return typing.get_type_hints(form)


def _value(value: Any, hint: Any, name: str, where: str, index: int) -> Any:
    kinds = typing.get_args(hint) if typing.get_origin(hint) in {Union, types.UnionType} else (hint,)
    kinds = tuple(kind for kind in kinds if kind is not type(None))
    key = "value" if len(kinds) > 1 else _wants(kinds[0])
    if not any(_fits(value, kind) for kind in kinds):
        known = ", ".join(typing.get_args(kinds[0])) if key == "choice" else ""
        raise ScenarioError(key, index, where=where, name=name, known=known)
    if kinds[0] == Span:
        return float(value[0]), float(value[1])
    return float(value) if kinds == (float,) else value


def _wants(kind: Any) -> str:
    """The key of the sentence that says what belongs there."""
    if typing.get_origin(kind) is Literal:
        return "choice"
    return {str: "text", bool: "boolean", float: "number"}.get(kind, "span")


def _fits(value: Any, kind: Any) -> bool:
    if typing.get_origin(kind) is Literal:
        return isinstance(value, str) and value in typing.get_args(kind)
    if kind == Span:
        return isinstance(value, list) and len(value) == 2 and all(map(_is_number, value)) and value[0] <= value[1]
    return _is_number(value) if kind is float else isinstance(value, kind)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
