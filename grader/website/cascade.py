"""The cascade of one page at one width: which declaration wins on an element, and which it beat.

Winners by origin and importance, then specificity, then order. Selectors lie in drawers by id, class and name, and
what an element's name, id and classes alone decide is worked out once for all elements alike.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import tinycss2

from grader.website import defaults
from grader.website.css import Declaration, Rule, in_attribute
from grader.website.media import holds
from grader.website.model import Element, Page
from grader.website.properties import INHERITED, INITIAL
from grader.website.selectors import Compiled
from grader.website.shorthands import expand
from grader.website.values import FONT_SIZES, parsed, pixels, text_of, trimmed

_DEEPEST_VAR = 20
_MOST_TESTS = 2_000_000  # of selectors that must be asked element by element: seconds, on a page made to hurt
_ROOT_SIZE = FONT_SIZES["medium"]


@dataclass(frozen=True, slots=True)
class Computed:
    """What a property is on an element.

    `value` is CSS text without `var()`, `inherit` and the like. `winner` is the declaration that set it, None where
    the browser did; `losers` are those it beat, the strongest first; `source` is the element where it was set: an
    ancestor when the value is inherited.
    """

    value: str
    winner: Declaration | None
    losers: tuple[Declaration, ...]
    source: Element


@dataclass(frozen=True, slots=True)
class _Entry:
    selector: Compiled
    rule: Rule


_Weighted = tuple[str, Declaration]  # the value of one longhand, and who says so
_Cascaded = Mapping[str, Sequence[_Weighted]]  # the winner stands last


class Cascade:
    """Answers for one page at one width. Everything is kept once it is known."""

    def __init__(self, page: Page, rules: Sequence[Rule], width: int) -> None:
        self.page = page
        self.width = width
        own = [rule for rule in rules if all(holds(query, width) for query in rule.media)]
        entries = [
            ((origin, selector.specificity, number), _Entry(selector, rule))
            for origin, group in enumerate((defaults.rules(), own))
            for number, rule in enumerate(group)
            for selector in rule.selectors
        ]
        entries.sort(key=lambda entry: entry[0])
        self._entries = [entry for _, entry in entries]
        self._ids: dict[str, list[int]] = {}
        self._classes: dict[str, list[int]] = {}
        self._names: dict[str, list[int]] = {}
        self._others: list[int] = []
        self._moments: list[int] = []
        for rank, entry in enumerate(self._entries):
            self._file(rank, entry.selector)
        self._alike: dict[tuple[str, str | None, str | None], tuple[tuple[int, ...], tuple[int, ...]]] = {}
        self._matched: dict[Element, tuple[int, ...]] = {}
        self._cascaded: dict[tuple[int, ...], _Cascaded] = {}
        self._styled: dict[Element, _Cascaded] = {}
        self._attributes: dict[Element, tuple[Declaration, ...]] = {}
        self._computed: dict[str, dict[Element, Computed]] = {}
        self._sizes: dict[Element, float | None] = {}
        self._looks: dict[Element, int] = {}
        self._tests = 0
        self._solving: set[tuple[Element, str]] = set()
        self._numbers: dict[tuple[int, int], int] = {}

    def _file(self, rank: int, selector: Compiled) -> None:
        if selector.moment:
            self._moments.append(rank)
        elif selector.id is not None:
            self._ids.setdefault(selector.id, []).append(rank)
        elif selector.class_name is not None:
            self._classes.setdefault(selector.class_name, []).append(rank)
        elif selector.name is not None:
            self._names.setdefault(selector.name, []).append(rank)
        else:
            self._others.append(rank)

    # Which rules match

    def _candidates(self, element: Element) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """The ranks that match every element like this one, and those to be asked one by one."""
        attributes = element.attributes
        key = (element.name, attributes.get("id"), attributes.get("class"))
        found = self._alike.get(key)
        if found is None:
            ranks = [*self._names.get(element.name, ()), *self._others]
            if key[1] is not None:
                ranks += self._ids.get(key[1], ())
            for class_name in element.classes:
                ranks += self._classes.get(class_name, ())
            sure, asked = [], []
            for rank in ranks:
                selector = self._entries[rank].selector
                if not selector.plain:
                    asked.append(rank)
                elif selector.test(element):
                    sure.append(rank)
            found = self._alike[key] = (tuple(sorted(sure)), tuple(asked))
        return found

    def matched(self, element: Element) -> tuple[int, ...]:
        """The ranks of the selectors that match an element, the weakest first."""
        found = self._matched.get(element)
        if found is None:
            sure, asked = self._candidates(element)
            if asked:
                # A test may look at all siblings, so an element among thousands costs more.
                self._tests += len(asked) * (1 + len(element.etree_siblings) // 50)
                if self._tests > _MOST_TESTS:
                    asked = ()
            also = [rank for rank in asked if self._entries[rank].selector.test(element)]
            found = self._matched[element] = tuple(sorted((*sure, *also))) if also else sure
        return found

    def _of(self, element: Element) -> _Cascaded:
        """Every declaration that is for the element, by longhand, the winner last."""
        style = element.attributes.get("style")
        ranks = self.matched(element)
        if style is None:
            found = self._cascaded.get(ranks)
            if found is None:
                found = self._cascaded[ranks] = _weigh([self._entries[rank].rule for rank in ranks], ())
            return found
        own = self._styled.get(element)
        if own is None:
            declared = self.attribute(element)
            own = self._styled[element] = _weigh([self._entries[rank].rule for rank in ranks], declared)
        return own

    def attribute(self, element: Element) -> tuple[Declaration, ...]:
        """The declarations of an element's `style` attribute; a repeated element has those of its original."""
        written = element.origin or element
        found = self._attributes.get(written)
        if found is None:
            found = in_attribute(written.attributes.get("style", ""), self.page.path, written.start or 0)
            self._attributes[written] = found
        return found

    def look(self, element: Element) -> int:
        """A number that elements share whose declarations, and those of everything around them, are the same."""
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._looks:
            waiting.append(at)
            at = at.parent
        number = -1 if at is None else self._looks[at]
        for one in reversed(waiting):
            key = (number, id(self._of(one)))  # the mappings live as long as the cascade
            number = self._looks[one] = self._numbers.setdefault(key, len(self._numbers))
        return number

    # What a property is

    def style(self, element: Element, name: str) -> Computed:
        """What a longhand property is on an element."""
        known = self._computed.setdefault(name, {})
        found = known.get(element)
        if found is not None:
            return found
        inherited = name in INHERITED or name.startswith("--")
        waiting: list[Element] = []
        at: Element | None = element
        found = None
        while at is not None:
            found = known.get(at)
            if found is not None:
                break
            waiting.append(at)
            if not inherited and not self._asks_parent(at, name):
                break
            at = at.parent
        for one in reversed(waiting):
            found = known[one] = self._compute(one, name, found, inherited=inherited)
        return found or self._initial(element, name)

    def _asks_parent(self, element: Element, name: str) -> bool:
        weighed = self._of(element).get(name)
        return weighed is not None and weighed[-1][0].lower() == "inherit"

    def _compute(self, element: Element, name: str, above: Computed | None, *, inherited: bool) -> Computed:
        weighed = self._of(element).get(name, ())
        if weighed:
            value, winner = weighed[-1]
            if winner.pending:
                solved = self._solve(element, name, winner)
                if solved is None:  # invalid once its variables are known: as if it were `unset`
                    solved = "unset"
                value = solved
            losers = tuple(other for _, other in weighed[-2::-1] if other.path)
            word = value.lower()
            if word == "inherit" or (word in {"unset", "revert", "revert-layer"} and inherited):
                value = (above or self._initial(element, name)).value
            elif word in {"initial", "unset", "revert", "revert-layer"}:
                value = INITIAL.get(name, "")
            return Computed(value, winner if winner.path else None, losers, element)
        if inherited and above is not None:
            return above
        return self._initial(element, name)

    @staticmethod
    def _initial(element: Element, name: str) -> Computed:
        return Computed(INITIAL.get(name, ""), None, (), element)

    def _solve(self, element: Element, name: str, declared: Declaration) -> str | None:
        """The value of a longhand whose declaration uses variables; None when they make no valid value."""
        turn = (element, name)
        if turn in self._solving:  # the variable asks for itself
            return None
        self._solving.add(turn)
        text = self._substitute(element, declared.tokens, 0)
        self._solving.discard(turn)
        if text is None:
            return None
        longhands = expand(declared.name, parsed(text))
        return None if longhands is None else dict(longhands).get(name)

    def _substitute(self, element: Element, tokens: Sequence[object], depth: int) -> str | None:
        """The text of tokens with every `var()` replaced; None when one is missing or they turn in a circle."""
        if depth > _DEEPEST_VAR:
            return None
        pieces: list[str] = []
        for token in tokens:
            kind = getattr(token, "type", "")
            if kind != "function":
                pieces.append(tinycss2.serialize([token]))
                continue
            arguments = token.arguments  # type: ignore[attr-defined]
            if token.lower_name == "var":  # type: ignore[attr-defined]
                piece = self._variable(element, arguments, depth)
            else:
                inner = self._substitute(element, arguments, depth + 1)
                piece = None if inner is None else f"{token.name}({inner})"  # type: ignore[attr-defined]
            if piece is None or sum(map(len, pieces)) > 10_000:
                return None
            pieces.append(piece)
        return "".join(pieces)

    def _variable(self, element: Element, arguments: Sequence[object], depth: int) -> str | None:
        parts = trimmed(arguments)
        comma = next((at for at, part in enumerate(parts) if part == ","), len(parts))
        value = self.style(element, text_of(parts[:comma])).value
        if value:
            return self._substitute(element, parsed(value), depth + 1)
        return self._substitute(element, parts[comma + 1 :], depth + 1) if comma < len(parts) else None

    def font_size(self, element: Element) -> float | None:
        """The font size in CSS pixels; None where only a rendered page knows."""
        known = self._sizes
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in known:
            waiting.append(at)
            at = at.parent
        size = _ROOT_SIZE if at is None else known[at]
        for one in reversed(waiting):
            size = known[one] = self._size(one, size)
        return size

    def _size(self, element: Element, above: float | None) -> float | None:
        weighed = self._of(element).get("font-size")
        if not weighed:
            return above
        value = self.style(element, "font-size").value.lower()
        if value in FONT_SIZES:
            return FONT_SIZES[value]
        if above is None or weighed[-1][0].lower() in {"inherit", "unset"}:
            return above
        root = _ROOT_SIZE if element.parent is None else (self._sizes.get(self.page.root) or _ROOT_SIZE)
        return _font_size(value, above, root)

    # What has an effect

    @cached_property
    def winners(self) -> tuple[Declaration, ...]:
        """Every declaration of hers that wins a property on some element, or shows at moments (`:hover`)."""
        return tuple(self._winners())

    def _winners(self) -> Iterator[Declaration]:
        seen: set[int] = set()
        styles: dict[int, _Cascaded] = {}
        for element in self.page.elements:
            cascaded = self._of(element)
            styles[id(cascaded)] = cascaded
        for cascaded in styles.values():
            for weighed in cascaded.values():
                winner = weighed[-1][1]
                if winner.path and id(winner) not in seen:
                    seen.add(id(winner))
                    yield winner
        for rank in self._moments:
            entry = self._entries[rank]
            if entry.rule.sheet.path and any(entry.selector.test(element) for element in self.page.elements):
                yield from (declared for declared in entry.rule.declarations if declared.valid)


def _font_size(value: str, above: float, root: float) -> float | None:
    if value in {"smaller", "larger"}:
        return above / 1.2 if value == "smaller" else above * 1.2
    tokens = parsed(value)
    if len(tokens) != 1:
        return None
    if tokens[0].type == "percentage":
        return above * float(tokens[0].value) / 100
    return pixels(tokens[0], above, root)


def _weigh(rules: Sequence[Rule], declared: Sequence[Declaration]) -> _Cascaded:
    """The declarations of rules that stand weakest first, and of a `style` attribute behind them, by longhand."""
    found: dict[str, list[_Weighted]] = {}
    groups = [rule.declarations for rule in dict.fromkeys(reversed(rules))]
    for important in (False, True):
        for group in (*reversed(groups), declared):
            for one in group:
                if one.important is important and one.longhands is not None:
                    for name, value in one.longhands:
                        found.setdefault(name, []).append((value, one))
    return found
