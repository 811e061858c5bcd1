"""Pages around a real store on SQLite: the cast, a rubric in use, a browser without a screen, and grading on demand."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from grader.rubric.load import load
from tests.kit.people import Cast, empty_store, gather
from web import create_app
from worker import jobs
from worker.health import Health
from worker.rubrics import Shelf
from worker.settings import Settings
from worker.store import open_store
from worker.store.frozen import freeze
from worker.store.views import AssignmentView, StudentView

DANCE = """\
rubric: 1
id: dance
version: 1
week: 4
title: {en: Dance party, km: "ពិធី\u200bជប់លៀង\u200bរាំ"}
goal: {en: Make two dancers move together., km: "ធ្វើ\u200bឱ្យ\u200bតួអង្គ\u200bពីរ\u200bរាំ\u200bជាមួយ\u200bគ្នា។"}
accepts: [sb3, picture]
points: 12
criteria:
  - id: flag
    title: {en: Starts with the green flag, km: "ចាប់ផ្តើម\u200bដោយ\u200bទង់\u200bបៃតង"}
    points: 4
    check: scratch.scripts
    with: {started_by: [event_whenflagclicked], min_blocks: 2}
    levels: {good: 1, great: 2}
    praise:
      en: "{where} starts with {block:event_whenflagclicked}."
      km: "{where} ចាប់ផ្តើម\u200bដោយ {block:event_whenflagclicked}។"
    next: {en: "Can one more sprite start with the flag?", km: "តើ\u200bមួយ\u200bទៀត\u200bអាច\u200bចាប់ផ្តើម\u200bទេ?"}
    hints:
      - {en: "How does a visitor start your party?", km: "តើ\u200bអ្នកទស្សនា\u200bចាប់ផ្តើម\u200bដោយ\u200bរបៀប\u200bណា?"}
      - {en: "Look in the yellow group, {category:events}.", km: "មើល\u200bក្រុម\u200bលឿង {category:events}។"}
      - {en: "Put {block:event_whenflagclicked} on top.", km: "ដាក់ {block:event_whenflagclicked} នៅ\u200bខាងលើ។"}
  - id: repeats
    title: {en: The dance repeats, km: "ការ\u200bរាំ\u200bធ្វើ\u200bដដែលៗ"}
    points: 4
    check: scratch.loops
    levels: {good: 1, great: 2}
    praise: {en: "Your loops repeat the dance.", km: "រង្វិលជុំ\u200bរបស់\u200bអ្នក\u200bធ្វើ\u200bឱ្យ\u200bរាំ\u200bដដែលៗ។"}
    next: {en: "Put the steps of a dancer inside a loop.", km: "ដាក់\u200bជំហាន\u200bរាំ\u200bក្នុង\u200bរង្វិលជុំ។"}
  - id: friend
    title: {en: A friend danced along, km: "មិត្ត\u200bបាន\u200bរាំ\u200bជាមួយ"}
    points: 4
    scored_by: mentor
    ask: {en: What did she say?, km: "តើ\u200bនាង\u200bនិយាយ\u200bអ្វី?"}
    levels:
      start: {en: Not tried yet, km: "មិនទាន់\u200bសាក"}
      good: {en: A friend tried it, km: "មិត្ត\u200bបាន\u200bសាក"}
      great: {en: She changed it after that, km: "នាង\u200bបាន\u200bកែ\u200bបន្ទាប់\u200bពី\u200bនោះ"}
examples:
  - {file: none, expect: {friend: waiting}}
"""
FLAG = "when flag clicked\nmove (10) steps\n"
LOOP = "when flag clicked\nforever\n  move (10) steps\n  turn cw (15) degrees\nend\n"
LOOSE = "move (10) steps\n"
PROJECTS = {
    "great": {"Sophea": LOOP, "<b>Mango</b>": LOOP},
    "middle": {"Sophea": FLAG, "Maly": ""},
    "zero": {"Sophea": LOOSE},
}


@dataclass(frozen=True, slots=True)
class Pages:
    """The application and what stands behind it."""

    app: Flask
    cast: Cast
    settings: Settings
    rung: list[int]  # ids that pages asked to be graded

    def client(self) -> FlaskClient:
        """A browser of its own."""
        return self.app.test_client()

    def signed_in(self, student: StudentView) -> FlaskClient:
        """A browser in which she has signed in with her card."""
        client = self.client()
        answer = post(client, "/sign-in", {"code": student.code}, page="/sign-in")
        assert answer.status_code == 302
        return client

    def grade(self) -> None:
        """Grade whatever waits."""
        for ticket in self.cast.store.gradings.queued():
            assert jobs.run(self.cast.store, self.settings, ticket.grading, ticket.job_attempt)

    def hand_in(self, client: FlaskClient, given: AssignmentView, data: bytes, name: str = "dance.sb3") -> str:
        """Send a file with the form of her page; the address of the receipt."""
        answer = post(client, f"/work/{given.id}", {"file": (io.BytesIO(data), name)}, page="/work")
        assert answer.status_code == 302, visible(answer)
        return answer.headers["Location"]


def post(client: FlaskClient, address: str, form: dict[str, object], *, page: str) -> TestResponse:
    """Post a form with the token of the page it stands on, as a browser does."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', client.get(page).get_data(as_text=True))
    assert token
    return client.post(address, data={"csrf_token": token[1], **form})


def sb3(kind: str) -> bytes:
    """One of PROJECTS as a file of the editor."""
    from grader.scratch.model import ScratchProject, Target
    from grader.scratch.notation import read_scripts
    from grader.scratch.write import write

    sprites = tuple(Target(name, stage=False, scripts=read_scripts(text)) for name, text in PROJECTS[kind].items())
    return write(ScratchProject((Target("Stage", stage=True), *sprites)))


@pytest.fixture(scope="session")
def peopled(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database with the cast, copied for every test."""
    folder = tmp_path_factory.mktemp("peopled")
    store = empty_store(folder)
    cast = gather(store)
    store.close()
    return folder / "kru.db", cast


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """The settings of a service in a folder of its own."""
    return Settings.from_env({"KRU_SECRET_KEY": "for tests", "KRU_UPLOAD_MB": "1", "KRU_PLAYER": "off"}, data=tmp_path)


@pytest.fixture
def pages(peopled: tuple[Path, Cast], settings: Settings, tmp_path: Path) -> Iterator[Pages]:
    """The pages, with the rubric `dance` in use."""
    database, cast = peopled
    shutil.copy(database, tmp_path / "kru.db")
    store = open_store(settings.database_url, settings.files)
    use(store, tmp_path, "dance", DANCE)
    rung: list[int] = []
    app = create_app(store, Shelf(store), rung.append, settings, lambda: Health((), datetime.now(UTC)))
    app.testing = False  # errors become pages, as in the service
    yield Pages(app, replace(cast, store=store), settings, rung)
    store.close()


def use(store: object, folder: Path, name: str, text: str, beside: Mapping[str, str] | None = None) -> None:
    """Put a rubric into use."""
    place = folder / "own" / name
    place.mkdir(parents=True)
    (place / "rubric.yaml").write_text(text, encoding="utf-8")
    for file, content in (beside or {}).items():
        (place / file).write_text(content, encoding="utf-8")
    loaded = load(place)
    store.rubrics.keep(  # type: ignore[attr-defined]
        loaded.rubric.id,
        loaded.rubric.version,
        loaded.score_hash,
        loaded.words_hash,
        freeze(loaded, store.files),  # type: ignore[attr-defined]
    )


@pytest.fixture
def dance(pages: Pages) -> AssignmentView:
    """The task of Saturday A."""
    return pages.cast.give("dance")


@pytest.fixture
def sokha(pages: Pages) -> FlaskClient:
    """Sokha's browser."""
    return pages.signed_in(pages.cast.sokha)


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = [""]
        self.skipping = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"script", "style", "title"}:
            self.skipping += 1
        if tag in {"p", "h1", "h2", "h3", "li", "div", "summary", "dt", "section", "button", "label", "td", "th"}:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in {"script", "style", "title"}:
            self.skipping -= 1

    def handle_data(self, data: str) -> None:
        if not self.skipping:
            self.lines[-1] += data


def visible(answer: TestResponse | str) -> str:
    """What a person reads on a page, a line for each block of text."""
    reader = _Text()
    reader.feed(answer if isinstance(answer, str) else answer.get_data(as_text=True))
    lines = (" ".join(line.split()) for line in reader.lines)
    return "\n".join(line for line in lines if line)
