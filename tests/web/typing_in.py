"""Typing into every form of every page, as the pages themselves offer them: a new form is typed into by itself."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count

from bs4 import BeautifulSoup, Tag
from bs4.filter import SoupStrainer
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.kit.people import PASSWORD
from worker.store.database import now

TYPED = frozenset({"text", "search", "", "url", "email"})
Words = Callable[[bool], str]  # what to type: many lines, or one


@dataclass(frozen=True, slots=True)
class Place:
    """Where something was typed, the mark by which it is found again, and the answer."""

    page: str
    action: str
    field: str
    mark: str
    status: int


@dataclass(frozen=True, slots=True)
class Typist:
    """Somebody who fills in whatever she finds. Every answer that she gets goes through `see`."""

    client: FlaskClient
    words: Words
    file: Callable[[str, str], tuple[bytes, str]]  # what is taken, and a mark: bytes, and what they are called
    see: Callable[[TestResponse], None]
    numbers: Iterator[int]

    def fill(self, page: str) -> Iterator[Place]:
        """Type into every form of that page, and press on where the answer asks once more."""
        answer = self.client.get(page)
        self.see(answer)
        for form in forms(answer):
            yield from self._send(page, form)

    def _send(self, page: str, form: Tag) -> Iterator[Place]:
        data, marks = self._values(form)
        if not marks:
            return
        action = str(form.get("action") or page)
        answer = self.client.post(action.partition("#")[0], data=data, follow_redirects=True)
        self.see(answer)
        yield from (Place(page, action, field, mark, answer.status_code) for field, mark in marks)
        if answer.status_code == 200 and answer.mimetype == "text/html":
            for again in forms(answer):  # `Look at it first`, then `Add them`
                kept = {str(one["name"]): str(one.get("value", "")) for one in again.select("input[type=hidden][name]")}
                if any(mark in value for _, mark in marks for value in kept.values()):
                    self.see(self.client.post(str(again.get("action") or action), data=kept, follow_redirects=True))

    def _values(self, form: Tag) -> tuple[dict[str, object], list[tuple[str, str]]]:
        data: dict[str, object] = {}
        marks: list[tuple[str, str]] = []
        for control in form.select("input[name], textarea[name], select[name]"):
            name, kind = str(control["name"]), str(control.get("type") or "")
            if control.name == "textarea" or (control.name == "input" and kind in TYPED):
                mark = f"place{next(self.numbers)}q"
                marks.append((name, mark))
                data[name] = f"{mark}{self.words(control.name == 'textarea')}"
            elif kind == "file":
                mark = f"place{next(self.numbers)}q"
                content, called = self.file(str(control.get("accept") or ""), mark)
                marks.append((name, mark))
                data[name] = (io.BytesIO(content), f"{mark}{called}")
            elif control.name == "select":
                chosen = control.select_one("option[selected]") or control.select_one("option")
                data[name] = str(chosen.get("value", "")) if chosen else ""
            elif kind in {"radio", "checkbox"}:
                if control.has_attr("checked") or (kind == "radio" and name not in data):
                    data[name] = str(control.get("value", "on"))
            else:
                usual = {"password": PASSWORD, "date": now().date().isoformat(), "number": "7", "time": "12:00"}
                data[name] = str(control.get("value") or usual.get(kind, ""))
        button = form.select_one("button[name]")
        if button is not None:
            data[str(button["name"])] = str(button.get("value", ""))
        return data, marks


def forms(answer: TestResponse) -> list[Tag]:
    """The forms of a page that change something, without those of the door."""
    if answer.mimetype != "text/html":
        return []
    found = BeautifulSoup(answer.get_data(as_text=True), "html.parser", parse_only=SoupStrainer("form"))
    return [one for one in found.select("form[method=post]") if "sign-" not in str(one.get("action") or "")]


def numbers() -> Iterator[int]:
    """Marks, one for each place."""
    return count(1)
