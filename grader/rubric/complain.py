"""A mistake that pydantic found -> our sentence, at the place in the file where a mentor can mend it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError

from grader.rubric import nodes
from grader.rubric.model import (
    Attempts,
    Criterion,
    Descriptions,
    Example,
    Gate,
    Late,
    Pack,
    Rubric,
    Thresholds,
)
from grader.rubric.nodes import Node, Scalar
from grader.rubric.problems import SourceFile, closest
from grader.rubric.source import hidden

Path = tuple[str | int, ...]

_TYPES = {
    "string_type": "needs-text",
    "int_type": "needs-whole",
    "int_from_float": "needs-whole",
    "float_type": "needs-number",
    "bool_type": "needs-bool",
    "tuple_type": "needs-list",
    "list_type": "needs-list",
    "frozen_set_type": "needs-list",
    "dict_type": "needs-keys",
    "mapping_type": "needs-keys",
    "model_type": "needs-keys",
    "model_attributes_type": "needs-keys",
    "is_instance_of": "needs-keys",
}
_LIMITS = {  # the sentence, where pydantic keeps the limit, what the sentence calls it
    "greater_than_equal": ("too-small", "ge", "least"),
    "greater_than": ("too-small", "gt", "least"),
    "less_than_equal": ("too-big", "le", "most"),
    "less_than": ("too-big", "lt", "most"),
    "too_short": ("too-few", "", "least"),
    "string_too_short": ("too-few", "", "least"),
}
_MODELS: dict[tuple[str, ...], type[BaseModel]] = {
    ("criteria",): Criterion,
    ("gates",): Gate,
    ("examples",): Example,
    ("attempts",): Attempts,
    ("late",): Late,
    ("criteria", "levels", "amounts"): Thresholds,
    ("criteria", "levels", "words"): Descriptions,
}
_TEXTS = frozenset({"title", "goal", "say", "ask", "praise", "next", "hints", "start"})


def names(model: type[BaseModel]) -> tuple[str, ...]:
    """The keys of a model as they stand in a file."""
    return tuple(field.alias or name for name, field in model.model_fields.items())


def keys_at(root: type[BaseModel], path: Iterable[str | int]) -> tuple[str, ...]:
    """The keys allowed at that place of a rubric or a pack."""
    words = tuple(part for part in path if isinstance(part, str))
    model = root if not words else _MODELS.get(words)
    return names(model) if model else ()


def complain(
    file: SourceFile,
    root: Node,
    error: ValidationError,
    keys: Callable[[Path], tuple[str, ...]],
    *,
    unknown: str = "key-unknown",
    **more: str,
) -> None:
    """Note every mistake of a validation of `root.value`; `keys` tells the allowed keys at a path."""
    mistakes = error.errors(include_url=False, include_input=False)
    present = {
        (mistake["loc"][:-1], closest(str(mistake["loc"][-1]), keys(mistake["loc"][:-1])))
        for mistake in mistakes
        if mistake["type"] == "extra_forbidden"
    }
    for mistake in mistakes:
        path: Path = mistake["loc"]
        node, key = nodes.follow(root, path)
        match mistake["type"]:
            case "extra_forbidden":
                spot = key.spot if key else node.spot
                name = str(path[-1])
                allowed = keys(path[:-1])
                near = closest(name, allowed)
                file.note(spot, unknown, guess=near, allowed=() if near else allowed, name=name, **more)
            case "missing":
                if (path[:-1], path[-1]) in present:
                    continue  # it is there, misspelt, and has been named
                file.note(node.spot, "key-missing", name=str(path[-1]))
            case _:
                _value(file, node, key, mistake)


def _value(file: SourceFile, node: Node, key: Scalar | None, mistake: Any) -> None:
    kind: str = mistake["type"]
    context: dict[str, Any] = mistake.get("ctx", {})
    path: Path = mistake["loc"]
    if isinstance(node, Scalar) and not node.text and not node.quoted:
        return  # an empty value has been named
    if path[-1:] == ("[key]",):
        file.note(key.spot if key else node.spot, "language-form")
    elif kind in _TYPES:
        _type(file, node, path, _TYPES[kind])
    elif kind in {"literal_error", "enum"}:
        _choice(file, node, path, str(context.get("expected", "")))
    elif kind == "too_short" and isinstance(node, nodes.Sequence) and node.items:
        return  # there is something, and what keeps it from fitting has been named
    elif kind in _LIMITS:
        sentence, limit, name = _LIMITS[kind]
        file.note(node.spot, sentence, **{name: context.get(limit, 0)})
    elif kind == "string_pattern_mismatch":
        _form(file, node)
    elif kind == "unknown_name":
        _unknown_name(file, node, context)
    else:
        file.note(node.spot, "value", text=str(mistake["msg"]))


def _type(file: SourceFile, node: Node, path: Path, sentence: str) -> None:
    if sentence == "needs-keys" and _names_a_text(path):
        sentence = "needs-texts"
    file.note(node.spot, sentence, guess=_quoted(node) if sentence == "needs-text" else None)


def _choice(file: SourceFile, node: Node, path: Path, expected: str) -> None:
    allowed = tuple(part.strip().strip("'\"") for part in expected.replace(" or ", ", ").split(","))
    if path == ("rubric",):
        file.note(node.spot, "format-newer")
        return
    text = node.text if isinstance(node, Scalar) else ""
    near = closest(text, allowed)
    file.note(node.spot, "value-unknown", guess=near, allowed=() if near else allowed, text=text)


def _form(file: SourceFile, node: Node) -> None:
    text = node.text if isinstance(node, Scalar) else ""
    if (at := hidden(text)) is not None:
        quote = 1 if isinstance(node, Scalar) and node.quoted else 0
        file.note(file.at(node.spot, at + quote), "hidden-character")
        return
    better = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in text.lower()).split())
    file.note(node.spot, "id-form", guess=better if better and better != text else None)


def _unknown_name(file: SourceFile, node: Node, context: dict[str, Any]) -> None:
    name = str(context.get("given", ""))
    key = "category-unknown" if context.get("kind") == "category" else "opcode-unknown"
    file.note(node.spot, key, guess=str(context.get("guess") or "") or opcode_called(name), name=name)


def opcode_called(name: str) -> str | None:
    """The opcode whose words in the editor, in any language, look most like these; None when none does."""
    from grader.scratch.opcodes import block_name, languages, table

    called = {
        block_name(opcode, language).replace("_", " ").casefold().strip(): opcode
        for language in languages()
        for opcode in table().blocks
    }
    near = closest(" ".join(name.replace("_", " ").casefold().split()), called)
    return called[near] if near else closest(name, table().blocks)


def _names_a_text(path: Sequence[str | int]) -> bool:
    words = [part for part in path if isinstance(part, str)]
    return bool(words) and (words[-1] in _TEXTS or "words" in words)


def _quoted(node: Node) -> str | None:
    return f'"{node.text}"' if isinstance(node, Scalar) and not node.quoted and node.text else None


def root_keys(path: Path) -> tuple[str, ...]:
    """The keys of a rubric at a path."""
    return keys_at(Rubric, path)


def pack_keys(path: Path) -> tuple[str, ...]:
    """The keys of a pack at a path."""
    return keys_at(Pack, path)
