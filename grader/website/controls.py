"""Fields of forms: what kind each is, which form it belongs to, and what names it."""

from __future__ import annotations

from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.words import plain

_TYPES = frozenset(
    {"text", "search", "tel", "url", "email", "password", "date", "month", "week", "time", "datetime-local", "number"}
    | {"range", "color", "checkbox", "radio", "file", "hidden", "submit", "image", "reset", "button"}
)
_NO_FIELDS = frozenset({"hidden", "submit", "image", "reset", "button"})


def kind_of(control: Element) -> str:
    """The type of an `<input>` as browsers take it; else the element's name."""
    if control.name != "input":
        return control.name
    kind = control.attributes.get("type", "text").strip().lower()
    return kind if kind in _TYPES else "text"


def fields(index: SiteIndex, page: Page) -> tuple[Element, ...]:
    """What a visitor fills in or chooses, in order: no buttons, nothing hidden."""
    return tuple(one for one in index.named_on(page, "input", "select", "textarea") if kind_of(one) not in _NO_FIELDS)


def submits(control: Element) -> bool:
    """Whether it sends its form."""
    if control.name == "button":
        return control.attributes.get("type", "submit").strip().lower() not in {"button", "reset"}
    return control.name == "input" and kind_of(control) in {"submit", "image"}


def form_of(control: Element, by_id: dict[str, Element]) -> Element | None:
    """The form a control belongs to."""
    if "form" in control.attributes:
        return by_id.get(control.attributes["form"])
    return next((around for around in reversed(control.ancestors) if around.name == "form"), None)


class Labels:
    """What names the controls of one page."""

    def __init__(self, page: Page) -> None:
        self._ids: dict[str, Element] = {}
        self._named: set[str] = set()
        for element in page.elements:
            if "id" in element.attributes:
                self._ids.setdefault(element.attributes["id"], element)
            if element.name == "label" and element.attributes.get("for") and _says(element):
                self._named.add(element.attributes["for"])

    def names(self, control: Element) -> bool:
        """Whether words that stay say what a control is for: a label, `aria-label`, `title`."""
        attributes = control.attributes
        if attributes.get("aria-label", "").strip() or attributes.get("title", "").strip():
            return True
        if any(_says(self._ids[one]) for one in attributes.get("aria-labelledby", "").split() if one in self._ids):
            return True
        if attributes.get("id") in self._named:
            return True
        around = next((one for one in reversed(control.ancestors) if one.name == "label"), None)
        return (
            around is not None
            and around.attributes.get("for", attributes.get("id")) == attributes.get("id")
            and _says(around)
        )


def _says(element: Element) -> bool:
    if any(plain(piece.data) for piece in element.texts()):
        return True
    return any(one.name == "img" and one.attributes.get("alt", "").strip() for one in element.iter_subtree())
