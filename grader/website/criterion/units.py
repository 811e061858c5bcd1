"""The units a value is written with: the one thing about a value that is not the same however it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grader.website.values import parsed, words

if TYPE_CHECKING:
    from grader.website.cascade import Computed
    from grader.website.criterion.look import Look
    from grader.website.model import Element

_DEEPEST = 20


def units(look: Look, name: str, computed: Computed) -> frozenset[str]:
    """The units of a longhand where it is declared, variables looked through; a keyword or nought has none."""
    declared = computed.winner
    if declared is None:
        return frozenset()
    written = dict(declared.longhands or ()).get(name) or declared.value
    return frozenset(_of(look, computed.source, parsed(written), 0))


def _of(look: Look, element: Element, tokens: Any, depth: int) -> set[str]:
    found: set[str] = set()
    for token in words(tokens):
        if token.type == "dimension":
            found.add(str(token.lower_unit))
        elif token.type == "percentage":
            found.add("%")
        elif token.type == "function" and token.lower_name == "var" and depth < _DEEPEST:
            first = words(token.arguments)[:1]
            value = look.style(element, str(first[0].value)).value if first else ""
            inner = parsed(value) if value else token.arguments[1:]
            found |= _of(look, element, inner, depth + 1)
        elif token.type == "function":
            found |= _of(look, element, token.arguments, depth)
        elif token.type == "() block":
            found |= _of(look, element, token.content, depth)
    return found
