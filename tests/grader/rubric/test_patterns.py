"""Criteria by a pattern: `blocks:`, `exactly`, `in`; mistakes at their word; counting, mutants and decoys, words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.grade import grade
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.rubric.problems import RubricError
from grader.rubric.trial import test as try_rubric
from grader.words import say
from tests.kit.blocks import scratch

RUBRIC = """\
rubric: 1
id: demo
version: 1
title: {en: Demo}
accepts: [sb3]
points: 10
criteria:
  - id: reacts
    title: {en: Reacts, km: "ឆ្លើយតប"}
    points: 10
    blocks: |
      when green flag clicked
      forever
        if <touching (_)?> then
          change [_ v] by (_)
    levels: {good: 1, great: 2}
"""
FULL = """
    when flag clicked
    forever
      if <touching (edge v)?> then
        change [score v] by (1)
        change [lives v] by (-1)
      end
    end
"""
HALF = FULL.replace("        change [lives v] by (-1)\n", "")
OUTSIDE = "when flag clicked\nif <touching (edge v)?> then\nchange [score v] by (1)"


@pytest.fixture
def loaded(tmp_path: Path) -> Callable[[str], LoadedRubric]:
    def give(text: str) -> LoadedRubric:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        (folder / "rubric.yaml").write_text(text, "utf-8")
        return load(folder)

    return give


@pytest.fixture
def level(loaded: Callable[[str], LoadedRubric]) -> Callable[[str, str], str]:
    def give(text: str, project: str) -> str:
        return grade(scratch(project), loaded(text)).result("reacts").level

    return give


def problems(loaded: Callable[[str], LoadedRubric], text: str) -> list[str]:
    with pytest.raises(RubricError) as caught:
        loaded(text)
    return [f"{one.line}:{one.column} {one.say('en')}" for one in caught.value.problems]


@pytest.mark.parametrize(
    ("project", "expected"), [(FULL, "great"), (HALF, "good"), (OUTSIDE, "start"), ("", "start"), (FULL[22:], "start")]
)
def test_the_amount_gives_the_level(level: Callable[[str, str], str], project: str, expected: str) -> None:
    assert level(RUBRIC, project) == expected


def test_beside_it_stand_exactly_and_in(level: Callable[[str, str], str]) -> None:
    assert level(f"{RUBRIC}    exactly: true\n", FULL) == "good"  # the second `change` is no neighbour of the `if`
    assert level(f"{RUBRIC}    in: [Sprite1]\n", FULL) == "great"
    assert level(f"{RUBRIC}    in: [stage, Dog]\n", FULL) == "start"


def test_mistakes_stand_at_their_word(loaded: Callable[[str], LoadedRubric]) -> None:
    assert problems(loaded, RUBRIC.replace("forever", "forver").replace("change", "chnge")) == [
        "13:7 Kru does not know this block: forver. Did you mean forever?",
        "15:11 Kru does not know this block: chnge _ by _. Did you mean change [score v] by (1)?",
    ]


@pytest.mark.parametrize(
    ("written", "column"),
    [
        ("forver", 13),
        ('"* forver"', 16),
        ("'* forver'", 16),
        (r'"when flag clicked\nforver"', 13),  # YAML has changed the text: where it begins
        (">\n      forver\n      hid", 13),
    ],
)
def test_mistakes_stand_at_their_word_however_it_is_quoted(
    loaded: Callable[[str], LoadedRubric], written: str, column: int
) -> None:
    text = RUBRIC[: RUBRIC.index("    blocks")] + f"    blocks: {written}\n"
    assert problems(loaded, text)[0].startswith(f"11:{column} Kru does not know this block: forver")


def test_the_error_shows_the_line_and_a_caret(loaded: Callable[[str], LoadedRubric]) -> None:
    with pytest.raises(RubricError) as caught:
        loaded(RUBRIC.replace("forever", "forver"))
    assert str(caught.value).endswith("          forver\n          ^")
    assert "តើអ្នកចង់សរសេរ forever មែនទេ?" in caught.value.show("km")


def test_mistakes_in_a_pack_stand_in_the_pack(tmp_path: Path, loaded: Callable[[str], LoadedRubric]) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "moves.yaml").write_text(
        "pack: moves\ncriteria:\n  - id: moves\n    title: {en: Moves}\n    blocks: |\n      mve\n", "utf-8"
    )
    with pytest.raises(RubricError) as caught:
        loaded(RUBRIC.replace("criteria:", "uses: [packs/moves]\ncriteria:"))
    [problem] = caught.value.problems
    assert (Path(problem.file).name, problem.line, problem.column) == ("moves.yaml", 6, 7)


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("    exactly: 1\n", "17:14 This needs true or false."),
        ("    in: Cat\n", "17:9 This needs a list: [one, two]."),
        ("    in: []\n", "17:9 At least one thing must stand here."),
        ("    check: scratch.blocks\n", "11:5 Choose one of these: check, blocks."),
        ("    next: {en: '{nearr}'}\n", "17:17 The placeholder {nearr} is not known. Did you mean {near}?"),
    ],
)
def test_what_stands_beside_it_must_fit(loaded: Callable[[str], LoadedRubric], keys: str, expected: str) -> None:
    assert problems(loaded, RUBRIC + keys) == [expected]


def test_exactly_and_in_belong_to_blocks(loaded: Callable[[str], LoadedRubric]) -> None:
    text = RUBRIC[: RUBRIC.index("    blocks")] + "    check: scratch.blocks\n    exactly: true\n    in: [Cat]\n"
    assert problems(loaded, text) == ["12:5 exactly belongs to blocks.", "13:5 in belongs to blocks."]


def test_the_rubric_can_be_tried(tmp_path: Path, loaded: Callable[[str], LoadedRubric]) -> None:
    examples = (
        "examples:\n  - {file: full.blocks, expect: {reacts: great}}\n  - {file: half.blocks, expect: {reacts: good}}\n"
    )
    rubric = loaded(RUBRIC + examples)
    for name, text in (("full", FULL), ("half", HALF)):
        (tmp_path / "demo" / f"{name}.blocks").write_text(text, "utf-8")
    report = try_rubric(rubric)
    assert report.passed, report.show()
    assert (report.tried("mutant"), report.tried("decoy")) == (2, 4)


def test_a_pattern_of_what_is_loose_is_seen_through(tmp_path: Path, loaded: Callable[[str], LoadedRubric]) -> None:
    """A hat that is not in the pattern: the blocks without any hat must not count."""
    text = RUBRIC.replace("      when green flag clicked\n", "")
    rubric = loaded(f"{text}examples:\n  - {{file: full.blocks, expect: {{reacts: great}}}}\n")
    (tmp_path / "demo" / "full.blocks").write_text(FULL, "utf-8")
    assert try_rubric(rubric).passed


def test_a_new_pattern_is_another_score_and_new_words_are_not(loaded: Callable[[str], LoadedRubric]) -> None:
    first = loaded(RUBRIC)
    other = loaded(RUBRIC.replace("touching (_)", "touching (edge v)"))
    worded = loaded(f"{RUBRIC}    next: {{en: Try it}}\n")
    assert first.score_hash != other.score_hash
    assert first.score_hash == worded.score_hash
    assert first.score_hash != loaded(f"{RUBRIC}    exactly: true\n").score_hash
    assert first.score_hash != loaded(f"{RUBRIC}    in: [Cat]\n").score_hash


def test_without_words_of_its_own_the_page_says_what_is_near(loaded: Callable[[str], LoadedRubric]) -> None:
    rubric = loaded(RUBRIC)
    report = grade(scratch(OUTSIDE), rubric)
    step = say(report, rubric.rubric, "en").next
    assert str(step.title) == "Your if _ then is there, but not inside forever yet. Then send it again."
    assert [str(place.text).split("\n", maxsplit=1)[0] for place in step.places] == ["if <touching (edge v)?> then"]
    assert [part.key for part in step.title.parts if part.kind == "block"] == ["control", "control"]
    khmer = say(report, rubric.rubric, "km").next.title
    assert khmer.language == "km"
    assert "រហូត" in str(khmer)


def test_with_words_of_its_own_what_is_near_stands_beside_them(loaded: Callable[[str], LoadedRubric]) -> None:
    rubric = loaded(f"{RUBRIC}    next: {{en: Where must it go?}}\n")
    step = say(grade(scratch(OUTSIDE), rubric), rubric.rubric, "en").next
    assert str(step.title) == "Where must it go?"
    assert str(step.why[0]) == "Your if _ then is there, but not inside forever yet."
    placed = loaded(f"{RUBRIC}    next: {{en: '{{near}} Where must it go?'}}\n")
    title = say(grade(scratch(OUTSIDE), placed), placed.rubric, "en").next.title
    assert str(title) == "Your if _ then is there, but not inside forever yet. Where must it go?"


def test_a_kept_pattern_that_no_longer_reads_costs_nothing(loaded: Callable[[str], LoadedRubric]) -> None:
    rubric = loaded(RUBRIC)
    criterion = rubric.rubric.criteria[0].model_copy(update={"blocks": "forver"})
    kept = rubric.rubric.model_copy(update={"criteria": (criterion,)})
    report = grade(scratch(FULL), LoadedRubric(kept, rubric.folder, "", ""))
    assert (report.result("reacts").level, report.result("reacts").reason) == ("unchecked", "needs scratch.pattern")


def test_another_kind_of_project_waits_for_a_person(loaded: Callable[[str], LoadedRubric]) -> None:
    from grader.website.read import read

    rubric = loaded(RUBRIC.replace("[sb3]", "[sb3, website]"))
    result = grade(read({"index.html": b"<p>Hi"}), rubric).result("reacts")
    assert (result.level, result.reason) == ("waiting", "person")
