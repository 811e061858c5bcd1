"""Sixty programs, typed into every form and uploaded wherever a file is taken: no page sends any of them as markup.

A browser shows a sample of the same on the desk (`tests/browser/test_payloads.py`).
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

import pytest
from werkzeug.test import TestResponse

from tests.browser.payloads import PAYLOADS, crowd, site
from tests.web.conftest import Pages
from tests.web.furnished import ROLES, Club, furnish
from tests.web.typing_in import Place, Typist, numbers
from web.access import allow

SPECIAL = tuple(one for one in PAYLOADS if any(sign in one for sign in "<>\"'"))
FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
# Of a zip with a class the names inside it are shown; a list in a file counts before one that was pasted.
SHOWN_NOWHERE = frozenset([("/mentor/task/1/bring", "file"), ("/mentor/class/1/students", "names")])


@dataclass(slots=True)
class Reader:
    """Reads every answer: what of the payloads stands there as they were typed, and which marks it has seen."""

    seen: str = ""
    alive: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def see(self, answer: TestResponse) -> None:
        assert answer.status_code < 500, answer.request.path
        for name, text in _texts(answer):
            self.texts.append(text)
            if name.endswith(".csv"):
                self._cells(f"{answer.request.path} {name}", text)
            else:
                self.alive += [f"{answer.request.path} {name}: {one}" for one in SPECIAL if one in text]

    def _cells(self, where: str, text: str) -> None:
        for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"))):
            self.alive += [f"{where}: {cell}" for cell in row if cell.startswith(DANGEROUS) and not _number(cell)]


def _number(cell: str) -> bool:
    try:
        float(cell)
    except ValueError:
        return False
    return cell.strip() == cell


def _texts(answer: TestResponse) -> Iterator[tuple[str, str]]:
    """What of an answer somebody opens as a page or a sheet; of a zip, each such file in it."""
    if answer.mimetype in {"text/html", "image/svg+xml"}:
        yield ".html", answer.get_data(as_text=True)
    elif answer.mimetype == "text/csv":
        yield ".csv", answer.get_data(as_text=True)
    elif answer.mimetype == "application/zip" and zipfile.is_zipfile(io.BytesIO(answer.data)):
        with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
            for name in packed.namelist():
                if name.endswith((".html", ".csv")) and "/" not in name:
                    yield name, packed.read(name).decode("utf-8")


@pytest.fixture
def club(pages: Pages) -> Club:
    """The club, in the middle of its term."""
    return furnish(pages)


@pytest.mark.timeout(900)  # seconds: four thousand answers are read
def test_nothing_that_is_typed_anywhere_becomes_markup(club: Club, pytestconfig: pytest.Config) -> None:
    reader, turns, number = Reader(), cycle((*PAYLOADS, *FORMULAS)), numbers()
    every = "\n".join(PAYLOADS)
    uploads = cycle(((crowd(), ".sb3"), (site(), ".zip")))

    def file(accept: str, mark: str) -> tuple[bytes, str]:
        data, ending = (f"{mark}\n{every}".encode(), ".csv") if "csv" in accept else next(uploads)
        return data, " ".join(f"{next(turns)}{ending}".replace("/", " ").split())  # no line can end inside a head

    clients = {role: club.client(role) for role in ROLES}
    places: list[Place] = []
    for _ in range(len(PAYLOADS) if pytestconfig.getoption("--long") else 1):
        for role in ROLES:
            typist = Typist(clients[role], lambda many: every if many else next(turns), file, reader.see, number)
            for case in {one.endpoint: one for one in reversed(club.addresses(role))}.values():
                if not _is_file(case.address):  # has no form; what it holds is read when all is typed
                    places += typist.fill(case.address)
        club.pages.grade()
    for role in ROLES:
        client = clients[role]
        for case in club.addresses(role):
            if case.address.endswith(".pdf"):
                continue  # the page that it is a print of is read
            reader.see(client.get(case.address, follow_redirects=True))
        for one in _newest(club, role):
            reader.see(client.get(one))
    assert reader.alive == []
    together = "\0".join(reader.texts)
    kept = (one for one in places if one.status == 200 and (one.action, one.field) not in SHOWN_NOWHERE)
    lost = [one for one in kept if one.mark not in together]
    assert lost == [], [(one.action, one.field, one.status) for one in lost]
    assert len({(one.action.rstrip("0123456789"), one.field) for one in places}) > MOST_KNOWN


def _is_file(address: str) -> bool:
    """Something to keep, and no page."""
    return address.endswith((".pdf", ".zip", ".csv", ".json", ".xml"))


def _newest(club: Club, role: str) -> list[str]:
    """The pages of the works that were handed in while typing."""
    page = {"student": "/try", "mentor": "/mentor/work"}.get(role)
    her, store = club.pages.cast.sokha.id, club.pages.cast.store
    tries = {
        one.submission.id for given in store.assignments.open_assignments(her)
        for one in store.submissions.tries(her, given.id)
    }  # fmt: skip
    return [f"{page}/{one}" for one in sorted(tries - {*club.works})] if page else []


MOST_KNOWN = 25  # places, when this was written: fewer would mean that the typist found no way in


def test_the_reader_sees_what_is_alive(pages: Pages) -> None:
    pages.app.add_url_rule("/raw", "raw", allow("anyone")(lambda: PAYLOADS[0]))
    reader = Reader()
    reader.see(pages.client().get("/raw"))
    assert len(reader.alive) == 1
