# ruff: noqa: E501 - a table of mistakes reads best with one of them a line
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grader.rubric.load import find, load, rubric_files
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Descriptions, Thresholds
from grader.rubric.problems import RubricError

Loaded = Callable[..., LoadedRubric]
Problems = Callable[..., list[str]]


def test_a_rubric_is_read(loaded: Loaded, text: str) -> None:
    found = loaded(text)
    rubric = found.rubric
    assert rubric.title.say("km") == "Demo"
    assert [criterion.id for criterion in rubric.criteria] == ["loops", "playtest"]
    assert rubric.criterion("loops").levels == Thresholds(good=1, great=3)
    assert isinstance(rubric.criterion("playtest").levels, Descriptions)
    assert rubric.criterion("playtest").after == ("loops",)
    assert found.asked["loops"].params.any_of == ("control_repeat", "control_forever")  # type: ignore[attr-defined]
    assert found.rules["loops"].great == 3
    assert found.folder.name == "demo"


# One change to a good rubric, and what its mentor reads: line, column, sentence.
KEYS = [
    ("version: 1\n", "verson: 1\n", "3:1 The key verson is not known here. Did you mean version?"),
    ("    points: 6", "    ponts: 6", "10:5 The key ponts is not known here. Did you mean points?"),
    ("version: 1\n", "", "1:1 The key version is missing."),
    ("rubric: 1", "rubric: 2", "1:9 This rubric needs a newer Kru."),
    ("id: demo", "id: dmeo", "2:5 The id must be the folder's name, demo."),
    ("version: 1", "version: one", "3:10 This needs a whole number."),
    ("version: 1", "version: 0", "3:10 The smallest number here is 1."),
    ("version: 1", "version:", "3:9 Nothing stands behind version."),
    ("title: {en: Demo}", "title: Demo", "4:8 This needs words by language: {en: ...}."),
    ("title: {en: Demo}", "title: {english: Demo}", "4:9 This is not a language code such as en or km."),
    ("title: {en: Demo}", "title: {en: 2048}", '4:13 This needs words in quotes. Did you mean "2048"?'),
    ("[sb3]", "[sb4]", "5:11 sb4 is not known here. Did you mean sb3?"),
    ("[sb3]", "sb3", "5:10 This needs a list: [one, two]."),
    ("[sb3]", "[]", "5:10 At least one thing must stand here."),
    ("points: 10", "points: 11", "6:9 The criteria give 10 points. The rubric says 11. Did you mean 10?"),
    ("id: loops", "id: Loops Loops", "8:9 A name has small letters, digits and hyphens. Did you mean loops-loops?"),
    ("id: playtest", "id: loops", "14:9 The id loops is used twice."),
    ("id: loops", "id: band", "8:9 band has a meaning of its own. Choose another id."),
    ("check: scratch.blocks", "check: scratch.block", "11:12 There is no check called scratch.block. Did you mean scratch.blocks?"),
    ("any_of", "any_off", "12:12 scratch.blocks has no parameter any_off. Did you mean any_of?"),
    ("control_repeat,", "control_repaet,", "12:21 There is no block called control_repaet. Did you mean control_repeat?"),
    ("control_repeat,", "repeat _,", "12:21 There is no block called repeat _. Did you mean control_repeat?"),
    ("control_repeat,", "ផ្លាស់ទី _ ជំហាន,", "12:21 There is no block called ផ្លាស់ទី _ ជំហាន. Did you mean motion_movesteps?"),
    ("good: 1, great: 3", "good: 3, great: 1", "13:30 great must be more than good."),
    ("good: 1, great: 3", "good: 0, great: 1", "13:20 An amount of 0 would be a present. Start with 1."),
    ("good: 1, great: 3", "good: 1", "13:14 The key great is missing."),
    ("good: 1, great: 3", "god: 1, great: 3", "13:14 The key god is not known here. Did you mean good?"),
    ("{good: 1, great: 3}", "{good: 1, great: 3}\n    scored_by: mentor", "14:5 Choose one of these: check, scored_by."),
    ("    scored_by: mentor\n", "", "14:5 Say who checks this: a check or a person. Possible here: check, blocks, page, play, scored_by."),
    ("scored_by: mentor", "scored_by: menter", "18:16 menter is not known here. Did you mean mentor?"),
    ("after: [loops]", "after: [loop]", "17:13 There is no criterion called loop. Did you mean loops?"),
    ("after: [loops]", "after: [playtest]", "17:5 These wait for each other: playtest → playtest."),
    ("    check: scratch", "    ask: {en: Hm}\n    check: scratch", "11:5 ask belongs to scored_by."),
    ("scored_by: mentor", "play: {then: [player moves]}", "18:19 player does not stand under `who`."),
    ("scored_by: mentor", "play: {wen: [green flag]}", "18:12 The key wen is not known here. Did you mean when?"),
    ("{en: Loops}", "{en: 'Loops {count}'}", "9:24 No placeholder can stand here."),
    ("    check: scratch", "    next: {en: 'Use {cuont}'}\n    check: scratch", "11:21 The placeholder {cuont} is not known. Did you mean {count}?"),
    ("    check: scratch", "    next: {en: '{block:control_foreve}'}\n    check: scratch", "11:17 There is no block called control_foreve. Did you mean control_forever?"),
    ("    check: scratch", "    hints: [{en: '{category:event}'}]\n    check: scratch", "11:19 There is no group of blocks called event. Did you mean events?"),
    ("marks: {playtest", "marks: {playtets", "25:26 There is no criterion called playtets. Did you mean playtest?"),
    ("marks: {playtest: great}", "marks: {playtest: grate}", "25:36 grate is not known here. Did you mean great?"),
    ("expect: {final: true}", "expect: {lops: good}", "25:53 There is no criterion called lops. Did you mean loops?"),
    ("expect: {final: true}", "expect: {loops: goood}", "25:60 goood is not a level. Did you mean good?"),
    ("expect: {final: true}", "expect: {band: bets}", "25:59 bets is not a level. Possible here: start, good, great."),
    ("expect: {final: true}", "expect: {final: yes}", "25:60 This needs true or false."),
    ("expect: {final: true}", "expect: {points: yes}", "25:61 This needs a number."),
    ("expect: {final: true}", "expect: {gate: scratch.scripts}", "25:59 scratch.scripts is not known here."),
    ("{file: none", "{file: ../other.sb3", "25:12 The file must lie beside the rubric."),
    ("version: 1\n", "version: 1\nstarter: start.sb3\n", "4:10 There is no file start.sb3 beside this rubric."),
    ("version: 1\n", "version: 1\nuses: [packs/opens]\n", "4:8 There is no pack called packs/opens."),
    ("version: 1\n", "version: 1\ngates: [{check: scratch.dead-code}]\n", "4:17 This check finds problems. A gate needs something to find."),
    ("version: 1\n", "version: 1\nattempts: {counts: bets}\n", "4:20 bets is not known here. Did you mean best?"),
    ("version: 1\n", "version: 1\nlate: {grace_day: 7}\n", "4:8 The key grace_day is not known here. Did you mean grace_days?"),
]  # fmt: skip


@pytest.mark.parametrize(("good", "changed", "expected"), KEYS, ids=[expected for *_, expected in KEYS])
def test_a_mistake_is_named_at_its_place(problems: Problems, text: str, good: str, changed: str, expected: str) -> None:
    assert text.count(good) >= 1
    found = problems(text.replace(good, changed, 1))
    assert expected in found


YAML = [
    ("title: {en: Demo}", "\ttitle: {en: Demo}", ["4:1 A tab stands here. Use spaces."]),
    ("{en: Demo}", "{en: “Demo”}", ["4:13 Curly quotes stand here. Use straight ones."]),
    ("version: 1", "version: &one 1", ["3:10 `&` and `*` names do not work here. Write it out, or use quotes."]),
    ("version: 1", "version: !!str 1", ["3:10 `!` types do not work here. Use quotes."]),
    ("version: 1", "version: 1\nversion: 2", ["4:1 The key version stands here twice."]),
    ("version: 1", "version: #ff0000", ["3:10 YAML reads #ff0000 as a note. Put it in quotes."]),
    ("{en: Demo}", "{en: #ff0000}", ["4:13 YAML reads #ff0000 as a note. Put it in quotes."]),
    ("title: {en: Demo}", "title:\n  en: Use #ff0000 here", ["5:11 YAML reads #ff0000 as a note. Put it in quotes."]),
    ("{en: Demo}", '{en: "Demo}', ["4:13 A quote opens here and never closes."]),
    ("{en: Demo}", "{en: Demo", ["4:8 A bracket opens here and never closes."]),
    ("title: {en: Demo}", "title {en: Demo}", ["4:1 The key title {en is not known here. Did you mean title?"]),
    ("title: {en: Demo}", "title", ["4:1 This line needs a `:` after its key."]),
    ("title: {en: Demo}", "title:\n  en: Demo: one", ["5:11 A second `:` stands here. Put the words in quotes."]),
    ("{en: Demo}", "{en: Stop, look}", ["4:19 A comma splits these words. Put them in quotes."]),
    ("{en: Demo}", "{en: @home}", ["4:13 Words cannot start with @. Use quotes."]),
    ("{en: Demo}", '{en: "C:\\Demo"}', ["4:17 A backslash stands here. Use single quotes around the words."]),
    ("title: {en: Demo}", " title: {en: Demo}", ["4:7 A second `:` stands here. Put the words in quotes."]),
    ("id: loops", "id: lo\u200bops", ["8:11 A hidden character stands in this name."]),
    ("version: 1", "ver\u200bsion: 1", ["3:4 A hidden character stands in this name."]),
    ("rubric: 1", "%YAML 1.1\n---\nrubric: 1", ["1:1 A line with `%` in front has no use here."]),
    ("version: 1", "version: 1\n---", ["4:1 A second document starts here. One file is one rubric."]),
]  # fmt: skip


@pytest.mark.parametrize(("good", "changed", "expected"), YAML, ids=[expected[0] for *_, expected in YAML])
def test_what_yaml_bends_or_cannot_read_is_told(
    problems: Problems, text: str, good: str, changed: str, expected: list[str]
) -> None:
    found = problems(text.replace(good, changed, 1))
    assert found[: len(expected)] == expected or set(expected) <= set(found)
    assert not any("YAML cannot read" in line for line in found)


def test_every_mistake_comes_at_once(problems: Problems, text: str) -> None:
    bent = text.replace("points: 6", "ponts: 6").replace("scored_by: mentor", "scored_by: menter")
    bent = bent.replace("any_of", "anyof").replace("{final: true}", "{lops: good}").replace("version: 1", "version: x")
    assert [line.split(" ")[0] for line in problems(bent)] == ["3:10", "10:5", "12:12", "18:16", "25:53"]


def test_a_misspelt_key_is_not_missed_as_well(problems: Problems, text: str) -> None:
    assert problems(text.replace("title: {en: Demo}", "titel: {en: Demo}")) == [
        "4:1 The key titel is not known here. Did you mean title?"
    ]


def test_a_problem_shows_its_line_and_a_caret(loaded: Loaded, text: str) -> None:
    with pytest.raises(RubricError) as caught:
        loaded(text.replace("check: scratch.blocks", "check: scratch.blokcs"))
    name, *lines = str(caught.value).split("\n")
    assert name.endswith("rubric.yaml:11:12: There is no check called scratch.blokcs. Did you mean scratch.blocks?")
    assert lines == ["        check: scratch.blokcs", "               ^"]


def test_the_caret_stands_right_behind_khmer(loaded: Loaded, text: str) -> None:
    with pytest.raises(RubricError) as caught:
        loaded(text.replace("{en: Demo}", "{km: ពិន្ទុ, x: y}"))
    shown = str(caught.value).split("\n")
    assert shown[2].index("^") == len("    title: {km: ") + 3 + len(", ")  # five marks have no room of their own


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings_of_windows_are_read(loaded: Loaded, text: str, encoding: str) -> None:
    khmer = text.replace("{en: Demo}", "{en: Demo, km: ហ្គេម}").replace("\n", "\r\n")
    assert loaded(khmer.encode(encoding)).rubric.title.say("km") == "ហ្គេម"


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "This file is empty."),
        (b"\xff\xfe\x00", "This file is not text."),
        (b"\x89PNG\xff", "This file is not text."),
    ],
)
def test_files_that_are_no_text(problems: Problems, content: bytes, expected: str) -> None:
    assert problems(content) == [f"0:0 {expected}"]


def test_a_file_beyond_all_measure_is_not_read(problems: Problems) -> None:
    assert problems(b"#" * 600_000) == ["0:0 This file is too big for a rubric."]


def test_brackets_in_brackets_have_an_end(problems: Problems) -> None:
    assert problems("a: " + "[" * 5000) == ["1:43 Too many brackets lie inside each other."]


def test_khmer_digits_are_numbers(loaded: Loaded, text: str) -> None:
    khmer = text.replace("points: 10", "points: ១០").replace("great: 3", "great: ៣")
    assert loaded(khmer).rubric.points == 10
    assert loaded(khmer).rules["loops"].great == 3


def test_words_that_older_yaml_bends_stay_words(loaded: Loaded, text: str) -> None:
    bent = text.replace("{en: Demo}", "{en: no, km: yes, fr: on, vi: 1:30}")
    assert dict(loaded(bent).rubric.title) == {"en": "no", "km": "yes", "fr": "on", "vi": "1:30"}


def test_a_list_may_stand_under_its_key_without_indentation(loaded: Loaded, text: str) -> None:
    flat = text.replace("  - {file: none", "- {file: none")
    assert loaded(flat).rubric.examples[0].file == "none"


def test_points_with_a_decimal_add_up_exactly(loaded: Loaded, text: str) -> None:
    halves = text.replace("points: 6", "points: 6.1").replace("points: 4", "points: 4.2")
    assert loaded(halves.replace("points: 10", "points: 10.3")).rubric.points == 10.3


def test_bonus_and_optional_points_are_not_in_the_sum(loaded: Loaded, text: str) -> None:
    assert loaded(text.replace("    points: 4", "    points: 4\n    bonus: true").replace("points: 10", "points: 6"))
    assert loaded(text.replace("    points: 6", "    points: 6\n    optional: true").replace("points: 10", "points: 4"))


def test_a_problem_check_counts_down(loaded: Loaded, problems: Problems, text: str) -> None:
    tidy = text.replace("scratch.blocks", "scratch.dead-code").replace("    with: {any_of: [control_repeat, control_forever]}\n", "")  # fmt: skip
    assert problems(tidy) == ["12:30 great must be less than good."]
    down = tidy.replace("good: 1, great: 3", "good: 2, great: 0")
    assert loaded(down).rules["loops"].at_most
    assert loaded(down.replace("check:", "with: {loose: false}\n    check:")).asked["loops"].loose is False
    assert problems(down.replace("check:", "at_most: false\n    check:")) == [
        "11:5 This check finds problems, so fewer is always better."
    ]


def test_texts_that_lack_a_language_are_warned_of(loaded: Loaded, text: str) -> None:
    found = loaded(text.replace("{en: Loops}", "{en: Loops, km: រង្វិលជុំ}"))
    assert [(warning.line, warning.values["language"]) for warning in found.warnings] == [
        (4, "km"), (15, "km"), (19, "km"), (21, "km"), (22, "km"), (23, "km"),
    ]  # fmt: skip
    assert not loaded(text).warnings


def test_a_check_may_use_the_placeholders_of_its_own_words(told: None, problems: Problems, text: str) -> None:
    own = text.replace("scratch.blocks", "scratch.told").replace("with: {any_of: [control_repeat, control_forever]}", "next: {en: '{extra} and {other}'}")  # fmt: skip
    assert problems(own) == [
        "12:29 The placeholder {other} is not known. Possible here: {count}, {extra}, {name}, {need}, {where}."
    ]


def test_braces_of_css_are_no_placeholder(loaded: Loaded, text: str) -> None:
    css = text.replace(
        "    check: scratch", "    next: {en: 'Write h1 { color: red; } or p { margin: 0 }'}\n    check: scratch"
    )
    assert loaded(css)


def test_found_by_id_folder_and_file(loaded: Loaded, text: str, tmp_path: Path) -> None:
    loaded(text)
    file = tmp_path / "module-1" / "demo" / "rubric.yaml"
    assert find("demo", (tmp_path,)) == find(file.parent) == find(file) == file
    assert rubric_files((tmp_path,)) == (file,)
    with pytest.raises(RubricError, match=r"There is no rubric called dmo\. Did you mean demo\?"):
        load("dmo", (tmp_path,))
    with pytest.raises(RubricError, match="There is no file here"):
        load(tmp_path / "other.yaml")


def test_problems_are_told_in_khmer(loaded: Loaded, text: str) -> None:
    with pytest.raises(RubricError) as caught:
        loaded(text.replace("version: 1", "verson: 1"))
    assert caught.value.problems[0].say("km") != caught.value.problems[0].say("en")


PIECES = st.sampled_from(
    ["a", "key: ", "- ", "\n", "  ", "{", "}", "[", "]", ",", ": ", '"', "'", "#", " # ", "|\n", "&a ", "*a", "!t ", "? ",
     "\r\n", "\u2028", "\ufeff", "\u200b", "ពិន្ទុ", "---\n", "%Y\n", "\\", "1", "-1", "1e999", "true", "null", "{}", "[]",
     "{en: x}", "[x]", "\x00", "\x85", "{count", "{x}", "points: ", "levels: ", "expect: ", "scored_by: ", "play: {}"]
)  # fmt: skip


@given(
    st.lists(st.tuples(st.integers(0, 699), PIECES), min_size=1, max_size=4), st.integers(0, 699), st.integers(0, 40)
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_whatever_stands_in_a_file_gives_a_rubric_or_its_problems(
    text: str, tmp_path: Path, added: list[tuple[int, str]], cut: int, length: int
) -> None:
    bent = text[:cut] + text[cut + length :]
    for at, piece in added:
        bent = bent[:at] + piece + bent[at:]
    file = tmp_path / "bent.yaml"
    file.write_bytes(bent.encode())
    said = "."
    try:
        load(file, (tmp_path,))
    except RubricError as error:
        said = error.show("km")
    assert said
