"""html5lib, made to remember: where each tag starts and ends, which end tag ended what, what was open at an error.

It is html5lib's algorithm throughout. What is ours: the text is one piece, so an offset is a number and not a search;
the nodes are `model.Element`; and the stack of open elements writes down how each element ended.
"""

from __future__ import annotations

from typing import Any

from html5lib import html5parser
from html5lib.constants import namespaces, tableInsertModeElements, tokenTypes
from html5lib.treebuilders import base

from grader.website.model import HTML, Doctype, Element, EndTag, Lines, Page, ParseError, Remark, Text
from grader.website.tokenize import FRAMES, PageLimitError, Tokenizer, bound_signs

__all__ = ["MAX_DEPTH", "PageLimitError", "parse"]

MAX_DEPTH = 512  # where Chromium stops too; deeper, the parser's own searches take quadratic time
MAX_ERRORS = 10_000  # of a page: nobody reads more, and each holds on to what was open
_OPEN_KEPT = 16

_BaseBuilder: Any = base.TreeBuilder
_BaseParser: Any = html5parser.HTMLParser
_START = tokenTypes["StartTag"]
_END = tokenTypes["EndTag"]
_CHARACTERS = frozenset({tokenTypes["Characters"], tokenTypes["SpaceCharacters"]})


class _CopiedAttributes(dict[Any, str]):
    """The attributes of an element that is about to be repeated; the parser hands on nothing else of it."""

    __slots__ = ("origin",)
    origin: Element


class _Node(Element):
    """An element while the page is being read: what html5lib asks of a node."""

    __slots__ = ("_flags", "nameTuple")

    def __init__(self, name: str = "#document", namespace: str | None = HTML) -> None:
        super().__init__(name, namespace)
        self.nameTuple = (namespace or namespaces["html"], name)
        self._flags: list[Any] = []

    @property
    def childNodes(self) -> list[Any]:  # noqa: N802 - html5lib's names, as below
        return self.children

    def appendChild(self, node: Any) -> None:  # noqa: N802
        self.children.append(node)
        if isinstance(node, Element):
            node.parent = self

    def insertText(self, data: str, before: Any = None, *, at: int = 0) -> None:  # noqa: N802
        text = Text(data, at)
        if before is None:
            self.children.append(text)
        else:
            self.children.insert(_place(self.children, before), text)

    def insertBefore(self, node: Any, before: Any) -> None:  # noqa: N802
        self.children.insert(_place(self.children, before), node)
        node.parent = self

    def removeChild(self, node: Any) -> None:  # noqa: N802
        del self.children[_place(self.children, node)]
        node.parent = None

    def reparentChildren(self, parent: Any) -> None:  # noqa: N802
        for child in self.children:
            parent.appendChild(child)
        self.children = []

    def cloneNode(self) -> _Node:  # noqa: N802
        copy = _Node(self.name, self.namespace)
        attributes = _CopiedAttributes(self.attributes)
        attributes.origin = self.origin or self
        copy.attributes = attributes
        copy.origin = attributes.origin
        return copy

    def hasContent(self) -> bool:  # noqa: N802
        return bool(self.children)


def _place(children: list[Any], node: Any) -> int:
    """Where a child stands. The parser moves what it put there last: from the front it would be quadratic work."""
    for at in range(len(children) - 1, -1, -1):
        if children[at] is node:
            return at
    raise ValueError(node)


class _OpenElements(list[Any]):
    """The stack of open elements. It bounds the depth, and writes down how each element came to its end."""

    def __init__(self, builder: _Builder) -> None:
        super().__init__()
        self._builder = builder

    def append(self, element: Any) -> None:
        if len(self) >= MAX_DEPTH:
            raise PageLimitError("page-too-deep", MAX_DEPTH, self._builder.tokenizer.tag_start)
        super().append(element)

    def pop(self, index: Any = -1) -> Any:
        element = super().pop(index)
        self._builder.ended(element)
        return element

    def remove(self, element: Any) -> None:
        super().remove(element)
        self._builder.ended(element)


class _Builder(_BaseBuilder):  # type: ignore[misc]
    """Builds `model.Element`s."""

    documentClass = _Node  # noqa: N815
    elementClass = _Node  # noqa: N815

    def __init__(self, namespaced: bool, tokenizer: Tokenizer) -> None:  # noqa: FBT001 - html5lib's call
        self.tokenizer = tokenizer
        super().__init__(namespaced)

    def reset(self) -> None:
        super().reset()
        self.openElements = _OpenElements(self)
        self.doctype: Doctype | None = None

    def createElement(self, token: dict[str, Any]) -> _Node:  # noqa: N802
        element = _Node(token["name"], token.get("namespace", self.defaultNamespace))
        attributes = token["data"]
        element.attributes = attributes
        if "start" in token:
            element.start, element.end = token["start"], token["end"]
        else:
            element.origin = getattr(attributes, "origin", None)
        return element

    def insertElementNormal(self, token: dict[str, Any]) -> _Node:  # noqa: N802
        element = self.createElement(token)
        around = element.parent = self.openElements[-1]
        around.children.append(element)
        self.openElements.append(element)
        return element

    def insertText(self, data: str, parent: Any = None) -> None:  # noqa: N802
        parent = parent or self.openElements[-1]
        before = None
        if self.insertFromTable and self.openElements[-1].name in tableInsertModeElements:
            parent, before = self.getTableMisnestedNodePosition()
        # In a table the parser keeps text back until it sees what follows.
        tokenizer = self.tokenizer
        held = tokenizer.token is None or tokenizer.token["type"] not in _CHARACTERS
        parent.insertText(data, before, at=tokenizer.text_start if held else tokenizer.token_start)

    def insertComment(self, token: dict[str, Any], parent: Any = None) -> None:  # noqa: N802
        parent = parent or self.openElements[-1]
        parent.children.append(Remark(token["data"], self.tokenizer.tag_start))

    def insertDoctype(self, token: dict[str, Any]) -> None:  # noqa: N802
        tokenizer = self.tokenizer
        self.doctype = Doctype(
            token["name"] or None, token["publicId"], token["systemId"], tokenizer.tag_start, tokenizer.stream.at
        )

    def ended(self, element: Any) -> None:
        """Note how an element that leaves the stack came to its end."""
        token = self.tokenizer.token
        if token is None:  # the end of the file
            return
        kind = token["type"]
        if kind == _END and token["name"] == element.name and "used" not in token:
            if element.start is not None:
                token["used"] = True
                element.closing_start, element.closing_end = token["start"], token["end"]
            elif element.origin is not None:
                token["used"] = True
                element.origin.crossed = True
        elif kind != _START or token["start"] != element.start:  # a void element ends where it starts
            element.closed_at = token["start"] if kind in {_START, _END} else self.tokenizer.token_start


class _Parser(_BaseParser):  # type: ignore[misc]
    """The parser with our tokenizer and builder."""

    def __init__(self, source: str) -> None:
        self.found: list[ParseError] = []
        self.tokenizer = Tokenizer(source, self)
        super().__init__(tree=lambda namespaced: _Builder(namespaced, self.tokenizer))

    def run(self) -> None:
        self.innerHTMLMode = False
        self.container = None
        self.scripting = False
        self.reset()
        self.mainLoop()

    def parseError(self, errorcode: str = "", datavars: Any = None) -> None:  # noqa: N802
        if len(self.found) == MAX_ERRORS:
            return
        tokenizer = self.tokenizer
        token = tokenizer.token
        tag = token is None or "start" in token
        start = tokenizer.tag_start if tag else tokenizer.token_start
        self.found.append(
            ParseError(
                errorcode, datavars or {}, start, tokenizer.stream.at, tuple(self.tree.openElements[-_OPEN_KEPT:])
            )
        )


def parse(path: str, source: str, encoding: str = "utf-8") -> tuple[Page, bool]:
    """The page, and whether the parser got to its end. Raises PageLimitError."""
    bound_signs(source)
    parser = _Parser(source)
    whole = True
    try:
        parser.run()
    except PageLimitError:
        raise
    except (AssertionError, AttributeError, IndexError, KeyError, TypeError, ValueError):
        # html5lib trips over a few odd inputs; what it had built until then is still her page.
        whole = False
    tree = parser.tree
    root = next((child for child in tree.document.children if isinstance(child, Element)), None) or _Node("html")
    elements = _settle(root)
    for element in (root, *root.elements):
        # The parser makes these before it reads their tags, and gives the attributes to those it has.
        token = parser.tokenizer.frames.get(element.name)
        if element.start is None and token is not None:
            element.start, element.end = token["start"], token["end"]
    page = Page(
        path=path,
        source=source,
        lines=Lines(source),
        root=root,
        elements=elements,
        doctype=tree.doctype,
        errors=tuple(parser.found),
        strays=tuple(
            EndTag(token["name"], token["start"], token["end"])
            for token in parser.tokenizer.ends
            if "used" not in token and token["name"] not in FRAMES
        ),
        encoding=encoding,
        quirks=parser.compatMode == "quirks",
    )
    return page, whole


def _settle(root: Element) -> tuple[Element, ...]:
    """Number the elements and tie them to their neighbours, now that nothing moves any more."""
    root.parent = None
    found: list[Element] = []
    stack = [root]
    while stack:
        element = stack.pop()
        element.order = len(found)
        found.append(element)
        if element.children:
            inside = [child for child in element.children if isinstance(child, Element)]
            before: Element | None = None
            for index, child in enumerate(inside):
                child.parent, child.index, child.previous = element, index, before
                before = child
            element.elements = tuple(inside)
            inside.reverse()
            stack += inside
    return tuple(found)
