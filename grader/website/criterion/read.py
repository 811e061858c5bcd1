"""The keys of a `page:` criterion -> a Question, or every mistake in them with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from grader.website.conformance.tables import tables
from grader.website.criterion import selector
from grader.website.criterion.model import AttributeTest, Count, Question, Share, TextTest
from grader.website.criterion.names import ANY, ATTRIBUTE_KEYS, COUNT_KEYS, FROM, TEXT_KEYS, VIA
from grader.website.criterion.near_words import closest
from grader.website.criterion.read_style import StyleReader
from grader.website.criterion.words import Mistake, QuestionError
from grader.website.index import WIDTH

KEYS = ("page", "style", "text", "attributes", "count", "share", "at", "from", "via")
NARROWEST, WIDEST = 200, 4000
_AT_LEAST = re.compile(r"at least (\d+)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s*%")
_DRAWING = ("viewbox", "fill", "stroke", "stroke-width", "d", "points", "x", "y", "r", "cx", "cy", "rx", "ry", "xmlns")
_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")


def read(keys: Mapping[str, Any], *, at_most: bool = False) -> Question:
    """The question; `keys` are those of the criterion, None for one that is left out. QuestionError otherwise."""
    reader = _Reader()
    question = reader.question({name: value for name, value in keys.items() if value is not None}, at_most=at_most)
    if reader.mistakes:
        raise QuestionError(tuple(reader.mistakes))
    return question


class _Reader:
    """Reads on after a mistake, so that all are told at once."""

    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []

    def note(self, path: tuple[str | int, ...], key: str, **more: Any) -> None:
        self.mistakes.append(Mistake(path, key, **more))

    def question(self, keys: Mapping[str, Any], *, at_most: bool) -> Question:
        self.mistakes += selector.mistakes(str(keys.get("page", "")), ("page",))
        for name in ("from", "via"):
            if keys.get(name, ANY) != ANY and "style" not in keys:
                self.note((name,), "form-needs-style", values={"name": name}, on_key=True)
        for name in ("share", "count"):
            if at_most and name in keys:
                self.note((name,), "share-at-most", values={"name": name}, on_key=True)
        style = StyleReader(self.mistakes)
        return Question(
            selector=str(keys.get("page", "")),
            style=style.tests(keys["style"]) if "style" in keys else (),
            text=self.text(keys["text"], ("text",)) if "text" in keys else None,
            attributes=self.attributes(keys["attributes"]) if "attributes" in keys else (),
            count=self.count(keys["count"]) if "count" in keys else None,
            share=self.share(keys["share"]) if "share" in keys else None,
            width=self.width(keys["at"]) if "at" in keys else WIDTH,
            origin=self.word(keys, "from", FROM),
            via=self.word(keys, "via", VIA),
        )

    # Pieces

    def keys(self, value: Any, path: tuple[str | int, ...], known: tuple[str, ...]) -> Mapping[str, Any]:
        """A mapping with known keys only; the others have been noted."""
        if not isinstance(value, Mapping):
            self.note(path, "needs-keys")
            return {}
        if not value:
            self.note(path, "nothing-asked")
        for name in value:
            if name not in known:
                near = closest(str(name), known)
                more: dict[str, Any] = {"values": {"name": name}, "guess": near, "on_key": True}
                self.note((*path, name), "key-unknown", allowed=() if near else known, **more)
        return {name: one for name, one in value.items() if name in known and one is not None}

    def whole(self, given: Mapping[str, Any], name: str, path: tuple[str | int, ...]) -> int | None:
        value = given.get(name)
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self.note((*path, name), "needs-whole")
            return None
        return value

    def texts(self, value: Any, path: tuple[str | int, ...]) -> tuple[str, ...]:
        """Words, or a list of them; numbers are words too."""
        listed = value if isinstance(value, (list, tuple)) else (value,)
        if any(isinstance(one, (Mapping, bool, list, tuple)) or not str(one).strip() for one in listed) or not listed:
            self.note(path, "needs-words")
            return ()
        return tuple(str(one) for one in listed)

    def text(self, value: Any, path: tuple[str | int, ...]) -> TextTest:
        if not isinstance(value, Mapping):
            return TextTest(contains=self.texts(value, path))
        return self.text_of(self.keys(value, path, TEXT_KEYS), path)

    def text_of(self, given: Mapping[str, Any], path: tuple[str | int, ...]) -> TextTest:
        least, most = self.whole(given, "min_words", path), self.whole(given, "max_words", path)
        if least is not None and most is not None and least > most:
            self.note((*path, "min_words"), "more-than-most")
        contains = self.texts(given["contains"], (*path, "contains")) if "contains" in given else ()
        return TextTest(least, most, contains)

    def attributes(self, value: Any) -> tuple[AttributeTest, ...]:
        if not isinstance(value, Mapping):
            self.note(("attributes",), "needs-keys")
            return ()
        if not value:
            self.note(("attributes",), "nothing-asked")
        return tuple(self.attribute(str(name).lower(), name, one) for name, one in value.items())

    def attribute(self, name: str, written: Any, value: Any) -> AttributeTest:
        path = ("attributes", written)
        known = _attributes()
        if name not in known and not name.startswith(("data-", "aria-", "on")):
            near = closest(name, known)
            self.note(path, "attribute-unknown", values={"name": written}, guess=near, on_key=True)
        if isinstance(value, bool):
            return AttributeTest(name, there=value)
        if value == "set":
            return AttributeTest(name, filled=True)
        if not isinstance(value, Mapping):
            return AttributeTest(name, one_of=self.texts(value, path))
        given = self.keys(value, path, ATTRIBUTE_KEYS)
        if "set" in given and given["set"] is not True:
            self.note((*path, "set"), "needs-true")
        return AttributeTest(
            name,
            filled=given.get("set") is True,
            one_of=tuple(
                text for key in ("equals", "one_of") if key in given for text in self.texts(given[key], (*path, key))
            ),
            none_of=self.texts(given["not"], (*path, "not")) if "not" in given else (),
            text=self.text_of(given, path),
        )

    def count(self, value: Any) -> Count | None:
        if isinstance(value, str) and (found := _AT_LEAST.fullmatch(value.strip().translate(_DIGITS))):
            return Count(least=int(found.group(1)))
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return Count(value, value)
        if not isinstance(value, Mapping):
            self.note(("count",), "needs-count")
            return None
        given = self.keys(value, ("count",), COUNT_KEYS)
        least, most = self.whole(given, "min", ("count",)), self.whole(given, "max", ("count",))
        each = given.get("each_page", False)
        if not isinstance(each, bool):
            self.note(("count", "each_page"), "needs-bool")
        if least is not None and most is not None and least > most:
            self.note(("count", "min"), "more-than-most")
        return Count(least, most, each is True)

    def share(self, value: Any) -> Share | None:
        text = str(value).strip().translate(_DIGITS)
        if isinstance(value, bool):
            pass
        elif text == ANY:
            return Share()
        elif text == "all":
            return Share(percent=100)
        elif isinstance(value, float) and 0 < value <= 1:
            return Share(percent=value * 100)
        elif found := _AT_LEAST.fullmatch(text):
            return Share(least=max(1, int(found.group(1))))
        elif (found := _PERCENT.fullmatch(text)) and 0 < float(found.group(1)) <= 100:
            return Share(percent=float(found.group(1)))
        self.note(("share",), "needs-share")
        return None

    def width(self, value: Any) -> int:
        given = self.keys(value, ("at",), ("width",)) if isinstance(value, Mapping) else {"width": value}
        width = given.get("width")
        if isinstance(width, bool) or not isinstance(width, int):
            if isinstance(value, Mapping) and not given:
                return WIDTH  # its one key is unknown, and has been named
            self.note(("at", "width") if isinstance(value, Mapping) else ("at",), "needs-width")
            return WIDTH
        if not NARROWEST <= width <= WIDEST:
            path = ("at", "width") if isinstance(value, Mapping) else ("at",)
            self.note(path, "width-odd", values={"least": NARROWEST, "most": WIDEST})
        return width

    def word(self, keys: Mapping[str, Any], name: str, known: tuple[str, ...]) -> Any:
        value = keys.get(name, ANY)
        if value in known:
            return value
        if value != ANY:
            allowed = (*known, ANY)
            near = closest(str(value), allowed)
            self.note((name,), "word-unknown", values={"text": str(value)}, guess=near, allowed=() if near else allowed)
        return None


def _attributes() -> frozenset[str]:
    """Every attribute that HTML has, or had, and the usual ones of drawings."""
    html = tables()
    found = {*_DRAWING, *html.shared, *html.aria, *html.of_some_inputs}
    for group in (html.attributes, html.past, html.inputs):
        for names in group.values():
            found |= names
    return frozenset(found)
