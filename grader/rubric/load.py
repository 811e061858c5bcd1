"""Reads a rubric: the file, its packs, every mistake at once. Nothing is kept between two calls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from grader.rubric import asking, sense
from grader.rubric.complain import complain, root_keys
from grader.rubric.hashes import hashes
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Criterion, Example, Gate, Rubric
from grader.rubric.nodes import NOWHERE, Mapping, Node
from grader.rubric.nodes import Sequence as ListNode
from grader.rubric.packs import FOLDER, Packs, merge, with_texts
from grader.rubric.problems import Problem, RubricError, SourceFile, closest
from grader.rubric.sense import Draft, Part
from grader.rubric.source import read

__all__ = ["SHIPPED", "LoadedRubric", "RubricError", "find", "load", "load_text", "rubric_files"]

SHIPPED = Path(__file__).parents[2] / "rubrics"
NAME = "rubric.yaml"


def load(where: str | Path, roots: Sequence[Path] = (SHIPPED,)) -> LoadedRubric:
    """The rubric of that id, in that folder, or in that file; `roots` are the folders rubrics and packs lie in.

    RubricError with all its problems when it cannot be used.
    """
    path = find(where, roots)
    try:
        data = path.read_bytes()
    except OSError:
        raise RubricError([SourceFile(str(path)).problem(NOWHERE, "file-missing")]) from None
    return load_text(data, path, roots)


def load_text(data: bytes, path: Path, roots: Sequence[Path] = (SHIPPED,)) -> LoadedRubric:
    """The rubric of a text that stands, or would stand, in the file `path`; what lies beside that file is used."""
    file, plain_tree = read(data, str(path))
    packs = Packs(file, path.parent, roots)
    tree, origins = merge(plain_tree, packs)
    tree = with_texts(tree, packs)
    _empty_values(file, tree)
    draft = _draft(file, tree, path.parent)
    sense.look(draft)
    asking.look(draft)
    file.raise_if_any()
    assert draft.rubric is not None  # noqa: S101 - whatever kept it from fitting has been noted and raised
    score_hash, words_hash = hashes(draft.rubric, path.parent)
    return LoadedRubric(
        rubric=draft.rubric,
        folder=path.parent,
        score_hash=score_hash,
        words_hash=words_hash,
        origins=origins,
        warnings=_untranslated(file, tree),
    )


def find(where: str | Path, roots: Sequence[Path] = (SHIPPED,)) -> Path:
    """The file of a rubric, by its path, its folder, or its id below one of the roots; later roots win."""
    path = Path(where)
    if (path / NAME).is_file():
        return path / NAME
    if path.is_file():
        return path
    known = {file.parent.name: file for file in rubric_files(roots)}
    if str(where) in known:
        return known[str(where)]
    if path.is_dir() or path.suffix in {".yaml", ".yml"}:
        return path / NAME if path.is_dir() else path
    near = closest(str(where), known)
    raise RubricError(
        [Problem(str(where), 0, 0, "", "rubric-unknown", {"name": str(where)}, near, () if near else tuple(known))]
    )


def rubric_files(roots: Iterable[Path] = (SHIPPED,)) -> tuple[Path, ...]:
    """Every rubric file below these folders: directly, in a module, or one deeper; in the order of the roots."""
    return tuple(
        file
        for root in roots
        for file in sorted({*root.glob(f"*/{NAME}"), *root.glob(f"*/*/{NAME}")})
        if FOLDER not in file.relative_to(root).parts
    )


def _draft(file: SourceFile, tree: Mapping, folder: Path) -> Draft:
    rubric = None
    try:
        rubric = Rubric.model_validate(tree.value)
    except ValidationError as error:
        complain(file, tree, error, root_keys)
    return Draft(
        file=file,
        tree=tree,
        folder=folder,
        criteria=_parts(tree, "criteria", Criterion, rubric.criteria if rubric else None),
        gates=_parts(tree, "gates", Gate, rubric.gates if rubric else None),
        examples=_parts(tree, "examples", Example, rubric.examples if rubric else None),
        rubric=rubric,
    )


def _parts(tree: Mapping, name: str, model: type[BaseModel], values: Sequence[BaseModel] | None) -> tuple[Part, ...]:
    """The pieces with their nodes. Of a piece that does not fit its good keys remain: a mistake hides no other one."""
    listed = tree.get(name)
    if not isinstance(listed, ListNode):
        return ()
    return tuple(
        Part(values[at] if values is not None else _fitting(model, node.value, at), node)
        for at, node in enumerate(listed.items)
        if isinstance(node, Mapping)
    )


def _fitting(model: type[BaseModel], value: dict[str, Any], at: int) -> BaseModel:
    stand_ins = {"id": f"unnamed-{at}", "title": {"en": "?"}, "check": "none.none", "file": "none", "expect": {}}
    try:
        return model.model_validate(value)
    except ValidationError as error:
        mistakes = error.errors(include_url=False, include_input=False)
        bent = {mistake["loc"][0] for mistake in mistakes if mistake["loc"]}
        required = {name for name, field in model.model_fields.items() if field.is_required()}
        missing = {name: stand_ins[str(name)] for name in bent & required}
        return model.model_validate({key: item for key, item in value.items() if key not in bent} | missing)


def _empty_values(file: SourceFile, tree: Mapping) -> None:
    waiting: list[tuple[str, Node]] = [(key.text, node) for key, node in tree.entries]
    while waiting:
        name, node = waiting.pop()
        if isinstance(node, Mapping):
            waiting += [(key.text, value) for key, value in node.entries]
        elif isinstance(node, ListNode):
            waiting += [(name, item) for item in node.items]
        elif not node.text and not node.quoted and (node.spot.line, node.spot.column) != (0, 0):
            taken = {(problem.line, problem.column) for problem in file.problems}
            if (node.spot.line, node.spot.column) not in taken:  # an eaten colour has been named
                file.note(node.spot, "value-empty", name=name)


def _untranslated(file: SourceFile, tree: Mapping) -> tuple[Problem, ...]:
    """A warning for each text that lacks a language which other texts of the rubric have."""
    texts: list[Mapping] = []
    _collect(tree, texts)
    languages = dict.fromkeys(key.text for text in texts for key, _ in text.entries)
    return tuple(
        file.problem(text.spot, "language-missing", language=language)
        for text in sorted(texts, key=lambda text: (text.spot.pack, text.spot.line, text.spot.column))
        for language in languages
        if text.get(language) is None
    )


_WORDS = frozenset({"title", "goal", "say", "ask", "praise", "next", "hints"})
_DESCRIBED = frozenset({"start", "good", "great"})


def _collect(tree: Mapping, texts: list[Mapping]) -> None:
    for key, node in tree.entries:
        inside = node.items if isinstance(node, ListNode) else (node,)
        for part in inside:
            if not isinstance(part, Mapping):
                continue
            if key.text in _WORDS or key.text in _DESCRIBED:
                texts.append(part)
            elif key.text in {"criteria", "gates", "levels"}:
                _collect(part, texts)
