"""Bytes of a YAML file -> a tree of nodes with places, and a complaint about all that YAML would bend silently.

ruamel.yaml cuts the text into tokens; the tree is built here, so that every mistake can be told in our own words, in
the reader's language, and in half the time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NoReturn

from grader.rubric.nodes import NOWHERE, Mapping, Node, Scalar, Sequence, Spot
from grader.rubric.problems import RubricError, SourceFile

if TYPE_CHECKING:
    from ruamel.yaml.error import MarkedYAMLError

BIGGEST = 512 * 1024  # bytes; the longest rubric of ours has 15,000
_DEEPEST = 40
_CURLY = "“”„‘’‚«»"
_EATEN = re.compile(r"\s*#(?=\S)[^\s,}\]]*")  # `#fff` behind a space: to YAML a note, to a mentor a colour
_COLOUR = re.compile(r"\s+#[0-9A-Fa-f]{3,8}(?![\w])")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def read(data: bytes, name: str, *, pack: bool = False) -> tuple[SourceFile, Mapping]:
    """The file and its tree; RubricError when it cannot be read.

    What YAML allows but a rubric does not is noted in the file's problems, and the reading goes on.
    """
    file = SourceFile(name, pack=pack)
    file.text = _decode(data, file)
    if not file.text.strip():
        _stop(file, "file-empty")
    for number, line in enumerate(file.lines, 1):
        if "\t" in line:
            file.note(file.spot(number, line.index("\t") + 1), "tab")
        if control := _CONTROL.search(line):
            file.note(file.spot(number, control.start() + 1), "hidden-character")
    file.raise_if_any()
    tree = _Tree(file, _tokens(file)).document()
    if any(problem.message_key in {"curly-quote", "alias", "tag"} for problem in file.problems):
        file.raise_if_any()  # quotes that are none split words in odd places: what follows would be noise
    if not isinstance(tree, Mapping):
        _stop(file, "needs-keys", tree.spot)
    return file, tree


def hidden(text: str) -> int | None:
    """Where a character without a shape stands in a name, from 0."""
    return next((at for at, character in enumerate(text) if unicodedata.category(character) == "Cf"), None)


def _decode(data: bytes, file: SourceFile) -> str:
    if len(data) > BIGGEST:
        _stop(file, "file-too-big")
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        _stop(file, "file-not-text")


def _stop(file: SourceFile, key: str, spot: Spot = NOWHERE, **values: str) -> NoReturn:
    file.note(spot, key, **values)
    raise RubricError(file.problems)


def _tokens(file: SourceFile) -> list[Any]:
    from ruamel.yaml.error import MarkedYAMLError, YAMLError

    from grader.rubric.scan import tokens

    try:
        return tokens(file.text)
    except MarkedYAMLError as error:
        _explain(file, error)
    except YAMLError:
        _stop(file, "yaml", file.spot(1, 1))


_KNOWN = (  # what ruamel says, our sentence, and whether the place where it began says more than where it stopped
    ("could not find expected ':'", "colon-missing", True),
    ("mapping values are not allowed", "colon-too-many", False),
    ("found unexpected ':'", "colon-too-many", False),
    ("found unexpected end of stream", "quote-open", True),
    ("unexpected document separator", "quote-open", True),
    ("unknown escape character", "escape", False),
    ("escape sequence", "escape", False),
    ("cannot start any token", "start-with-quote", False),
    ("directives are not used", "directive", False),
    ("sequence entries are not allowed", "indent", False),
    ("more indented follow up line", "indent", False),
)


def _explain(file: SourceFile, error: MarkedYAMLError) -> NoReturn:
    problem = str(error.problem or "")
    key, at_start = next(((key, start) for text, key, start in _KNOWN if text in problem), ("yaml", False))
    mark = (error.context_mark if at_start else None) or error.problem_mark or error.context_mark
    spot = file.spot(mark.line + 1, mark.column + 1) if mark else file.spot(1, 1)
    line = file.line(spot.line)
    if key == "start-with-quote":
        _stop(file, key, spot, text=line[spot.column - 1 : spot.column])
    _trouble(file, spot, key)


def _trouble(file: SourceFile, spot: Spot, key: str) -> NoReturn:
    # A bracket that seems open, or a key without its colon: often a `#colour` before it ate the rest of the line.
    for number in (spot.line, spot.line - 1):
        line = file.line(number)
        if (eaten := _COLOUR.search(line)) and line.count('"', 0, eaten.start()) % 2 == 0:
            text = eaten.group().strip()
            _stop(file, "colour-empty", file.spot(number, line.index(text, eaten.start()) + 1), text=text)
    _stop(file, key, spot)


class _Tree:
    """Builds nodes from tokens; goes forward only."""

    def __init__(self, file: SourceFile, tokens: list[Any]) -> None:
        self.file = file
        self.tokens = [(type(token).__name__[:-5], token) for token in tokens]  # `ScalarToken` -> `Scalar`
        self.at = 0
        self.depth = 0

    @property
    def kind(self) -> str:
        return self.tokens[self.at][0]

    @property
    def spot(self) -> Spot:
        mark = self.tokens[self.at][1].start_mark
        return self.place(mark.line + 1, mark.column + 1)

    def place(self, line: int, column: int) -> Spot:
        return self.file.spot(line, column)

    def take(self) -> Any:
        token = self.tokens[self.at][1]
        self.at += 1
        return token

    def document(self) -> Node:
        self.take()  # the start of the stream
        if self.kind == "DocumentStart":
            self.take()
        node = self.node()
        while self.kind == "DocumentEnd":
            self.take()
        if self.kind == "DocumentStart":
            _stop(self.file, "two-documents", self.spot)
        if self.kind != "StreamEnd":
            _trouble(self.file, self.spot, "indent")
        return node

    def node(self) -> Node:
        while self.kind in {"Anchor", "Tag"}:
            self.file.note(self.spot, "alias" if self.kind == "Anchor" else "tag")
            self.take()
        self.depth += 1
        if self.depth > _DEEPEST:
            _stop(self.file, "too-deep", self.spot)
        try:
            build = _BUILDERS.get(self.kind)
            if build is None:
                _trouble(self.file, self.spot, "indent" if self.kind.startswith("Block") else "yaml")
            return build(self)
        finally:
            self.depth -= 1

    def scalar(self) -> Scalar:
        token = self.take()
        spot = self.place(token.start_mark.line + 1, token.start_mark.column + 1)
        if token.style is not None:
            return Scalar(spot, token.value, quoted=True)
        if token.value[:1] in _CURLY:
            self.file.note(spot, "curly-quote")
        elif eaten := _COLOUR.match(self.file.line(token.end_mark.line + 1), token.end_mark.column):
            at = eaten.string.index("#", eaten.start()) + 1
            self.file.note(self.place(token.end_mark.line + 1, at), "colour-empty", text=eaten.group().strip())
        return Scalar(spot, token.value)

    def alias(self) -> Scalar:
        self.file.note(self.spot, "alias")
        self.take()
        return Scalar(self.spot, "")

    def nothing(self) -> Scalar:
        """The empty value before the next token."""
        mark = self.tokens[self.at - 1][1].end_mark
        rest = self.file.line(mark.line + 1)[mark.column :]
        spot = self.place(mark.line + 1, mark.column + 1)
        if eaten := _EATEN.match(rest):
            text = eaten.group().strip()
            spot = self.place(spot.line, mark.column + rest.index("#") + 1)
            self.file.note(spot, "colour-empty", text=text)
        return Scalar(spot, "")

    def block_list(self) -> Sequence:
        spot = self.spot
        self.take()
        items = self.entries()
        self.expect("BlockEnd")
        return Sequence(spot, items)

    def entries(self) -> tuple[Node, ...]:
        items: list[Node] = []
        while self.kind == "BlockEntry":
            self.take()
            items.append(self.nothing() if self.kind in {"BlockEntry", "BlockEnd", "Key"} else self.node())
        return tuple(items)

    def block_keys(self) -> Mapping:
        spot = self.spot
        self.take()
        entries: list[tuple[Scalar, Node]] = []
        while self.kind == "Key":
            self.take()
            key = self.key()
            value: Node
            if self.kind != "Value":
                _trouble(self.file, key.spot, "colon-missing")
            self.take()
            if self.kind in {"Key", "BlockEnd"}:
                value = self.nothing()
            elif self.kind == "BlockEntry":  # a list under its key without more indentation
                value = Sequence(self.spot, self.entries())
            else:
                value = self.node()
            entries.append((key, value))
        self.expect("BlockEnd")
        return self.mapping(spot, entries)

    def flow_list(self) -> Sequence:
        start = self.spot
        self.take()
        items: list[Node] = []
        while self.kind != "FlowSequenceEnd":
            if self.kind == "Key":
                pair = self.spot
                items.append(self.mapping(pair, [self.pair()]))
            else:
                items.append(self.node_in_brackets(start))
            self.comma("FlowSequenceEnd", start)
        self.take()
        return Sequence(start, tuple(items))

    def flow_keys(self) -> Mapping:
        start = self.spot
        self.take()
        entries: list[tuple[Scalar, Node]] = []
        while self.kind != "FlowMappingEnd":
            if self.kind == "Key":
                entries.append(self.pair())
            else:
                words = self.node_in_brackets(start)
                # `{en: Stop, and look}`: YAML reads a second key without a value.
                self.file.note(words.spot, "comma" if entries else "colon-missing")
            self.comma("FlowMappingEnd", start)
        self.take()
        return self.mapping(start, entries)

    def pair(self) -> tuple[Scalar, Node]:
        self.take()
        key = self.key()
        if self.kind != "Value":
            _trouble(self.file, key.spot, "colon-missing")
        self.take()
        if self.kind in {"FlowEntry", "FlowMappingEnd", "FlowSequenceEnd"}:
            return key, self.nothing()
        return key, self.node_in_brackets(key.spot)

    def node_in_brackets(self, start: Spot) -> Node:
        if self.kind in {"StreamEnd", "BlockEnd", "DocumentStart", "DocumentEnd"}:
            _trouble(self.file, start, "bracket-open")
        return self.node()

    def comma(self, end: str, start: Spot) -> None:
        if self.kind == "FlowEntry":
            self.take()
        elif self.kind != end:
            _trouble(self.file, start, "bracket-open")

    def key(self) -> Scalar:
        node = self.node() if self.kind != "Value" else self.nothing()
        if not isinstance(node, Scalar):
            _stop(self.file, "key-not-a-word", node.spot)
        if (at := hidden(node.text)) is not None:
            self.file.note(self.place(node.spot.line, node.spot.column + at), "hidden-character")
        return node

    def mapping(self, spot: Spot, entries: list[tuple[Scalar, Node]]) -> Mapping:
        seen: set[str] = set()
        for key, _ in entries:
            if key.text in seen:
                self.file.note(key.spot, "key-twice", name=key.text)
            seen.add(key.text)
        return Mapping(entries[0][0].spot if entries else spot, tuple(entries))

    def expect(self, kind: str) -> None:
        if self.kind != kind:
            _trouble(self.file, self.spot, "indent")
        self.take()


_BUILDERS: dict[str, Callable[[_Tree], Node]] = {
    "Scalar": _Tree.scalar,
    "Alias": _Tree.alias,
    "BlockSequenceStart": _Tree.block_list,
    "BlockMappingStart": _Tree.block_keys,
    "FlowSequenceStart": _Tree.flow_list,
    "FlowMappingStart": _Tree.flow_keys,
    "BlockEntry": lambda tree: Sequence(tree.spot, tree.entries()),
}
