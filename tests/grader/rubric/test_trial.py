from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.rubric.load import SHIPPED, load, rubric_files
from grader.rubric.trial import TrialReport
from grader.rubric.trial import test as try_all

HEAD = """\
rubric: 1
id: demo
version: 1
title: {en: Demo}
accepts: [%s]
points: 10
criteria:
  - id: it
    title: {en: It}
    points: 10
"""
STARTED = "when flag clicked\nforever\n  move (10) steps\nend\n\nwhen flag clicked\nmove (5) steps\n"
PAGE = "<!doctype html>\n<html lang='en'><head><title>Cats</title></head><body>\n%s\n</body></html>\n"


@pytest.fixture
def trial(write: Callable[..., Path], tmp_path: Path) -> Callable[..., TrialReport]:
    def tried(
        criterion: str, *examples: str, accepts: str = "sb3", head: str = HEAD, **files: str | bytes
    ) -> TrialReport:
        lines = "".join(f"  - {{{example}}}\n" for example in examples)
        more = f"examples:\n{lines}" if examples else ""
        path = write(head % accepts + "".join(f"    {line}\n" for line in criterion.split("\n")) + more)
        for name, content in files.items():
            file = path.parent / name.replace("__", ".")
            file.write_bytes(content if isinstance(content, bytes) else content.encode())
        return try_all(load(path, (tmp_path,)))

    return tried


Trial = Callable[..., TrialReport]
MOVES = "check: scratch.blocks\nwith: {any_of: [motion_movesteps]}\nlevels: {good: 1, great: 2}"


def said(report: TrialReport) -> list[str]:
    return [outcome.say("en") for outcome in report.outcomes if not outcome.passed]


def test_an_example_that_comes_out_as_expected(trial: Trial) -> None:
    report = trial(
        MOVES, "file: a.blocks, expect: {it: great, band: great, points: 10, final: true}", a__blocks=STARTED
    )
    assert said(report) == []
    assert report.passed
    assert report.show() == (
        "demo: Tried: 1 examples, 1 mutants, 2 decoys.\n"
        "demo: Levels covered: 1/3.\n"
        "demo: No example reaches: it start, it good."
    )


@pytest.mark.parametrize(
    ("expect", "line"),
    [
        ("{it: good}", "a.blocks: it should be good. It came out as great."),
        ("{band: null}", "a.blocks: band should be null. It came out as great."),
        ("{points: 6}", "a.blocks: points should be 6. It came out as 10."),
        ("{final: false}", "a.blocks: final should be false. It came out as true."),
    ],
)
def test_an_example_that_comes_out_otherwise(trial: Trial, expect: str, line: str) -> None:
    report = trial(MOVES, f"file: a.blocks, expect: {expect}", a__blocks=STARTED)
    assert not report.passed
    assert said(report) == [line]
    assert str(report).startswith(f"demo: {line}")


def test_a_gate_that_should_not_hold(trial: Trial) -> None:
    head = HEAD.replace("criteria:", "gates: [{check: scratch.changed-from-starter}]\ncriteria:")
    right = trial(MOVES, "file: a.blocks, expect: {gate: scratch.changed-from-starter}", head=head, a__blocks="")
    assert said(right) == []
    other = trial(MOVES, "file: a.blocks, expect: {gate: scratch.changed-from-starter}", head=head, a__blocks=STARTED)
    assert said(other) == ["a.blocks: gate should be scratch.changed-from-starter. It came out as -."]


@pytest.mark.parametrize("content", [None, b"when flag clicked\nmove (10 steps\n", b"\xff\xff"])
def test_an_example_that_cannot_be_read(trial: Trial, content: bytes | None) -> None:
    files = {} if content is None else {"a__blocks": content}
    report = trial(MOVES, "file: a.blocks, expect: {it: start}", **files)
    assert not report.passed
    assert said(report)[0].startswith("a.blocks cannot be read: ")


def test_marks_are_laid_over(trial: Trial) -> None:
    report = trial(
        "scored_by: mentor",
        "file: none, marks: {it: good}, expect: {it: good, points: 6, final: true}",
        "file: none, expect: {it: waiting, band: null, final: false}",
        accepts="nothing",
    )
    assert said(report) == []
    assert report.covered == (("it", "good"),)


def test_without_its_blocks_the_level_drops(trial: Trial) -> None:
    report = trial(MOVES, "file: a.blocks, expect: {it: great}", a__blocks=STARTED)
    assert [(outcome.kind, outcome.passed) for outcome in report.outcomes] == [
        ("example", True), ("mutant", True), ("decoy", True), ("decoy", True), ("untouched", True),
    ]  # fmt: skip


def test_a_check_that_does_not_look_is_caught(told: None, trial: Trial) -> None:
    blind = "check: scratch.told\nwith: {amount: 2}\nlevels: {good: 1, great: 2}"
    report = trial(blind, "file: a.blocks, expect: {it: great}", a__blocks=STARTED)
    assert "a.blocks: without what it counts, it is still great." in said(report)
    assert "A new project should earn nothing. it came out as great." in said(report)


def test_a_check_that_counts_loose_blocks_is_caught(told: None, trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    from grader.check import BlockPlace, Check, Observation, Params, Words

    def loose_too(index: object, params: Params) -> Observation:
        spots = [spot for spot in index.spots if spot.opcode == "motion_movesteps"]  # type: ignore[attr-defined]
        return Observation(tuple(BlockPlace(spot.target.name, spot.block.id, "") for spot in spots), 1)

    fooled = Check(title="T", kind="count", params=Params, observe=loose_too, words=Words("", "", ()), examples=())
    monkeypatch.setattr(sys.modules["grader.checks.scratch.told"], "CHECK", fooled)
    report = trial("check: scratch.told", "file: a.blocks, expect: {it: great}", a__blocks=STARTED)
    assert said(report) == [
        "a.blocks: it is great with blocks that lie loose.",
        "a.blocks: it is great with blocks that nothing starts.",
    ]


def test_a_crash_is_named(told: None, trial: Trial) -> None:
    crash = trial("check: scratch.told\nwith: {crash: true}", "file: a.blocks, expect: {it: unchecked}", a__blocks="")
    assert said(crash) == []


def test_a_starter_earns_nothing(trial: Trial) -> None:
    head = HEAD.replace("version: 1\n", "version: 1\nstarter: start.blocks\n")
    report = trial(MOVES, head=head, start__blocks=STARTED)
    assert [outcome.file for outcome in report.outcomes] == ["A new project", "start.blocks"]
    assert report.passed


def test_websites_without_their_tags_and_with_tags_in_comments(trial: Trial) -> None:
    report = trial(
        "check: website.elements\nwith: {any_of: [h2]}\nlevels: {good: 1, great: 2}",
        "file: a.html, expect: {it: great}",
        accepts="website",
        a__html=PAGE % "<h1>Cats</h1><h2>Big</h2><p>Lions</p><h2>Small</h2><p>Kittens</p>",
    )
    assert said(report) == []
    assert report.tried("mutant") == report.tried("decoy") == 1


def test_a_long_element_is_cut_with_all_that_is_in_it(trial: Trial) -> None:
    text = "My cat sleeps in the sun all day and hunts at night. " * 5
    report = trial(
        "check: website.words\nlevels: {good: 20, great: 40}",
        "file: a.html, expect: {it: great}",
        accepts="website",
        a__html=PAGE % f"<p>{text}</p>",
    )
    assert said(report) == []


def test_declarations_are_cut_and_commented(trial: Trial) -> None:
    style = "<style>\nh1 { color: purple; background: white }\np { margin: 3px; font-size: 20px }\n</style>"
    report = trial(
        "check: website.style-properties\nlevels: {good: 2, great: 4}",
        "file: a.html, expect: {it: great}",
        accepts="website",
        a__html=PAGE.replace("</head>", style + "</head>") % "<h1>Cats</h1><p>Lions</p>",
    )
    assert said(report) == []
    assert report.tried("decoy") == 1


def test_a_costume_cannot_lie_loose(trial: Trial) -> None:
    project = (SHIPPED / "module-1/m1-w04-dance-party/examples/great.blocks").read_text("utf-8")
    report = trial("check: scratch.own-costumes-and-sounds", "file: a.blocks, expect: {it: great}", a__blocks=project)
    assert said(report) == []
    assert (report.tried("mutant"), report.tried("decoy")) == (1, 0)


def test_fewer_is_better_has_no_mutants(trial: Trial) -> None:
    report = trial("check: scratch.dead-code", "file: a.blocks, expect: {it: great}", a__blocks=STARTED)
    assert said(report) == []
    assert report.tried("mutant") == 0
    assert report.missing == (("it", "start"),)


def test_it_speaks_khmer(trial: Trial) -> None:
    report = trial(MOVES, "file: a.blocks, expect: {it: good}", a__blocks=STARTED)
    assert report.show("km") != report.show("en")


@pytest.mark.parametrize("path", rubric_files(), ids=lambda path: path.parent.name)
def test_the_rubrics_that_ship_hold(path: Path) -> None:
    report = try_all(load(path))
    assert said(report) == []
