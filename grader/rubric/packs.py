"""Packs: gates, criteria and lists of sentences that several rubrics share. What the file itself says wins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from pydantic import ValidationError

from grader.rubric.complain import complain, pack_keys
from grader.rubric.model import SOURCES, Pack
from grader.rubric.nodes import Mapping, Node, Scalar, Sequence
from grader.rubric.problems import RubricError, SourceFile, closest
from grader.rubric.source import read

FOLDER = "packs"
_LEVELS_UP = 3  # a rubric lies in rubrics/, rubrics/module/ or rubrics/module/week/


class Packs:
    """The packs of one rubric, each read once."""

    def __init__(self, file: SourceFile, folder: Path, roots: Iterable[Path]) -> None:
        self._file = file
        above = [folder, *list(folder.resolve().parents)[:_LEVELS_UP]]
        self._folders = [root / FOLDER for root in (*above, *roots)]
        self._trees: dict[str, Mapping | None] = {}

    def get(self, wanted: Scalar) -> Mapping | None:
        """The tree of `packs/NAME`; None when there is no good one, and the file has the problems."""
        if wanted.text not in self._trees:
            self._trees[wanted.text] = self._read(wanted)
        return self._trees[wanted.text]

    def texts(self, wanted: Scalar) -> Sequence | None:
        """All sentences of a pack, in order."""
        tree = self.get(wanted)
        lists = tree.get("texts") if tree else None
        if not isinstance(lists, Mapping):
            if tree is not None:
                self._file.note(wanted.spot, "texts-missing", name=wanted.text)
            return None
        items = [item for _, found in lists.entries if isinstance(found, Sequence) for item in found.items]
        return Sequence(wanted.spot, tuple(items))

    def _read(self, wanted: Scalar) -> Mapping | None:
        name = wanted.text.removeprefix(f"{FOLDER}/")
        path = next((folder / f"{name}.yaml" for folder in self._folders if (folder / f"{name}.yaml").is_file()), None)
        if path is None or not wanted.text.startswith(f"{FOLDER}/") or "/" in name:
            known = sorted({f"{FOLDER}/{file.stem}" for folder in self._folders for file in folder.glob("*.yaml")})
            near = closest(wanted.text, known)
            self._file.note(
                wanted.spot, "pack-missing", guess=near, allowed=() if near else known, name=wanted.text or "?"
            )
            return None
        try:
            source, tree = read(path.read_bytes(), str(path), pack=True)
        except RubricError as error:
            self._file.problems += error.problems
            return None
        self._file.packs[source.pack] = source
        self._file.problems += source.problems
        before = len(source.problems)
        try:
            Pack.model_validate(tree.value)
        except ValidationError as error:
            complain(source, tree, error, pack_keys)
        if (said := tree.get("pack")) is not None and isinstance(said, Scalar) and said.text != name:
            source.note(said.spot, "pack-name", name=name)
        self._file.problems += source.problems[before:]
        return tree if len(source.problems) == before else None


def merge(tree: Mapping, packs: Packs) -> tuple[Mapping, dict[str, str]]:
    """The rubric's tree with its packs in it, and which pack each key came from.

    Gates of packs stand before the rubric's own, criteria behind. A gate of the same check, or a criterion of the same
    id, is one: the file's keys replace the pack's, and a source in the file replaces the pack's source.
    """
    uses = tree.get("uses")
    origins: dict[str, str] = {}
    wanted = [node for node in uses.items if isinstance(node, Scalar)] if isinstance(uses, Sequence) else []
    used = [(name.text, pack) for name in wanted if (pack := packs.get(name)) is not None]
    gates = _Joined("gates", "check", tree.get("gates"), origins)
    criteria = _Joined("criteria", "id", tree.get("criteria"), origins)
    for name, pack in used:
        gates.add(name, pack.get("gates"))
        criteria.add(name, pack.get("criteria"))
    joined: dict[str, Node] = {}
    if gates.shared:
        joined["gates"] = gates.first()
    if criteria.shared:
        joined["criteria"] = criteria.last()
    entries = [(key, joined.pop(key.text, node)) for key, node in tree.entries]
    entries += [(Scalar(tree.spot, name), node) for name, node in joined.items()]
    return replace(tree, entries=tuple(entries)), origins


class _Joined:
    # A list of the rubric with what packs add to it.

    def __init__(self, name: str, by: str, own: Node | None, origins: dict[str, str]) -> None:
        self.name = name
        self.by = by
        self.own = own
        self.items: list[Node] = list(own.items) if isinstance(own, Sequence) else []
        self.added: list[Node] = []
        self.shared = False
        self.origins = origins

    def add(self, pack: str, shared: Node | None) -> None:
        if not isinstance(shared, Sequence) or not (self.own is None or isinstance(self.own, Sequence)):
            return
        self.shared = self.shared or bool(shared.items)
        for item in shared.items:
            same = self._same(item)
            if same is None:
                self.added.append(item)
                self._remember(item, item, pack)
            elif same < len(self.items):
                own = self.items[same]
                if isinstance(own, Mapping) and isinstance(item, Mapping):
                    self.items[same] = _over(own, item)
                    self._remember(item, self.items[same], pack)

    def first(self) -> Sequence:
        return self._list([*self.added, *self.items])

    def last(self) -> Sequence:
        return self._list([*self.items, *self.added])

    def _list(self, items: list[Node]) -> Sequence:
        return Sequence(self.own.spot if self.own else items[0].spot, tuple(items))

    def _same(self, item: Node) -> int | None:
        wanted = _word(item, self.by)
        names = [_word(node, self.by) for node in (*self.items, *self.added)]
        return names.index(wanted) if wanted in names else None

    def _remember(self, item: Node, merged: Node, pack: str) -> None:
        if not isinstance(item, Mapping) or not isinstance(merged, Mapping):
            return
        for key, node in item.entries:
            if merged.get(key.text) is node:
                self.origins[f"{self.name}.{_word(item, self.by)}.{key.text}"] = pack


def _over(own: Mapping, shared: Mapping) -> Mapping:
    names = {key.text for key, _ in own.entries}
    # Another source measures something else: the pack's parameters and amounts would mean nothing there.
    dropped = {*SOURCES, "with", "ask", "levels", "at_most"} if names & set(SOURCES) else set()
    rest = tuple((key, node) for key, node in shared.entries if key.text not in names | dropped)
    return replace(own, entries=own.entries + rest)


def _word(node: Node, key: str) -> str:
    value = node.get(key) if isinstance(node, Mapping) else None
    return value.text if isinstance(value, Scalar) else ""


def with_texts(tree: Mapping, packs: Packs) -> Mapping:
    """The tree with `packs/NAME` in any `with` replaced by the sentences of that pack."""
    entries = [
        (key, _fill_all(node, packs) if key.text in {"criteria", "gates"} else node) for key, node in tree.entries
    ]
    return replace(tree, entries=tuple(entries))


def _fill_all(node: Node, packs: Packs) -> Node:
    if not isinstance(node, Sequence) or not any(True for item in node.items for _ in _wanted(item)):
        return node
    return replace(node, items=tuple(_fill(item, packs) for item in node.items))


def _wanted(item: Node) -> Iterator[Scalar]:
    given = item.get("with") if isinstance(item, Mapping) else None
    if isinstance(given, Mapping):
        for _, value in given.entries:
            if isinstance(value, Scalar) and value.text.startswith(f"{FOLDER}/"):
                yield value


def _fill(item: Node, packs: Packs) -> Node:
    given = item.get("with") if isinstance(item, Mapping) else None
    if not isinstance(item, Mapping) or not isinstance(given, Mapping):
        return item
    wanted = {id(value) for value in _wanted(item)}
    filled = [
        (key, (packs.texts(value) or value) if isinstance(value, Scalar) and id(value) in wanted else value)
        for key, value in given.entries
    ]
    new = replace(given, entries=tuple(filled))
    return replace(item, entries=tuple((key, new if node is given else node) for key, node in item.entries))
