"""`kru show`, `kru convert`, `kru checks`, `kru rubric`: what a mentor asks of the engine without a class of files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.scratch.write import write
from tests.kit.blocks import scratch

CAT = """
    sprite "Cat"

    when flag clicked
    if <touching (edge v)?> then
    move (10) steps
    end

    move (5) steps
"""
SITE = {
    "index.html": '<!doctype html>\n<html lang="km">\n<title>My  page</title>\n<h1>Hi\n',
    "style.css": "h1 { color: purple }",
}
FINDING = ["check", "kind", "severity", "sprite", "block", "runs", "folded_into", "quirk"]
WEB_FINDING = ["check", "kind", "severity", "file", "line", "column", "end_line", "end_column", "text", "says"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KRU_DATA", raising=False)
    (tmp_path / "cat.sb3").write_bytes(write(scratch(CAT)))
    (tmp_path / "site").mkdir()
    for name, text in SITE.items():
        (tmp_path / "site" / name).write_text(text, encoding="utf-8")
    (tmp_path / "empty.sb3").touch()
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(kru, list(words), catch_exceptions=False)


def seen(*paths: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call("show", *paths, "--format", "json").stdout.splitlines()]


def test_show_gives_the_documented_object_of_a_project() -> None:
    [whole] = seen("cat.sb3")
    assert list(whole) == ["file", "kind", "targets", "findings", "skills", "skill_totals", "metrics", "notes"]
    assert (whole["file"], whole["kind"]) == ("cat.sb3", "scratch")
    stage, cat = whole["targets"]
    assert (stage["name"], stage["stage"], cat["name"], cat["stage"]) == ("Stage", True, "Cat", False)
    running, loose = cat["scripts"]
    assert running["text"].startswith("when green flag clicked\nif <touching (edge v)?> then")
    assert (running["runs"], loose["runs"], loose["text"]) == (True, False, "move (5) steps")
    assert all(isinstance(script["block"], str) for script in cat["scripts"])


def test_show_lists_findings_also_those_that_cannot_run() -> None:
    [whole] = seen("cat.sb3")
    assert all(list(finding) == FINDING for finding in whole["findings"])
    by_check = {finding["check"]: finding for finding in whole["findings"]}
    dead = by_check["scratch.dead-code"]
    assert (dead["kind"], dead["sprite"], dead["runs"]) == ("problem", "Cat", False)
    assert dead["block"] == whole["targets"][1]["scripts"][1]["block"]
    assert "scratch.missing-loop-sensing" in by_check


def test_show_gives_the_documented_object_of_a_website() -> None:
    [whole] = seen("site")
    assert list(whole) == ["file", "kind", "builder", "pages", "findings", "notes"]
    assert whole["pages"] == [{"file": "index.html", "title": "My page", "lang": "km"}]
    assert all(list(finding) == WEB_FINDING for finding in whole["findings"])
    [unclosed] = [finding for finding in whole["findings"] if finding["check"] == "website.unclosed-tags"]
    assert (unclosed["file"], unclosed["line"], unclosed["column"]) == ("index.html", 4, 1)


def test_each_slip_is_told_in_its_own_sentence(place: Path) -> None:
    page = '<!doctype html>\n<html lang="en">\n<title>x</title>\n<p colour="a" bgcolour="b">012 345 678 <b>x\n'
    (place / "site" / "index.html").write_text(page, encoding="utf-8")
    [whole] = seen("site")
    said = [finding["says"] for finding in whole["findings"] if finding["check"] == "website.unknown-attributes"]
    assert len(said) == len(set(said)) == 2
    assert said[0] == "colour belongs in CSS. It is no attribute of <p>."
    [unclosed] = [one for one in whole["findings"] if one["check"] == "website.unclosed-tags"]
    assert unclosed["says"] == "<b> is still open. Write </b> where it ends (end tag)."
    assert (
        f"index.html:4:{unclosed['column']}: {unclosed['says']} (website.unclosed-tags)" in call("show", "site").stdout
    )
    khmer = call("show", "site", "--lang", "km").stdout
    assert "is still open" not in khmer
    assert "(website.unclosed-tags)" in khmer


def test_a_finding_without_a_slip_is_told_by_its_check(place: Path) -> None:
    (place / "site" / "style.css").write_text("h1 { color: #ccc }", encoding="utf-8")
    (place / "site" / "index.html").write_text(
        '<!doctype html><title>x</title><link rel="stylesheet" href="style.css"><h1>Hi</h1>', encoding="utf-8"
    )
    [whole] = seen("site")
    [pale] = [finding for finding in whole["findings"] if finding["check"] == "website.contrast"]
    assert pale["says"] == "Text is hard to read"


def test_show_says_what_a_file_is_that_cannot_be_read() -> None:
    result = call("show", "empty.sb3", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout) == {
        "file": "empty.sb3",
        "kind": "unreadable",
        "reason": "empty",
        "text": "This file is empty. Save your work again and send the new file.",
    }


def test_show_keeps_the_order_of_the_paths() -> None:
    paths = ["site", "cat.sb3", "empty.sb3", "nobody.sb3"]
    assert [entry["file"] for entry in seen(*paths, "--jobs", "3")] == paths


def test_show_without_files_ends_with_4() -> None:
    assert call("show", "nobody.sb3").exit_code == 4


def test_show_for_people_is_text() -> None:
    text = call("show", "cat.sb3", "site").stdout
    assert "    when green flag clicked" in text
    assert "(cannot run yet)" in text
    assert "What could be better" in text
    assert "index.html: My page (km)" in text


def test_show_speaks_khmer() -> None:
    assert "មិនទាន់អាចដំណើរការ" in call("show", "cat.sb3", "--lang", "km").stdout


# kru convert


def test_convert_goes_there_and_back(place: Path) -> None:
    assert call("convert", "cat.sb3", "cat.blocks").exit_code == 0
    assert call("convert", "cat.blocks", "again.sb3").exit_code == 0
    assert call("convert", "again.sb3", "again.blocks").exit_code == 0
    text = (place / "cat.blocks").read_text(encoding="utf-8")
    assert text == (place / "again.blocks").read_text(encoding="utf-8")
    assert 'sprite "Cat"' in text


def test_convert_brings_pictures_back(place: Path) -> None:
    import io
    import zipfile

    picture = b"<svg xmlns='http://www.w3.org/2000/svg'><!-- hers --></svg>"
    name = "0123456789abcdef0123456789abcdef.svg"
    drawn = scratch(f'stage\n\nsprite "Cat"\ncostume "cat" "{name}"\n')
    (place / "drawn.sb3").write_bytes(write(drawn, {name: picture}))
    told = call("convert", "drawn.sb3", "drawn.blocks")
    assert "pictures" in told.stderr
    assert call("convert", "drawn.blocks", "new.sb3", "--files-of", "drawn.sb3").exit_code == 0
    with zipfile.ZipFile(io.BytesIO((place / "new.sb3").read_bytes())) as archive:
        assert picture in [archive.read(name) for name in archive.namelist()]


def test_convert_says_where_a_text_is_no_block_text(place: Path) -> None:
    (place / "odd.blocks").write_text("when flag clicked\nmoove (10) steps\n", encoding="utf-8")
    result = call("convert", "odd.blocks", "odd.sb3")
    assert result.exit_code == 3
    assert "odd.blocks:2:1: " in result.stderr
    assert not (place / "odd.sb3").exists()


@pytest.mark.parametrize("source", ["empty.sb3", "site/index.html"])
def test_convert_takes_projects_only(source: str) -> None:
    result = call("convert", source, "new.blocks")
    assert result.exit_code == 1
    assert source in result.stderr


def test_convert_writes_over_nothing(place: Path) -> None:
    before = (place / "cat.sb3").read_bytes()
    (place / "cat.blocks").write_text("when flag clicked\nhide\n", encoding="utf-8")
    assert call("convert", "cat.blocks", "cat.sb3").exit_code == 2
    assert (place / "cat.sb3").read_bytes() == before
    assert call("convert", "cat.blocks", "cat.sb3", "--force").exit_code == 0
    assert (place / "cat.sb3").read_bytes() != before
    assert call("convert", "cat.sb3", "cat.txt").exit_code == 2


# kru checks


def test_checks_lists_every_check_with_its_kind_and_title() -> None:
    from grader import catalogue

    lines = call("checks").stdout.splitlines()
    assert [line.split()[0] for line in lines] == list(catalogue.ids())
    assert any(line.split()[:2] == ["scratch.dead-code", "problem"] for line in lines)


def test_checks_explains_one_with_its_parameters_and_examples() -> None:
    page = call("checks", "scratch.variables").stdout
    for part in (
        "# scratch.variables",
        "## What it looks for",
        "- `set_at_start`: bool",
        "## Examples",
        "    set [score v]",
    ):
        assert part in page


def test_checks_guesses_a_misspelt_id() -> None:
    result = call("checks", "scratch.varables")
    assert result.exit_code == 2
    assert "Did you mean scratch.variables?" in result.stderr


# kru rubric


@pytest.mark.parametrize("kind", ["sb3", "website"])
def test_a_new_rubric_can_be_used_at_once_and_its_examples_hold(kind: str) -> None:
    made = call("rubric", "new", "my-week", "--for", kind, "--title", "My week")
    assert made.exit_code == 0
    assert call("rubric", "check", "my-week").exit_code == 0
    tested = call("rubric", "test", "my-week")
    assert tested.exit_code == 0, tested.output
    assert Path("rubric.schema.json").exists()


def test_a_new_rubric_can_start_from_another() -> None:
    call("rubric", "new", "my-week")
    assert call("rubric", "new", "your-week", "--from", "my-week", "--title", "Your week").exit_code == 0
    assert "your-week: version 1 can be used." in call("rubric", "check", "your-week").stdout
    assert Path("your-week/examples/full.blocks").exists()
    assert call("rubric", "new", "third-week", "--from", "no-such-week").exit_code == 3


def test_a_new_rubric_needs_a_good_and_a_free_name() -> None:
    assert call("rubric", "new", "My Week!").exit_code == 2
    assert call("rubric", "new", "my-week").exit_code == 0
    assert call("rubric", "new", "my-week").exit_code == 2


def test_rubric_check_says_every_mistake_and_ends_with_3() -> None:
    call("rubric", "new", "my-week")
    path = Path("my-week/rubric.yaml")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("version: 1", "versoin: 1").replace("scratch.scripts  ", "scratch.skripts  "))
    result = call("rubric", "check", "my-week")
    assert result.exit_code == 3
    assert "Did you mean version?" in result.stdout
    assert "Did you mean scratch.scripts?" in result.stdout
    assert call("rubric", "test", "my-week").exit_code == 3


def test_rubric_test_ends_with_1_when_an_example_comes_out_differently() -> None:
    call("rubric", "new", "my-week")
    path = Path("my-week/rubric.yaml")
    path.write_text(path.read_text(encoding="utf-8").replace("starts: good", "starts: great"), encoding="utf-8")
    assert call("rubric", "test", "my-week").exit_code == 1


def test_rubric_check_without_a_name_takes_every_rubric_and_the_clubs_own(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KRU_DATA", str(place / "data"))
    call("rubric", "new", "our-week", "--in", "data/rubrics")
    result = call("rubric", "check")
    assert result.exit_code == 0, result.output
    assert "m1-w04-dance-party: version" in result.stdout
    assert "our-week: version 1 can be used." in result.stdout
    assert call("grade", "our-week", "cat.sb3").exit_code == 0


def test_rubric_schema_is_json_schema() -> None:
    schema = json.loads(call("rubric", "schema").stdout)
    assert "criteria" in schema["$defs"]["Rubric"]["properties"]
