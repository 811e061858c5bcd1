"""Works to practise on: examples of a rubric with the levels a person would give, and why. `practice.yaml` beside it.

    practice: 1
    works:
      - file: examples/great.blocks
        scene: {en: "She says: my friend got lost, so I added an arrow.", km: ...}
        marks:
          playtest: {level: great, why: {en: "She changed the game because of the test.", km: ...}}

A `scene` tells what the file does not show: what she says and does. `file: none` is a scene alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal

from pydantic import Field, ValidationError

from grader.rubric.complain import complain, names
from grader.rubric.loaded import NONE
from grader.rubric.model import Criterion, Given, Model, Rubric
from grader.rubric.nodes import Mapping as Tree
from grader.rubric.nodes import Node, Scalar, Sequence
from grader.rubric.problems import SourceFile, closest
from grader.rubric.source import read
from grader.rubric.text import Text

NAME = "practice.yaml"


class Marked(Model):
    """The reference: a level, and why it is that one."""

    level: Given
    why: Text


class PracticeWork(Model):
    """One work to practise on."""

    file: str = Field(description="A file beside the rubric, or `none`.")
    scene: Text | None = Field(None, description="What the file does not show: what she says and does.")
    marks: Annotated[Mapping[str, Marked], Field(min_length=1)] = Field(description="By the criterion's id.")

    @property
    def key(self) -> str:
        """Names this work while its file, and what is asked, stay the same: what was practised on it stays too."""
        return f"{self.file}:{'+'.join(sorted(self.marks))}"


class PracticeSet(Model):
    """All of them."""

    practice: Literal[1] = Field(description="The version of this format.")
    works: Annotated[tuple[PracticeWork, ...], Field(min_length=1)]


_KEYS: Mapping[tuple[str, ...], type[Model]] = {(): PracticeSet, ("works",): PracticeWork}


def by_people(rubric: Rubric) -> tuple[Criterion, ...]:
    """The criteria that a person decides."""
    return tuple(one for one in rubric.criteria if one.scored_by is not None)


def load_practice(folder: Path, rubric: Rubric) -> PracticeSet | None:
    """What lies beside the rubric; None where there is nothing. RubricError with every mistake and its place."""
    path = folder / NAME
    if not path.is_file():
        return None
    file, tree = read(path.read_bytes(), str(path))
    found = None
    try:
        found = PracticeSet.model_validate(tree.value)
    except ValidationError as error:
        complain(file, tree, error, _keys)
    works = tree.get("works")
    for node in works.items if isinstance(works, Sequence) else ():
        if isinstance(node, Tree):
            _look(file, node, folder, [one.id for one in by_people(rubric)])
    file.raise_if_any()
    return found


def _keys(path: tuple[str | int, ...]) -> tuple[str, ...]:
    words = tuple(part for part in path if isinstance(part, str))
    model = Marked if len(words) > 1 else _KEYS.get(words)
    return names(model) if model else ()


def _look(file: SourceFile, node: Tree, folder: Path, known: Iterable[str]) -> None:
    """What one key means to another: the file is there, the goals are decided by people, and all is said twice."""
    wanted, marks = node.get("file"), node.get("marks")
    if isinstance(wanted, Scalar) and wanted.text not in {"", NONE}:
        parts = PurePosixPath(wanted.text)
        if parts.is_absolute() or ".." in parts.parts or "\\" in wanted.text or ":" in wanted.text:
            file.note(wanted.spot, "path-outside")
        elif not (folder / wanted.text).exists():
            beside = [path.relative_to(folder).as_posix() for path in folder.glob("examples/*")]
            file.note(wanted.spot, "starter-missing", guess=closest(wanted.text, beside), name=wanted.text)
    for key, value in marks.entries if isinstance(marks, Tree) else ():
        if key.text not in known:
            near = closest(key.text, known)
            file.note(key.spot, "criterion-unknown", guess=near, allowed=() if near else known, name=key.text)
        if isinstance(value, Tree):
            _languages(file, value.get("why"))
    _languages(file, node.get("scene"))


def _languages(file: SourceFile, node: Node | None) -> None:
    """A mentor reads it in her language: English is the least, as everywhere in a rubric."""
    if isinstance(node, Tree) and node.entries and node.get("en") is None:
        file.note(node.spot, "language-missing", language="en")
