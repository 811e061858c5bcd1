"""Every guide is a page, in the language it is written in, and names only commands and settings that exist."""

from __future__ import annotations

import re

import click
import pytest

from grader.cli import kru
from tests.web.conftest import Pages, visible
from web.guides.blueprint import FOLDER, GUIDES

COMMAND = re.compile(r"\./run ([a-z]+)")
SETTING = re.compile(r"\bKRU_[A-Z_]+\b")
OF_RUN = {"serve", "test", "lint", "bench"}


@pytest.mark.parametrize("guide", GUIDES)
@pytest.mark.parametrize("language", ["en", "km"])
def test_a_guide_opens_and_tells_when_it_is_not_in_her_language(pages: Pages, guide: str, language: str) -> None:
    answer = pages.client().get(f"/help/{guide}?lang={language}", follow_redirects=True)
    assert answer.status_code == 200
    there = (FOLDER / f"{guide}.{language}.md").is_file()
    text = (FOLDER / f"{guide}.{language if there else 'en'}.md").read_text(encoding="utf-8")
    first = text.partition("\n")[0].removeprefix("# ")
    assert first in visible(answer)
    assert ('<section class="part text" lang="en">' in answer.get_data(as_text=True)) is not there


def test_students_mentors_and_guardians_read_khmer() -> None:
    for guide in ("student", "mentor", "rubric", "guardians"):
        english = (FOLDER / f"{guide}.en.md").read_text(encoding="utf-8")
        khmer = (FOLDER / f"{guide}.km.md").read_text(encoding="utf-8")
        shape = re.compile(r"^(#+|-|\d+\.) ", re.MULTILINE)
        assert shape.findall(english) == shape.findall(khmer), guide


def test_what_a_guide_names_exists() -> None:
    settings = (FOLDER.parents[1] / "worker" / "settings.py").read_text(encoding="utf-8")
    commands = OF_RUN | set(kru.list_commands(click.Context(kru)))
    named = 0
    for path in sorted(FOLDER.glob("*.md")):
        text = path.read_text(encoding="utf-8")
        for command in COMMAND.findall(text):
            assert command in commands, (path.name, command)
            named += 1
        for setting in SETTING.findall(text):
            assert f'"{setting}"' in settings, (path.name, setting)
            named += 1
    assert named


def test_an_unknown_guide_is_not_found(pages: Pages) -> None:
    assert pages.client().get("/help/..%2f..%2fREADME").status_code == 404
    assert pages.client().get("/help/nobody").status_code == 404


def test_help_is_at_the_foot_of_every_page(pages: Pages) -> None:
    assert 'href="/help"' in pages.client().get("/sign-in").get_data(as_text=True)


@pytest.mark.parametrize("language", ["en", "km"])
def test_the_pictures_of_a_guide_are_there_and_are_told_in_words(pages: Pages, language: str) -> None:
    client = pages.client()
    page = client.get(f"/help/rubric?lang={language}", follow_redirects=True).get_data(as_text=True)
    found = re.findall(r'<figure class="sheet"><img src="([^"]+)" alt="([^"]+)" width="1000" height="620"', page)
    assert len(found) == 6
    assert "kru-figure" not in page
    for address, words in found:
        assert f"/{language}/" in address
        assert len(words) > 15
        answer = client.get(address)
        assert (answer.status_code, answer.mimetype) == (200, "image/webp")
    for other in ("en/../../rubric.en.md", "en/none.webp", "..%2frubric.en.md"):
        assert client.get(f"/help/pictures/{other}").status_code == 404
