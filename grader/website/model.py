"""A website as data: pages as trees that know where every tag stands, style sheets as text, and the other files.

Offsets count code points of `Page.source`, whose line ends are line feeds; `Page.lines` turns them into line
and column.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

HTML = "http://www.w3.org/1999/xhtml"

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
    | {"basefont", "bgsound", "frame", "keygen", "param"}
)
# The standard lets these end without an end tag.
END_TAG_OPTIONAL = frozenset(
    {"html", "head", "body", "li", "dt", "dd", "p", "rb", "rt", "rp", "rtc", "optgroup", "option", "colgroup"}
    | {"caption", "thead", "tbody", "tfoot", "tr", "td", "th"}
)
# What stands in these is never shown as text.
UNSEEN = frozenset({"head", "title", "style", "script", "template", "noscript", "meta", "link", "base", "datalist"})


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text. `start` is the offset it was read at; entities make the source longer than `data`."""

    data: str
    start: int


@dataclass(frozen=True, slots=True)
class Remark:
    """A comment of the source."""

    data: str
    start: int


class Element:
    """One element of the tree.

    It is a plain class because the parser moves elements while it repairs a page; after `read` nobody changes it.
    The names that selectors ask for (`local_name`, `etree_element`, ...) are those of cssselect2's own wrapper, so the
    tree of the parser is the tree that selectors search: there is no second one.
    """

    __slots__ = (
        "_classes",
        "_inward",
        "attributes",
        "children",
        "closed_at",
        "closing_end",
        "closing_start",
        "crossed",
        "elements",
        "end",
        "index",
        "name",
        "namespace",
        "order",
        "origin",
        "parent",
        "previous",
        "start",
    )

    def __init__(self, name: str, namespace: str | None = HTML) -> None:
        self.name = name
        self.namespace = namespace
        self.attributes: dict[Any, str] = {}
        self.parent: Element | None = None
        self.children: list[Element | Text | Remark] = []
        self.start: int | None = None  # of its start tag; None: the parser made it, it is not written in the source
        self.end: int | None = None  # behind the `>` of its start tag
        self.closing_start: int | None = None  # of its own end tag
        self.closing_end: int | None = None
        self.closed_at: int | None = None  # where something else ended it; None without `closing_start`: the file's end
        self.origin: Element | None = None  # the written element this one repeats (a `<b>` re-opened in the next `<p>`)
        self.crossed = False  # its end tag came, but behind that of an element around it
        self.order = 0  # running number in its page
        self.index = 0  # among the elements of its parent
        self.previous: Element | None = None
        self.elements: tuple[Element, ...] = ()
        self._classes: frozenset[str] | None = None
        self._inward: tuple[Element, ...] | None = None  # itself and all around it, from the root

    def __repr__(self) -> str:
        return f"<{self.name} at {self.start}>"

    @property
    def written(self) -> bool:
        """Whether its start tag stands in the source."""
        return self.start is not None

    def get(self, attribute: str, default: Any = None) -> Any:
        """The value of an attribute."""
        return self.attributes.get(attribute, default)

    @property
    def own_text(self) -> str:
        """The text that stands directly in it."""
        return "".join([child.data for child in self.children if type(child) is Text])

    @property
    def text(self) -> str:
        """All text in it, in order."""
        if not self.elements:
            return self.own_text
        pieces: list[str] = []
        waiting: list[Element | Text | Remark] = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if type(child) is Text:
                pieces.append(child.data)
            elif isinstance(child, Element):
                waiting += child.children[::-1]
        return "".join(pieces)

    def texts(self) -> Iterator[Text]:
        """Every run of text in it, in order."""
        stack: list[Iterator[Element | Text | Remark]] = [iter(self.children)]
        while stack:
            for child in stack[-1]:
                if type(child) is Text:
                    yield child
                elif isinstance(child, Element):
                    stack.append(iter(child.children))
                    break
            else:
                stack.pop()

    # From here on: what cssselect2 asks an element.

    @property
    def in_html_document(self) -> bool:
        """Whether capitals in a selector's names do not matter for it: they do in a drawing."""
        return self.namespace == HTML

    @property
    def etree_element(self) -> Element:
        """The element itself: selectors read `attrib`, `tag` and `text` of it."""
        return self

    @property
    def attrib(self) -> dict[Any, str]:
        """Its attributes."""
        return self.attributes

    @property
    def tag(self) -> str:
        """Its name."""
        return self.name

    @property
    def local_name(self) -> str:
        """Its name."""
        return self.name

    @property
    def namespace_url(self) -> str:
        """Its namespace."""
        return self.namespace or ""

    @property
    def id(self) -> str | None:
        """Its id."""
        return self.attributes.get("id")

    @property
    def classes(self) -> frozenset[str]:
        """Its classes."""
        if self._classes is None:
            self._classes = frozenset(self.attributes.get("class", "").split())
        return self._classes

    @property
    def ancestors(self) -> tuple[Element, ...]:
        """Everything around it, from the root inwards."""
        parent = self.parent
        if parent is None:
            return ()
        if parent._inward is None:  # noqa: SLF001 - one tuple serves all children of an element
            found = []
            element: Element | None = parent
            while element is not None:
                found.append(element)
                element = element.parent
            parent._inward = tuple(reversed(found))  # noqa: SLF001
        return parent._inward  # noqa: SLF001

    @property
    def etree_siblings(self) -> tuple[Element, ...]:
        """The elements of its parent, itself among them."""
        return (self,) if self.parent is None else self.parent.elements

    @property
    def previous_siblings(self) -> tuple[Element, ...]:
        """The elements before it in its parent."""
        return self.etree_siblings[: self.index]  # not kept: of a thousand siblings it would be half a million

    @property
    def etree_children(self) -> tuple[Element, ...]:
        """The elements directly in it."""
        return self.elements

    def iter_children(self) -> Iterator[Element]:
        """The elements directly in it."""
        return iter(self.elements)

    def iter_siblings(self) -> Iterator[Element]:
        """The elements of its parent."""
        return iter(self.etree_siblings)

    def iter_next_siblings(self) -> Iterator[Element]:
        """The elements behind it in its parent."""
        return iter(self.etree_siblings[self.index + 1 :])

    def iter_subtree(self) -> Iterator[Element]:
        """Itself and every element in it, in order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            stack.extend(reversed(element.elements))

    @property
    def lang(self) -> str:
        """The language it stands in, in lower case; empty when nobody said."""
        for element in (self, *reversed(self.ancestors)):
            if "lang" in element.attributes:
                return element.attributes["lang"].lower()
        return ""

    @property
    def in_disabled_fieldset(self) -> bool:
        """Whether a fieldset around it is switched off."""
        return any(around.name == "fieldset" and "disabled" in around.attributes for around in self.ancestors)


class Lines:
    """Turns offsets of a text into lines and columns, both 1-based, and back."""

    __slots__ = ("_starts",)

    def __init__(self, source: str) -> None:
        starts = [0]
        at = source.find("\n")
        while at != -1:
            starts.append(at + 1)
            at = source.find("\n", at + 1)
        self._starts = starts

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset."""
        line = bisect_left(self._starts, offset + 1)
        return line, offset - self._starts[line - 1] + 1

    def offset(self, line: int, column: int) -> int:
        """The offset of a line and column."""
        return self._starts[min(line, len(self._starts)) - 1] + column - 1


@dataclass(frozen=True, slots=True)
class EndTag:
    """An end tag that ended nothing."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Doctype:
    """The first line that says which HTML this is."""

    name: str | None
    public: str | None
    system: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, eq=False)
class ParseError:
    """What the parser stumbled over: its code, the token's place, and the innermost elements open then."""

    code: str
    values: Mapping[str, Any]
    start: int
    end: int
    open: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Something to tell about a file that is no finding: `sentence` is English, with placeholders."""

    file: str
    sentence: str
    values: Mapping[str, str | int]


@dataclass(frozen=True, slots=True, eq=False)
class Page:
    """One HTML file."""

    path: str
    source: str
    lines: Lines
    root: Element
    elements: tuple[Element, ...]  # all of them, in order, `root` first
    doctype: Doctype | None
    errors: tuple[ParseError, ...]
    strays: tuple[EndTag, ...]
    encoding: str
    quirks: bool


@dataclass(frozen=True, slots=True, eq=False)
class Sheet:
    """One CSS file, or the text of one `<style>` element: then `at` is its offset in the page's source."""

    path: str
    source: str
    lines: Lines  # of the whole file `path`
    at: int = 0


FileKind = Literal["page", "sheet", "picture", "other"]


@dataclass(frozen=True, slots=True, eq=False)
class Website:
    """Everything that was handed in. `files` holds every file's bytes by its path, pages and sheets too.

    A page saved in one file (`.mhtml`) stands here as the page and its folder, as "Web page, complete" has them.
    """

    pages: tuple[Page, ...]  # index.html first, the others by path
    sheets: tuple[Sheet, ...]
    files: Mapping[str, bytes]
    notes: tuple[Note, ...] = ()
    builder: str | None = None  # the site builder whose pages these are: `wix` and the like, `other`
    addresses: Mapping[str, str] = field(default_factory=dict)  # where a builder's pages lay on the web, by their path
    folders: tuple[str, ...] = ()  # that a browser put beside the pages it saved, each with a `/` at its end
