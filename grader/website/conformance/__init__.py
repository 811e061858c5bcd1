"""What the HTML standard forbids, found on one page: tables of the language first, rules second.

`problems(page)` is pure and linear in the size of the page. One slip is one problem: what follows from it is folded.
"""

from __future__ import annotations

from grader.website.conformance import (
    content,
    geometry,
    invisible,
    names,
    pairs,
    parts,
    references,
    skeleton,
    syntax,
    unclosed,
    values,
)
from grader.website.conformance.fold import fold
from grader.website.conformance.problem import Found, Problem
from grader.website.conformance.tables import tables
from grader.website.model import HTML, Element, Page

__all__ = ["Problem", "problems"]


def problems(page: Page) -> tuple[Problem, ...]:
    """Every slip of a page, in the order of the source."""
    known = tables()
    found = Found(page)
    unclosed.look(found, page.elements, known)
    syntax.look(found, page.elements)
    skeleton.look(found, page.elements)
    skeleton.look_for_missing(found, page.elements)
    patterns = any(one.name == "template" for one in page.elements)
    shown = tuple(one for one in page.elements if not _in_template(one)) if patterns else page.elements
    names.look(found, page.elements, known)
    values.look(found, page.elements, known)
    pairs.look(found, page.elements)
    content.look(found, page.elements, known)
    content.look_at_heads(found, page.elements)
    parts.look(found, shown, known)
    references.look(found, shown)
    geometry.look(found, page.elements)
    invisible.look(found, page.elements)
    invisible.look_for_controls(found)
    return fold(page, found.problems)


def _in_template(element: Element) -> bool:
    """Whether it is a part of a pattern that is not on the page yet."""
    return any(around.name == "template" and around.namespace == HTML for around in element.ancestors)
