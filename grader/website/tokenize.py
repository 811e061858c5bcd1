"""html5lib's tokenizer over one piece of text: each tag token carries the offsets of its first and last sign."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, Final

from html5lib import _tokenizer
from html5lib.constants import tokenTypes

MAX_ATTRIBUTES = 200
# Each of these signs stops the tokenizer: microseconds and some hundred bytes each, whatever follows. A page of 1 MB by
# a careful hand holds fewer.
MAX_SIGNS: Final[Mapping[str, int]] = MappingProxyType({"<": 50_000, "&": 300_000, "\0": 10_000})
# Of the tokenizer inside one tag or comment: html5lib copies what it has of it at each.
MAX_STEPS = 50_000
# The parser makes these itself before it reads their tags, and their end tags come when little else is open.
FRAMES = frozenset({"html", "head", "body"})

# What nearly all tags look like: small letters, values in quotes that hold no reference. They are read in one step.
# A `+` behind a number of times means that what was read is not tried again in another way.
_VALUE = r'(?:"([^"&\0]*+)"|\'([^\'&\0]*+)\')'
_ATTRIBUTE: Final = re.compile(rf"[ \t\n\f]++([a-z][a-z-]*+)(?:={_VALUE})?+")
_START_TAG: Final = re.compile(
    r"<([a-z][a-z0-9]*+)((?:[ \t\n\f]++[a-z][a-z-]*+(?:=(?:\"[^\"&\0]*+\"|'[^'&\0]*+'))?+){0,50}+)[ \t\n\f]*+(/?+)>"
)
_END_TAG: Final = re.compile(r"</([a-z][a-z0-9]*+)[ \t\n\f]*+>")
_TEXT: Final = re.compile(r"([ \t\n\f\r]++)|[^&<\0 \t\n\f\r][^&<\0]*+")

# The published types of html5lib are those of its defaults; what is built on here is looser.
_BaseTokenizer: Any = _tokenizer.HTMLTokenizer
_START = tokenTypes["StartTag"]
_END = tokenTypes["EndTag"]
_CHARACTERS, _SPACES = tokenTypes["Characters"], tokenTypes["SpaceCharacters"]
_REMARK = tokenTypes["ParseError"]


class PageLimitError(Exception):
    """A page past a limit. `key` is one of `grader.upload.sentences`; `sign` is what stands there too often, if any."""

    def __init__(self, key: str, limit: int, offset: int, sign: str = "") -> None:
        super().__init__(key)
        self.key = key
        self.limit = limit
        self.offset = offset
        self.sign = sign


def bound_signs(source: str) -> None:
    """Refuse a page, before it is parsed, that holds more signs than any page needs. Raises PageLimitError."""
    for sign, limit in MAX_SIGNS.items():
        if source.count(sign) > limit:
            raise PageLimitError("page-too-many-signs", limit, 0, sign if sign != "\0" else "U+0000")


class _Source:
    """The text of a page with the reading functions that the tokenizer asks for."""

    charEncoding = (None, "certain")  # noqa: N815 - html5lib's name; it was decoded before, no `<meta>` changes it

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.errors: list[str] = []
        self._patterns: dict[tuple[Any, bool], re.Pattern[str]] = {}

    def char(self) -> str | None:
        try:
            found = self.text[self.at]
        except IndexError:
            return None
        self.at += 1
        return found

    def unget(self, char: str | None) -> None:
        if char is not None:
            self.at -= 1

    def charsUntil(self, characters: Any, opposite: bool = False) -> str:  # noqa: FBT001, FBT002, N802 - html5lib's
        key = (characters, opposite)
        pattern = self._patterns.get(key)
        if pattern is None:
            listed = re.escape("".join(sorted(characters)))
            pattern = self._patterns[key] = re.compile(f"[{listed}]*" if opposite else f"[^{listed}]*")
        begin = self.at
        self.at = pattern.match(self.text, begin).end()  # type: ignore[union-attr] # it matches the empty text too
        return self.text[begin : self.at]

    def position(self) -> tuple[int, int]:
        return (0, self.at)


class Tokenizer(_BaseTokenizer):  # type: ignore[misc]
    """Notes the offset of each token; the tag tokens carry `start` and `end`."""

    def __init__(self, source: str, parser: Any) -> None:
        super().__init__("", parser=parser)
        self.stream = _Source(source)
        self.tag_start = 0
        self.token_start = 0
        self.text_start = 0  # of the last run of characters
        self.token: dict[str, Any] | None = None
        self.ends: list[dict[str, Any]] = []
        self.frames: dict[str, dict[str, Any]] = {}  # the first <html>, <head> and <body>

    def __iter__(self) -> Iterator[dict[str, Any]]:
        queue: deque[dict[str, Any]] = deque()
        self.tokenQueue = queue
        stream = self.stream
        steps = 0
        in_text = False
        while True:
            begin = stream.at
            if not self.state():
                break
            steps += 1
            if queue:
                self.token_start = begin
                while queue:
                    token = self.token = queue.popleft()
                    kind = token["type"]
                    if kind in (_CHARACTERS, _SPACES):
                        if not in_text:
                            self.text_start = begin
                        steps, in_text = 0, True
                    elif kind != _REMARK:
                        steps, in_text = 0, False
                    yield token
            if steps > MAX_STEPS:
                raise PageLimitError("page-part-too-long", MAX_STEPS, self.tag_start)
        self.token = None
        self.token_start = stream.at

    def dataState(self) -> bool:  # noqa: D102, N802 - html5lib's states, as below
        stream = self.stream
        run = _TEXT.match(stream.text, stream.at)
        if run is None:
            if stream.text.startswith("<", stream.at):
                self.tag_start = stream.at
                if self._whole_tag():
                    return True
            return bool(super().dataState())
        stream.at = run.end()
        self.tokenQueue.append({"type": _CHARACTERS if run[1] is None else _SPACES, "data": run[0]})
        return True

    # The states in which a `<` may begin a tag: `stream.at` stands behind it.

    def tagOpenState(self) -> bool:  # noqa: D102, N802
        self.tag_start = self.stream.at - 1
        return bool(super().tagOpenState())

    def _whole_tag(self) -> bool:
        """Read a tag of the usual look in one step; any other is left as it is."""
        stream = self.stream
        token: dict[str, Any]
        tag = _START_TAG.match(stream.text, self.tag_start)
        if tag is not None:
            name, listed, slash = tag.groups()
            data: dict[str, str] = {}
            if listed:
                found = _ATTRIBUTE.findall(listed)
                data = {own: double or single for own, double, single in found}
                if len(data) < len(found):
                    return False  # an attribute that stands twice is a slip to be told
            token = {"type": _START, "name": name, "data": data, "selfClosing": slash == "/"}
            token["selfClosingAcknowledged"] = False
            if name in FRAMES:
                self.frames.setdefault(name, token)
        else:
            tag = _END_TAG.match(stream.text, self.tag_start)
            if tag is None:
                return False
            token = {"type": _END, "name": tag[1], "data": [], "selfClosing": False}
            self.ends.append(token)
        token["start"], token["end"] = tag.span()
        stream.at = token["end"]
        self.currentToken = token
        self.tokenQueue.append(token)
        self.state = self.dataState
        return True

    def rcdataLessThanSignState(self) -> bool:  # noqa: D102, N802
        self.tag_start = self.stream.at - 1
        return bool(super().rcdataLessThanSignState())

    def rawtextLessThanSignState(self) -> bool:  # noqa: D102, N802
        self.tag_start = self.stream.at - 1
        return bool(super().rawtextLessThanSignState())

    def scriptDataLessThanSignState(self) -> bool:  # noqa: D102, N802
        self.tag_start = self.stream.at - 1
        return bool(super().scriptDataLessThanSignState())

    def scriptDataEscapedLessThanSignState(self) -> bool:  # noqa: D102, N802
        self.tag_start = self.stream.at - 1
        return bool(super().scriptDataEscapedLessThanSignState())

    # A new attribute begins in one of these two.

    def beforeAttributeNameState(self) -> bool:  # noqa: D102, N802
        self._bound_attributes()
        return bool(super().beforeAttributeNameState())

    def afterAttributeNameState(self) -> bool:  # noqa: D102, N802
        self._bound_attributes()
        return bool(super().afterAttributeNameState())

    def _bound_attributes(self) -> None:
        if len(self.currentToken["data"]) > MAX_ATTRIBUTES:
            raise PageLimitError("page-too-many-attributes", MAX_ATTRIBUTES, self.tag_start)

    def emitCurrentToken(self) -> None:  # noqa: D102, N802
        token = self.currentToken
        token["start"] = self.tag_start
        token["end"] = self.stream.at
        super().emitCurrentToken()
        if token["type"] == _END:
            self.ends.append(token)
        elif token["name"] in FRAMES:
            self.frames.setdefault(token["name"], token)
