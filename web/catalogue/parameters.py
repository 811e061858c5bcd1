"""The parameters of a check, in words."""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from grader.check import Params
from grader.language import N_
from web.language import say


@dataclass(frozen=True, slots=True)
class Parameter:
    """A name, what it takes, and what stands when it is left out."""

    name: str
    takes: Markup
    default: str


def parameters(params: type[Params]) -> tuple[Parameter, ...]:
    """All of a check, in the order of its file."""
    hints = typing.get_type_hints(params)
    return tuple(
        Parameter(field.alias or name, _takes(hints[name]), _yaml(field.default))
        for name, field in params.model_fields.items()
    )


def _takes(hint: Any) -> Markup:
    """A type in words: `true or false`, `a whole number`, `one of keys, mouse`, `a list: ...`."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if origin is typing.Annotated:
        return _takes(arguments[0])
    if origin is typing.Literal:
        names = (Markup("<code>{}</code>").format(one) for one in arguments)
        return _say(N_("one of: {names}"), names=Markup(", ").join(names))
    if origin in {typing.Union, types.UnionType}:
        between = Markup(" {} ").format(_say(N_("or")))
        return between.join(_takes(each) for each in arguments if each is not type(None))
    if origin in {tuple, list, frozenset}:
        return _say(N_("a list, each {what}"), what=_takes(arguments[0]))
    if origin is dict or origin is Mapping:
        return _say(N_("names and values"))
    return _say(_PLAIN.get(hint, N_("a value")))


def _say(sentence: str, **values: Markup) -> Markup:
    """The sentence; what stands in it may be marked as what one types."""
    return escape(say(sentence)).format(**values)


_PLAIN = {
    bool: N_("true or false"),
    int: N_("a whole number"),
    float: N_("a number"),
    str: N_("a text"),
}


def _yaml(value: Any) -> str:
    """The value as it would stand in a rubric; nothing for nothing."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple | list | frozenset):
        return f"[{', '.join(map(str, value))}]" if value else "–"
    return "–" if value is None or value == "" else str(value)
