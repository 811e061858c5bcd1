from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from grader.check import BlockPlace
from grader.counting import exact
from grader.grade import accepts, grade, kind_of, recount
from grader.report import Report, from_json, to_json
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Rubric
from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.scratch.starter import new_project

pytestmark = pytest.mark.usefixtures("told")

HEAD = """\
rubric: 1
id: demo
version: 2
title: {en: Demo}
accepts: [sb3, website, picture]
points: %s
"""
FLAG = Block("b1", "event_whenflagclicked")
MOVE = Block("b2", "motion_movesteps")


@pytest.fixture
def make(tmp_path: Path) -> Callable[..., LoadedRubric]:
    def made(points: float, criteria: str, gates: str = "") -> LoadedRubric:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        lines = "\n".join(
            f"  - {{id: c{at}, title: {{en: C}}, {line}}}" for at, line in enumerate(criteria.split("\n"))
        )
        (folder / "rubric.yaml").write_text(f"{HEAD % points}{gates}criteria:\n{lines}\n", "utf-8")
        return load(folder, (tmp_path,))

    return made


def running(*, scripts: int = 1) -> ScratchProject:
    hers = tuple(
        Script((Block(f"f{n}", "event_whenflagclicked"), Block(f"m{n}", "looks_hide"))) for n in range(scripts)
    )
    return ScratchProject((Target("Stage", stage=True), Target("Cat", stage=False, scripts=hers)))


def levels(report: Report) -> list[str]:
    return [f"{r.level}:{r.reason}" if r.reason else r.level for r in report.results]


def test_amounts_become_levels_and_points(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(20, "points: 10, check: scratch.told, with: {amount: 2}, levels: {good: 1, great: 3}\n"
                      "points: 10, check: scratch.told, with: {amount: 1}")  # fmt: skip
    report = grade(running(), loaded)
    assert levels(report) == ["good", "great"]
    assert (report.points, report.of, report.total, report.band, report.final) == (16, 20, 20, "good", True)
    assert (report.rubric, report.version, report.kind) == ("demo", 2, "sb3")
    assert (report.score_hash, report.words_hash) == (loaded.score_hash, loaded.words_hash)
    assert report.results[0].values == {"extra": 7}
    assert from_json(to_json(report)) == report


def test_what_cannot_run_or_came_with_the_starter_earns_nothing(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(10, "points: 10, check: scratch.told, with: {loose_amount: 3, starter_amount: 3}")
    report = grade(running(), loaded)
    assert levels(report) == ["start"]
    assert report.results[0].amount == 0
    assert report.results[0].places == ()


def test_a_problem_counts_also_where_it_cannot_run(make: Callable[..., LoadedRubric]) -> None:
    criteria = "points: 5, check: scratch.told-problem, with: {loose_amount: 1}\n"
    criteria += "points: 5, check: scratch.told-problem, with: {loose_amount: 1, loose: false}\n"
    criteria += "points: 5, check: scratch.told-problem, with: {starter_amount: 1}\n"
    criteria += "points: 5, check: scratch.told-problem, with: {amount: 1}, levels: {good: 1, great: 0}"
    assert levels(grade(running(), make(20, criteria))) == ["start", "great", "great", "good"]


def test_looked_at_is_her_scripts_that_can_run(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(10, "points: 10, check: scratch.told-problem, with: {looked_at: 99}")
    report = grade(running(scripts=3), loaded)
    assert (report.results[0].looked_at, report.results[0].level) == (3, "great")


@pytest.mark.parametrize("project", [new_project(), ScratchProject((Target("Stage", stage=True),))])
def test_an_untouched_project_earns_nothing_for_having_no_problems(
    make: Callable[..., LoadedRubric], project: ScratchProject
) -> None:
    criteria = "points: 5, check: scratch.told-problem, with: {looked_at: 9}\n"
    criteria += "points: 5, check: scratch.told, at_most: true, with: {looked_at: 9}, levels: {great: 5}"
    report = grade(project, make(10, criteria))
    assert (report.points, report.band) == (0, "start")


def test_loose_blocks_alone_are_nothing_to_judge(make: Callable[..., LoadedRubric]) -> None:
    loose = ScratchProject((Target("Stage", stage=True), Target("Cat", stage=False, scripts=(Script((MOVE,)),))))
    assert levels(grade(loose, make(10, "points: 10, check: scratch.told-problem"))) == ["start"]


def test_a_crash_costs_nothing_and_is_logged(
    make: Callable[..., LoadedRubric], caplog: pytest.LogCaptureFixture
) -> None:
    loaded = make(20, "points: 10, check: scratch.told, with: {crash: true}\n"
                      "points: 10, check: scratch.told, with: {amount: 1}")  # fmt: skip
    with caplog.at_level(logging.ERROR):
        report = grade(running(), loaded)
    assert levels(report) == ["unchecked:crash", "great"]
    assert (report.points, report.of, report.total, report.band, report.final) == (10, 10, 20, "great", True)
    assert "scratch.told" in caplog.text
    assert "ZeroDivisionError" in caplog.text


def test_a_gate_holds_from_one_thing_of_hers(make: Callable[..., LoadedRubric]) -> None:
    gates = "gates:\n  - {check: scratch.told, with: {amount: %s, starter_amount: 5}}\n"
    held = grade(running(), make(10, "points: 10, check: scratch.told, with: {amount: 1}", gates % 1))
    assert (held.gates[0].met, held.band) == (True, "great")
    unmet = grade(running(), make(10, "points: 10, check: scratch.told, with: {amount: 1}", gates % 0))
    assert (unmet.gates[0].met, unmet.band, unmet.points) == (False, "start", 10)


def test_a_gate_that_crashes_stands_in_nobodys_way(make: Callable[..., LoadedRubric]) -> None:
    gates = "gates:\n  - {check: scratch.told, with: {crash: true}}\n"
    report = grade(running(), make(10, "points: 10, check: scratch.told, with: {amount: 1}", gates))
    assert (report.gates[0].met, report.gates[0].reason, report.band) == (None, "crash", "great")


def test_a_check_for_another_kind_waits_for_a_person(make: Callable[..., LoadedRubric]) -> None:
    gates = "gates:\n  - {check: website.told}\n"
    loaded = make(20, "points: 10, check: website.told, with: {amount: 1}\n"
                      "points: 10, check: scratch.told, with: {amount: 1}", gates)  # fmt: skip
    report = grade(running(), loaded)
    assert levels(report) == ["waiting:person", "great"]
    assert (report.of, report.final, report.gates[0].met, report.band) == (10, False, None, "great")


def test_without_a_file_everything_waits_for_people(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(20, "points: 10, scored_by: mentor\npoints: 10, check: scratch.told")
    report = grade(None, loaded)
    assert (report.kind, levels(report), report.band) == ("nothing", ["waiting:person"] * 2, None)
    marked = grade(None, loaded, marks={"c0": "great", "c1": "good"})
    assert (marked.points, marked.final) == (16, True)


def test_a_picture_waits_for_a_person(make: Callable[..., LoadedRubric]) -> None:
    upload = pytest.importorskip("grader.upload")
    picture = upload.Picture("png", 4, 3)
    loaded = make(10, "points: 10, check: scratch.told, with: {amount: 1}")
    report = grade(picture, loaded)
    assert (report.kind, levels(report), report.final) == ("picture", ["waiting:person"], False)
    assert levels(recount(report, loaded, marks={"c0": "good"})) == ["good"]


def test_recounting_lays_marks_over_what_was_seen(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(20, "points: 10, check: scratch.told, with: {amount: 1}, levels: {good: 1, great: 2}\n"
                      "points: 4, after: [c3], check: scratch.told, with: {amount: 1}\n"
                      "points: 6, scored_by: mentor\n"
                      "points: 0, check: scratch.told, with: {crash: true}")  # fmt: skip
    bare = from_json(to_json(grade(running(), loaded)))
    marked = recount(bare, loaded, marks={"c2": "great"}, overrides={"c0": "great", "c3": "start"})
    assert levels(marked) == ["great", "waiting:after", "great", "start"]
    assert marked == grade_with(loaded, marks={"c2": "great"}, overrides={"c0": "great", "c3": "start"})
    assert recount(marked, loaded) == bare


def grade_with(loaded: LoadedRubric, **given: Any) -> Report:
    return recount(grade(running(), loaded), loaded, **given)


def test_language_is_nowhere_in_a_report(make: Callable[..., LoadedRubric], tmp_path: Path) -> None:
    loaded = make(10, "points: 10, check: scratch.told, with: {amount: 1}")
    english = grade(running(), loaded)
    file = tmp_path / "demo" / "rubric.yaml"
    file.write_text(file.read_text("utf-8").replace("{en: Demo}", "{km: ហ្គេម}").replace("{en: C}", "{km: ក}"), "utf-8")
    khmer = grade(running(), load(file))
    assert english.score_hash == khmer.score_hash
    assert english.words_hash != khmer.words_hash
    assert to_json(english) | {"words_hash": ""} == to_json(khmer) | {"words_hash": ""}


def test_the_order_of_criteria_changes_no_level_and_no_hash(make: Callable[..., LoadedRubric]) -> None:
    lines = [
        "points: 10, check: scratch.told, with: {amount: 1}, levels: {good: 1, great: 2}",
        "points: 5, check: scratch.told",
    ]
    one = grade(running(), make(15, "\n".join(lines)))
    first, second = (line.replace("points", "points") for line in lines)
    loaded = make(15, f"{first}\n{second}")
    file = loaded.folder / "rubric.yaml"
    head, criteria = file.read_text("utf-8").split("criteria:\n")
    file.write_text(head + "criteria:\n" + "\n".join(reversed(criteria.strip("\n").split("\n"))) + "\n", "utf-8")
    other = grade(running(), load(file))
    assert [result.id for result in other.results] == ["c1", "c0"]
    assert (one.points, one.of, one.band, one.score_hash) == (other.points, other.of, other.band, other.score_hash)


def test_what_a_rubric_does_not_take_is_said(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(1, "points: 1, scored_by: self")
    assert accepts(loaded, new_project()) is None
    only_pages = load_with(loaded, "accepts: [sb3, website, picture]", "accepts: [website, picture]")
    refused = accepts(only_pages, new_project())
    assert refused is not None
    said = "This is a Scratch project. This task asks for: a website you wrote, a picture of your work."
    assert refused.say("en") == said
    assert refused.say("km") != said


def load_with(loaded: LoadedRubric, old: str, new: str) -> LoadedRubric:
    file = loaded.folder / "rubric.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    return load(file)


def test_kinds() -> None:
    assert kind_of(None) == "nothing"
    assert kind_of(new_project()) == "sb3"


def test_points_as_written_are_exact() -> None:
    assert sum(exact(0.1) for _ in range(10)) == 1


def test_places_are_kept_as_evidence(make: Callable[..., LoadedRubric]) -> None:
    report = grade(running(), make(10, "points: 10, check: scratch.told, with: {amount: 2}"))
    assert report.results[0].places == (
        BlockPlace("Cat", "b0", "move (10) steps"),
        BlockPlace("Cat", "b1", "move (10) steps"),
    )


def test_a_rubric_kept_from_another_version_costs_nothing(make: Callable[..., LoadedRubric]) -> None:
    gates = "gates:\n  - {check: scratch.told}\n"
    loaded = make(20, "points: 10, check: scratch.told\npoints: 10, check: scratch.told, with: {amount: 1}", gates)
    kept = loaded.rubric.model_dump_json(by_alias=True)
    kept = kept.replace('"scratch.told"', '"scratch.of-another-time"', 2)
    rubric = Rubric.model_validate_json(kept)
    old = LoadedRubric(rubric, loaded.folder, loaded.score_hash, loaded.words_hash)
    report = grade(running(), old)
    assert levels(report) == ["unchecked:needs scratch.of-another-time", "great"]
    assert (report.gates[0].met, report.band, report.of) == (None, "great", 10)


def test_a_rubric_through_json_grades_the_same(make: Callable[..., LoadedRubric]) -> None:
    loaded = make(10, "points: 10, check: scratch.blocks, with: {any_of: [looks_hide]}, levels: {good: 1, great: 2}")
    rubric = Rubric.model_validate_json(loaded.rubric.model_dump_json(by_alias=True))
    thawed = LoadedRubric(rubric, loaded.folder, loaded.score_hash, loaded.words_hash)
    assert grade(running(), thawed) == grade(running(), loaded)
    assert levels(grade(running(), thawed)) == ["good"]


def test_a_criterion_that_a_person_judges_by_now_waits_for_her(make: Callable[..., LoadedRubric]) -> None:
    report = grade(running(), make(10, "points: 10, check: scratch.told, with: {amount: 1}"))
    assert levels(recount(report, make(10, "points: 10, scored_by: mentor"))) == ["waiting:person"]
