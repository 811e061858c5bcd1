"""What several checks ask: lists in parameters, selectors that are some, and "on every page"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from grader.check import FilePlace, Observation
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.selectors import SelectorError, compile_selector


def listed(value: Any) -> Any:
    """One value stands for a list of one; a list of YAML or JSON becomes the tuple that frozen parameters hold."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _selector(text: str) -> str:
    try:
        compile_selector(text)
    except SelectorError as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from None
    return text


Texts = Annotated[tuple[str, ...], BeforeValidator(listed)]
Selectors = Annotated[tuple[Annotated[str, AfterValidator(_selector)], ...], BeforeValidator(listed)]


def every_page(places: Sequence[FilePlace], near: Sequence[FilePlace], *, wanted: bool, looked_at: int) -> Observation:
    """The places; none of them when all pages are wanted and one is missing."""
    if wanted and near:
        return Observation((), looked_at, tuple(near))
    return Observation(tuple(places), looked_at, tuple(near))


def her_pictures(index: SiteIndex) -> tuple[Element, ...]:
    """The `<img>` elements that are not the starter's, in order."""
    return tuple(element for element in index.named("img") if index.hers(element))
