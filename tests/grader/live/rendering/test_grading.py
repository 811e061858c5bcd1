"""Grading with what a browser saw, without it, and with less than the rubric asks."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path

import pytest

from grader.grade import grade
from grader.live.rendering.model import Axe, Box, Matched, Noted, PageSeen, Part, Rendering, View
from grader.live.rendering.wanted import RECORDINGS, Wanted, wanted
from grader.report import Result
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.website.read import read

RUBRIC = """\
rubric: 1
id: rendered
version: 1
title: {en: Rendered, km: ទំព័រ}
accepts: [website]
points: 8
criteria:
  - id: fits
    title: {en: It fits, km: ល្មម}
    points: 2
    check: live.no-sideways-scroll
  - id: row
    title: {en: A row, km: ជួរ}
    points: 2
    check: live.side-by-side
    with: {selector: ".card"}
    levels: {great: 2}
  - id: reads
    title: {en: It reads well, km: អាន}
    points: 2
    check: live.contrast
  - id: red
    title: {en: Red titles, km: ក្រហម}
    points: 2
    page: h1
    style: {color: red}
    rendered: true
"""
SITE = read(
    {"index.html": b'<!doctype html><title>Cats</title><h1>Cats</h1><p class="card">One</p><p class="card">Two</p>'}
)
ORDERS = {element.name + str(element.order): element.order for element in SITE.pages[0].elements}


def part(name: str, number: int, box: Box) -> Part:
    found = [element.order for element in SITE.pages[0].elements if element.name == name]
    return Part(found[number], name, box)


TITLE = part("h1", 0, Box(8, 8, 344, 30))
CARDS = (part("p", 0, Box(8, 60, 100, 40)), part("p", 1, Box(120, 60, 100, 40)))
VIEW = View(
    1280,
    600,
    1280,
    scrolls_sideways=False,
    shows=3,
    body_font_size=16,
    matched={
        ".card": tuple(Matched(card, visible=True) for card in CARDS),
        "h1": (Matched(TITLE, visible=True, styles={"color": "rgb(255, 0, 0)", "display": "block"}),),
    },
)
PHONE = replace(VIEW, width=360, scroll_width=360)
SEEN = Rendering((PageSeen("index.html", (PHONE, VIEW), Axe((), {"color-contrast": 3})),))


@pytest.fixture(scope="module")
def rubric(tmp_path_factory: pytest.TempPathFactory) -> LoadedRubric:
    folder: Path = tmp_path_factory.mktemp("kru") / "rendered"
    folder.mkdir()
    (folder / "rubric.yaml").write_text(RUBRIC, "utf-8")
    return load(folder)


def results(rubric: LoadedRubric, rendering: Rendering | None) -> dict[str, Result]:
    recordings = None if rendering is None else {RECORDINGS[rendering.scripts]: rendering}
    return {result.id: result for result in grade(SITE, rubric, recordings).results}


def levels(rubric: LoadedRubric, rendering: Rendering | None) -> dict[str, tuple[str, str | None]]:
    return {name: (result.level, result.reason) for name, result in results(rubric, rendering).items()}


def test_what_a_rubric_wants(rubric: LoadedRubric) -> None:
    assert wanted(rubric) == (
        Wanted(
            widths=(360, 1280),
            selectors=(".card", "h1"),
            properties={"h1": ("color", "display", "visibility")},
            rules=("color-contrast",),
        ),
    )


def test_without_a_browser_nothing_is_judged(rubric: LoadedRubric) -> None:
    found = results(rubric, None)
    assert {(result.level, result.reason) for result in found.values()} == {("unchecked", "needs a browser")}
    assert all(result.points is None for result in found.values())


def test_with_a_browser_everything_is(rubric: LoadedRubric) -> None:
    assert levels(rubric, SEEN) == dict.fromkeys(("fits", "row", "reads", "red"), ("great", None))
    places = results(rubric, SEEN)["row"].places
    assert [place.text for place in places] == ['<p class="card">One</p>', '<p class="card">Two</p>']


def test_the_browsers_word_counts_and_ours_is_logged(rubric: LoadedRubric, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.WARNING):
        assert levels(rubric, SEEN)["red"] == ("great", None)
    assert "our cascade differs from the browser: color" in caplog.text
    caplog.clear()
    title = Matched(TITLE, visible=True, styles={"color": "rgb(0, 0, 0)"})
    black = replace(VIEW, matched={**VIEW.matched, "h1": (title,)})
    with caplog.at_level(logging.WARNING):
        assert levels(rubric, Rendering((replace(SEEN.pages[0], views=(PHONE, black)),)))["red"][0] == "start"
    assert "differs" not in caplog.text


def test_a_page_that_was_cut_waits_for_a_person(rubric: LoadedRubric) -> None:
    for cut in ("time", "memory", "crash"):
        found = Rendering((PageSeen("index.html", cut=cut),))  # type: ignore[arg-type]
        assert set(levels(rubric, found).values()) == {("waiting", "person")}


def test_without_axe_its_part_alone_is_not_judged(rubric: LoadedRubric) -> None:
    found = levels(rubric, Rendering((replace(SEEN.pages[0], axe=None),)))
    assert found["reads"] == ("unchecked", "needs axe")
    assert found["fits"] == ("great", None)


def test_what_nobody_measured_is_no_missed_goal(rubric: LoadedRubric) -> None:
    only_phone = Rendering((replace(SEEN.pages[0], views=(PHONE,)),))
    assert levels(rubric, only_phone)["row"] == ("unchecked", "needs a browser")
    no_cards = Rendering((replace(SEEN.pages[0], views=(PHONE, replace(VIEW, matched={"h1": ()}))),))
    assert levels(rubric, no_cards)["row"] == ("unchecked", "needs a browser")


def test_where_nothing_is_sure_somebody_must_look(rubric: LoadedRubric) -> None:
    unsure = Axe((Noted("color-contrast", sure=False, part=CARDS[0]),), {})
    result = results(rubric, Rendering((replace(SEEN.pages[0], axe=unsure),)))["reads"]
    assert (result.level, result.reason) == ("waiting", "person")
    assert [place.text for place in result.near] == ['<p class="card">One</p>']


def test_a_recording_with_scripts_answers_no_question_without(rubric: LoadedRubric) -> None:
    assert set(levels(rubric, replace(SEEN, scripts=True)).values()) == {("unchecked", "needs a browser")}
