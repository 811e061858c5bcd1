"""What a rubric wants to know from a browser: at most two looks, without and with the scripts of the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from grader.check import Check

if TYPE_CHECKING:
    from grader.rubric.loaded import Asked, LoadedRubric
    from grader.rubric.model import Criterion

PHONE: Final = 360
LAPTOP: Final = 1280
CONTRAST_RULES: Final = ("color-contrast",)
NAME_RULES: Final = (
    "area-alt",
    "aria-command-name",
    "aria-input-field-name",
    "aria-toggle-field-name",
    "button-name",
    "frame-title",
    "image-alt",
    "input-button-name",
    "input-image-alt",
    "label",
    "link-name",
    "object-alt",
    "role-img-alt",
    "select-name",
    "svg-img-alt",
)
# By which key `grade` finds a rendering among the recordings it is given: without and with scripts.
RECORDINGS: Final[Mapping[bool, str]] = {False: "rendering", True: "rendering-scripts"}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for on every page: widths, boxes of these selectors, computed values, rules of axe, pictures."""

    widths: tuple[int, ...] = (PHONE, LAPTOP)
    selectors: tuple[str, ...] = ()
    properties: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # by selector
    rules: tuple[str, ...] = (*CONTRAST_RULES, *NAME_RULES)
    pictures: bool = True
    scripts: bool = False


def wanted(loaded: LoadedRubric, *, pictures: bool = True) -> tuple[Wanted, ...]:
    """What a rubric's criteria and gates want; empty where none needs a browser."""
    asked = [(criterion, loaded.asked.get(criterion.id)) for criterion in loaded.rubric.criteria]
    found: dict[bool, Wanted] = {}
    for criterion, one in (*asked, *((None, gate) for gate in loaded.gates_asked)):
        if one is None or not needs_browser(criterion, one):
            continue
        scripts = with_scripts(criterion, one)
        start = found.get(scripts) or Wanted(widths=(), rules=(), pictures=pictures, scripts=scripts)
        found[scripts] = _with(start, criterion, one)
    return tuple(map(_once_each, found.values()))


def of_asked(criterion: Criterion | None, asked: Asked) -> Wanted:
    """What one criterion, or a gate, wants."""
    scripts = with_scripts(criterion, asked)
    return _once_each(_with(Wanted(widths=(), rules=(), pictures=False, scripts=scripts), criterion, asked))


def for_check(check: Check[Any, Any], params: Any) -> Wanted:
    """What one check wants, without pictures."""
    return _once_each(_with_check(Wanted(widths=(), rules=(), pictures=False), check, params))


def needs_browser(criterion: Criterion | None, asked: Asked) -> bool:
    """Whether nobody but a browser can answer."""
    of_page = criterion is not None and (criterion.rendered or criterion.scripts)
    return of_page or asked.check.needs is not None


def with_scripts(criterion: Criterion | None, asked: Asked) -> bool:
    """Whether the scripts of the page must run for it."""
    return (criterion is not None and criterion.scripts) or bool(getattr(asked.params, "scripts", False))


def _once_each(one: Wanted) -> Wanted:
    return replace(one, widths=tuple(sorted(set(one.widths))) or (LAPTOP,), rules=tuple(dict.fromkeys(one.rules)))


def _with(start: Wanted, criterion: Criterion | None, asked: Asked) -> Wanted:
    if criterion is not None and criterion.page is not None:
        return _with_page(start, asked.params)
    return _with_check(start, asked.check, asked.params)


def _with_check(start: Wanted, check: Check[Any, Any], params: Any) -> Wanted:
    selector = getattr(params, "selector", "")
    return replace(
        start,
        widths=(*start.widths, getattr(params, "width", LAPTOP)),
        selectors=tuple(dict.fromkeys((*start.selectors, *([selector] if selector else [])))),
        rules=(*start.rules, *(getattr(params, "rules", ()) if check.needs == "axe" else ())),
    )


def _with_page(start: Wanted, params: Any) -> Wanted:
    from grader.website.criterion.read import read

    question = read(params.model_dump(by_alias=True))
    names = tuple(dict.fromkeys(name for test in question.style for name in test.longhands))
    before = start.properties.get(question.selector, ())
    return replace(
        start,
        widths=(*start.widths, question.width),
        selectors=tuple(dict.fromkeys((*start.selectors, question.selector))),
        properties={
            **start.properties,
            question.selector: tuple(dict.fromkeys((*before, *names, "display", "visibility"))),
        },
    )
