"""The cascade of one page at one width: which declaration wins on an element, and which it beat.

Winners by origin and importance, then cascade layer, then specificity, then order.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import tinycss2

from grader.website.css import Declaration, Rule, in_attribute
from grader.website.fonts import Fonts
from grader.website.grammar.data import data
from grader.website.hints import Hints
from grader.website.layers import layer_levels
from grader.website.matching import BROWSER, Entry, Matching
from grader.website.media import holds
from grader.website.model import Element, Page
from grader.website.properties import INITIAL
from grader.website.shorthands import expand
from grader.website.values import parsed, text_of, trimmed

_DEEPEST_VAR = 20
_CENTRED = "-internal-center"  # of a `<th>`: in the middle, where nobody around it says otherwise
_QUIRK_COLOUR = "-internal-quirk-inherit"  # of a `<table>` of an old page: the colour of the page's text
_FROM_ABOVE = frozenset({"inherit", "revert", "revert-layer"})
_MOST_WEIGHED = 300  # declarations of a longhand on an element; nobody reads that many losers


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


# How far up it stands: the browser's own rules, old attributes, then the layers, what is in none, `style` attributes.
_HINT, _FIRST_LAYER = BROWSER + 1, BROWSER + 2
# The value of one longhand, who says so, and the level it stands at.
_Weighted = tuple[str, Declaration, int]
_Cascaded = Mapping[str, Sequence[_Weighted]]  # the winner stands last


class Cascade:
    """Answers for one page at one width. Everything is kept once it is known."""

    def __init__(self, page: Page, rules: Sequence[Rule], width: int, matching: Matching | None = None) -> None:
        self.page = page
        self.width = width
        own = [rule for rule in rules if all(holds(query, width) for query in rule.media)]
        levels = layer_levels(own, _FIRST_LAYER)
        self._top = max(levels.values(), default=_FIRST_LAYER) + 1  # of `style` attributes
        self._matching = matching or Matching(page, ((levels[rule.layer], rule) for rule in own))
        self._left_out = frozenset(map(id, rules)).difference(map(id, own)) if matching is not None else frozenset()
        self._cascaded: dict[tuple[int, ...], _Cascaded] = {}
        self._styled: dict[Element, _Cascaded] = {}
        self._attributes: dict[Element, tuple[Declaration, ...]] = {}
        self._computed: dict[str, dict[Element, Computed]] = {}
        self._looks: dict[Element, int] = {}
        self._solving: set[tuple[Element, str]] = set()
        self._inherited = data().inherited
        self._hints = Hints(page)
        self._body = next((element for element in page.root.elements if element.name == "body"), None)
        self._numbers: dict[tuple[int, int], int] = {}

    def _of(self, element: Element) -> _Cascaded:
        """Every declaration that is for the element, by longhand, the winner last."""
        found = self._styled.get(element)
        if found is None:
            found = self._shared(self._matching.ranks(element))
            said = self._hints.of(element)
            declared = self.attribute(element) if "style" in element.attributes else ()
            if said or declared:
                found = self._laid_over(found, said, declared)
            self._styled[element] = found
        return found

    def _shared(self, ranks: tuple[int, ...]) -> _Cascaded:
        """What the rules say on every element that they match."""
        found = self._cascaded.get(ranks)
        if found is None:
            found = self._cascaded[ranks] = self._weigh(self._entries(ranks))
        return found

    def _entries(self, ranks: Sequence[int]) -> list[Entry]:
        """The selectors of these ranks, without those of rules for other widths."""
        found = [self._matching.entries[rank] for rank in ranks]
        return [entry for entry in found if id(entry.rule) not in self._left_out] if self._left_out else found

    def _weigh(self, entries: Sequence[Entry]) -> dict[str, list[_Weighted]]:
        """The declarations of rules that stand weakest first, by longhand."""
        found: dict[str, list[_Weighted]] = {}
        # A rule that several of its selectors bring in counts by the strongest.
        strongest = {id(entry.rule): entry for entry in reversed(entries)}
        important = []
        for entry in reversed(strongest.values()):
            for one in entry.rule.declarations:
                if one.important:
                    important.append((one, entry.level))
                else:
                    self._note(found, one, entry.level)
        # What is important turns the levels round.
        for one, level in sorted(important, key=lambda pair: -pair[1]):
            self._note(found, one, level)
        for weighed in found.values():
            # Each element keeps its losers: without a limit, of a sheet made to hurt, elements times rules.
            if len(weighed) > _MOST_WEIGHED:
                weighed[:-_MOST_WEIGHED] = [one for one in weighed[:-_MOST_WEIGHED] if one[2] == BROWSER]
        return found

    def _note(self, found: dict[str, list[_Weighted]], declared: Declaration, level: int) -> None:
        longhands = declared.longhands
        if longhands is None and self.page.quirks:
            longhands = declared.quirky
        for name, value in longhands or ():
            found.setdefault(name, []).append((value, declared, level))

    def _laid_over(
        self, shared: _Cascaded, said: Sequence[Declaration], declared: Sequence[Declaration]
    ) -> dict[str, list[_Weighted]]:
        """What the rules say, with old attributes below them and a `style` attribute above."""
        found = {name: list(weighed) for name, weighed in shared.items()}
        below: dict[str, list[_Weighted]] = {}
        for one in said:
            self._note(below, one, _HINT)
        for name, hinted in below.items():
            weighed = found.setdefault(name, [])
            at = next((at for at, one in enumerate(weighed) if one[2] > _HINT or one[1].important), len(weighed))
            weighed[at:at] = hinted
        above: dict[str, list[_Weighted]] = {}
        for important in (False, True):
            for one in declared:
                if one.important is important:
                    self._note(above, one, self._top)
        for name, styled in above.items():
            weighed = found.setdefault(name, [])
            for top in styled:
                # Beaten by what is important alone; an important one by the browser's own important ones.
                at = len(weighed)
                while at and weighed[at - 1][1].important and (not top[1].important or weighed[at - 1][2] == BROWSER):
                    at -= 1
                weighed.insert(at, top)
        return found

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
        inherited = name.startswith("--") or name in self._inherited
        if not inherited and name not in self._of(element):
            found = known[element] = self._initial(element, name)
            return found
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
            if found is None or name in self._of(one) or name == "text-align":
                found = self._compute(one, name, found, inherited=inherited)
            known[one] = found  # of an inherited one that nobody speaks of: as above
        return found or self._initial(element, name)

    def silent(self, element: Element, *names: str) -> bool:
        """Whether nobody, the browser neither, says anything about these longhands on an element."""
        return self._of(element).keys().isdisjoint(names)

    def _asks_parent(self, element: Element, name: str) -> bool:
        weighed = self._of(element).get(name)
        return weighed is not None and any(one[0].lower() in _FROM_ABOVE for one in weighed)

    def _compute(self, element: Element, name: str, above: Computed | None, *, inherited: bool) -> Computed:
        weighed = self._of(element).get(name, ())
        if not weighed:
            if above is None or not inherited or _resets(element, name, above.value):
                return self._initial(element, name)
            return above
        word, value = self._rolled_back(element, name, weighed)
        losers = tuple(one[1] for one in weighed[-2::-1] if one[1].path)
        winner = weighed[-1][1]
        source = element
        if word == _QUIRK_COLOUR and self._body is not None and element is not self._body:
            value = self.style(self._body, name).value
        elif word == _CENTRED:
            value = "center" if above is None or above.value.lower() == "start" else above.value
        elif word == "inherit" or (word == "unset" and inherited):
            value, source = (above.value, above.source) if above is not None else (INITIAL.get(name, ""), element)
        elif word in {"initial", "unset"}:
            value = INITIAL.get(name, "")
        return Computed(value, winner if winner.path else None, losers, source)

    def _rolled_back(self, element: Element, name: str, weighed: Sequence[_Weighted]) -> tuple[str, str]:
        """The winning value, `revert` and `revert-layer` followed down: as a word, if it can be one, and as written."""
        at = len(weighed) - 1
        while True:
            value, declared, level = weighed[at]
            if declared.pending:
                # Invalid once its variables are known: as if it were `unset`.
                value = self._solve(element, name, declared) or "unset"
            word = value.lower() if len(value) < 24 else ""
            if word not in {"revert", "revert-layer"}:
                return word, value
            floor = _HINT if word == "revert" and level > BROWSER else level
            at = next((lower for lower in range(at - 1, -1, -1) if weighed[lower][2] < floor), -1)
            if at < 0:
                return "unset", "unset"

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
        return self.fonts.of(element).size

    @cached_property
    def fonts(self) -> Fonts:
        """How large the text of each element is."""
        return Fonts(self)

    def taken_over(self, element: Element, name: str) -> bool:
        """Whether an element has what an element around it has: nobody says otherwise, or says `inherit`."""
        return self.style(element, name).source is not element

    def inherits(self, element: Element, name: str) -> bool:
        """Whether somebody says `inherit`."""
        weighed = self._of(element).get(name)
        return weighed is not None and weighed[-1][0].lower() == "inherit"

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
        for entry in self._entries(self._matching.moments):
            if entry.rule.sheet.path and any(entry.selector.test(element) for element in self.page.elements):
                yield from (declared for declared in entry.rule.declarations if declared.valid)


def for_all_widths(page: Page, rules: Sequence[Rule]) -> Matching | None:
    """What matches whom, whatever the width; None where the order of layers rests on which rules hold."""
    if any(rule.layer is not None for rule in rules):
        return None
    return Matching(page, ((_FIRST_LAYER, rule) for rule in rules))


def _resets(element: Element, name: str, value: str) -> bool:
    """Whether what stands around a table, `<center>` above all, does not move what stands in it."""
    return name == "text-align" and element.name == "table" and value.startswith("-webkit-")
