"""CSS selectors: compiled once, asked of the elements that could match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from cssselect2 import SelectorError, parser
from cssselect2.compiler import CompiledSelector
from tinycss2 import parse_component_value_list

from grader.website.ancestry import Mentions, ancestry, asks_more, is_simple, mentions, name_of, plainly
from grader.website.model import Element

__all__ = ["Buckets", "Compiled", "SelectorError", "compile_selector", "compiled_selector"]

# They are true at moments only. Without them the selector says which elements the rule is for.
_MOMENTS = frozenset(
    {"hover", "active", "focus", "focus-within", "focus-visible", "visited", "target", "target-within", "autofill"}
    | {"valid", "invalid", "user-valid", "user-invalid", "in-range", "out-of-range", "modal", "fullscreen", "playing"}
    | {"paused", "popover-open", "open", "buffering", "current", "past", "future", "blank", "-webkit-autofill"}
)
# Parts of elements that browsers draw, beside those that the parser knows.
_PARTS = frozenset(
    {"backdrop", "cue", "details-content", "file-selector-button", "view-transition", "checkmark", "picker-icon"}
)
_MOST_PARTS = 50
# cssselect2 goes through all parts again at each, and through all brackets in brackets.
_MOST_BETWEEN = 4 * _MOST_PARTS  # spaces and combinators
_DEEPEST = 20  # brackets in brackets
_MOST_INSIDE = 5_000  # tokens in brackets: rules in rules may double them at each
_BRACKETS = frozenset({"function", "() block", "[] block", "{} block"})
_INWARD = frozenset({" ", ">"})
_NOTHING = Mentions()


@dataclass(frozen=True, slots=True)
class Compiled:
    """One selector of a list."""

    test: Callable[[Any], Any]  # an element to something truthy
    specificity: tuple[int, int, int]
    name: str | None  # what its last part asks for, to search in the right drawer; id before class before name
    class_name: str | None
    id: str | None
    plain: bool  # names, classes and ids of the element itself alone decide
    moment: bool  # true at moments (`:hover`) or of a part (`::before`): never an element's lasting style
    inward: bool = False  # names, classes and ids of the element and of what is around it alone decide
    attribute: str | None = None  # one that an element must have for it
    mentions: Mentions = _NOTHING  # classes and ids that must be on the page for it to match anything


def compile_selector(selector: str | Sequence[Any]) -> tuple[Compiled, ...]:
    """The selectors of a comma-separated list, given as text or as tinycss2 tokens. Raises SelectorError."""
    tokens = parse_component_value_list(selector) if isinstance(selector, str) else list(selector)
    if _past_limits(tokens):
        raise SelectorError(None, "too many parts")
    try:
        return tuple([_compile_one(one) for one in _split(tokens)])
    except SelectorError:
        raise
    except (
        AttributeError,
        LookupError,
        NotImplementedError,
        RuntimeError,  # hundreds of brackets in brackets too
        StopIteration,  # of `:nth-child(+)`
        SyntaxError,
        TypeError,
        ValueError,
    ) as odd:
        # cssselect2 meets a form it does not know; `MemoryError` and the like stay what they are.
        raise SelectorError(str(odd)) from odd


@lru_cache(maxsize=256)
def compiled_selector(selector: str) -> tuple[Compiled, ...]:
    """The selectors of a list that a check or a rubric names, which it asks of site after site."""
    return compile_selector(selector)


def _past_limits(tokens: Sequence[Any]) -> bool:
    """Whether a selector has more parts, or brackets in brackets, than anybody writes."""
    lists = [tokens]
    inner = 0
    for _ in range(_DEEPEST):
        if any(map(_too_long, lists)):
            return True
        lists = [_inside(token) for one in lists for token in one if token.type in _BRACKETS]
        if not lists:
            return False
        inner += sum(map(len, lists))
        if inner > _MOST_INSIDE:
            return True
    return True


def _inside(token: Any) -> Sequence[Any]:
    found: Sequence[Any] = token.arguments if token.type == "function" else token.content
    return found


def _too_long(tokens: Sequence[Any]) -> bool:
    parts = 0
    for one in tokens:
        if one.type == "whitespace" or one in (">", "+", "~"):
            parts += 1
            if parts > _MOST_BETWEEN:
                return True
        elif one == ",":
            parts = 0
    return False


def _split(tokens: list[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for part in tokens:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return parts


def _compile_one(tokens: list[Any]) -> Compiled:
    lasting, moment = _without_moments(tokens)
    (parsed,) = parser.parse(lasting)
    return _compile(parsed, moment=moment)


def _compile(parsed: Any, *, moment: bool) -> Compiled:
    compounds: list[Any] = []
    combinators: list[str] = []
    node = parsed.parsed_tree
    while isinstance(node, parser.CombinedSelector):
        compounds.append(node.right)
        combinators.append(node.combinator)
        node = node.left
    compounds.append(node)
    if len(compounds) > _MOST_PARTS:
        raise SelectorError(None, "too many parts")
    last = compounds[0].simple_selectors
    simple = is_simple(compounds)
    more = asks_more(compounds)
    inward = simple and _INWARD.issuperset(combinators)
    test: Callable[[Any], Any]
    if simple and not combinators:
        test = plainly(last)
    elif inward:
        test = ancestry(compounds, combinators)
    else:
        # Most of a long sheet is never asked of anything. What could be no selector at all is compiled at once.
        test = _Later(parsed) if simple else CompiledSelector(parsed).test
    return Compiled(
        test=test,
        specificity=parsed.specificity,
        name=name_of(last),
        class_name=next((part.class_name for part in last if isinstance(part, parser.ClassSelector)), None),
        id=next((part.ident for part in last if isinstance(part, parser.IDSelector)), None),
        plain=inward and not combinators and not more,
        moment=moment or parsed.pseudo_element is not None,
        inward=inward and not more,
        attribute=next((part.name for part in last if _is_needed(part)), None),
        mentions=mentions(compounds) if simple else _NOTHING,
    )


def _is_needed(part: Any) -> bool:
    """Whether it asks for an attribute that has one spelling, on every kind of element."""
    return isinstance(part, parser.AttributeSelector) and part.namespace == "" and part.name == part.lower_name


class _Later:
    """A selector that is compiled when it is first asked."""

    __slots__ = ("_parsed", "_test")

    def __init__(self, parsed: Any) -> None:
        self._parsed = parsed
        self._test: Callable[[Any], Any] | None = None

    def __call__(self, element: Any) -> Any:
        if self._test is None:
            self._test = CompiledSelector(self._parsed).test
        return self._test(element)


def _without_moments(tokens: list[Any]) -> tuple[list[Any], bool]:
    """The tokens without `:hover` and its like, and whether there were any."""
    kept: list[Any] = []
    moment = False
    skip = False
    for at, part in enumerate(tokens):
        if skip:
            skip = False
            continue
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        if part.type == "ident" and kept[-2:] == [":", ":"] and (part.lower_value in _PARTS or _is_webkit(part)):
            moment = True
            kept += parse_component_value_list("before")
            continue
        if (
            part == ":"
            and following is not None
            and following.type == "ident"
            and following.lower_value in _MOMENTS
            and not (kept and kept[-1] == ":")
        ):
            moment = skip = True
            if not kept or kept[-1].type == "whitespace" or kept[-1] in (",", ">", "+", "~"):
                kept += parse_component_value_list("*")
            continue
        kept.append(part)
    return kept, moment


def _is_webkit(part: Any) -> bool:
    return str(part.lower_value).startswith("-webkit-")


class Buckets:
    """The elements of a page by id, class and name."""

    __slots__ = ("all", "by_class", "by_id", "by_name")

    def __init__(self, elements: Sequence[Element]) -> None:
        self.all = elements
        self.by_name: dict[str, list[Element]] = {}
        self.by_class: dict[str, list[Element]] = {}
        self.by_id: dict[str, list[Element]] = {}
        for element in elements:
            self.by_name.setdefault(element.name, []).append(element)
            attributes = element.attributes
            if attributes:
                if "id" in attributes:
                    self.by_id.setdefault(attributes["id"], []).append(element)
                if "class" in attributes:
                    for class_name in element.classes:
                        self.by_class.setdefault(class_name, []).append(element)

    def matching(self, selectors: Iterable[Compiled]) -> list[Element]:
        """The elements that one of the selectors matches, in document order."""
        found: Mapping[int, Element] = {
            element.order: element
            for selector in selectors
            for element in self._candidates(selector)
            if selector.test(element)
        }
        return [found[order] for order in sorted(found)]

    def any(self, selectors: Iterable[Compiled]) -> tuple[bool, int]:
        """Whether one of the selectors matches anything, and what finding out cost: siblings count too."""
        tests = 0
        for selector in selectors:
            for element in self._candidates(selector):
                tests += 1 if selector.plain else 1 + len(element.etree_siblings) // 10
                if selector.test(element):
                    return True, tests
        return False, tests

    def _candidates(self, selector: Compiled) -> Sequence[Element]:
        if selector.id is not None:
            return self.by_id.get(selector.id, ())
        if selector.class_name is not None:
            return self.by_class.get(selector.class_name, ())
        if selector.name is not None:
            return self.by_name.get(selector.name, ())
        return self.all
