"""`kru grade`: a row for every file, the exit code that says how it went, and going on after Ctrl-C."""

from __future__ import annotations

import csv
import io
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader import batch
from grader.cli import kru

RUBRIC = """\
rubric: 1
id: my-week
version: 3
title: {en: My week, km: "សប្តាហ៍របស់ខ្ញុំ"}
accepts: [sb3]
points: 4
criteria:
  - id: starts
    title: {en: Scripts that start, km: "ស្គ្រីបដែលចាប់ផ្តើម"}
    points: 4
    check: scratch.scripts
    levels: {good: 1, great: 2}
"""


def project(scripts: int) -> str:
    """A project.json whose cat has so many scripts, each a flag and a move."""
    blocks: dict[str, Any] = {}
    for number in range(scripts):
        blocks[f"hat{number}"] = {
            "opcode": ("event_whenflagclicked", "event_whenthisspriteclicked")[number % 2],
            "next": f"move{number}", "parent": None, "inputs": {}, "fields": {},
            "shadow": False, "topLevel": True, "x": 0, "y": number * 100,
        }  # fmt: skip
        blocks[f"move{number}"] = {
            "opcode": "motion_movesteps", "next": None, "parent": f"hat{number}",
            "inputs": {"STEPS": [1, [4, "10"]]}, "fields": {}, "shadow": False, "topLevel": False,
        }  # fmt: skip
    stage = {"isStage": True, "name": "Stage", "blocks": {}, "variables": {}, "lists": {}, "costumes": [], "sounds": []}
    cat = {**stage, "isStage": False, "name": "Cat", "blocks": blocks}
    return json.dumps({"targets": [stage, cat], "monitors": [], "extensions": [], "meta": {"semver": "3.0.0"}})


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a rubric and a class: two projects, an empty file and a website that nobody asked for."""
    monkeypatch.chdir(tmp_path)
    files = {
        "my-week/rubric.yaml": RUBRIC,
        "class/a.sb3": project(2),
        "class/b.sb3": project(1),
        "class/c.sb3": "",
        "class/d.html/index.html": "<!doctype html><h1>Hi</h1>",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture(autouse=True)
def _signals() -> Iterator[None]:
    before = signal.getsignal(signal.SIGTERM)
    yield
    assert signal.getsignal(signal.SIGTERM) == before, "the command gives the signals back"


def grade(*words: str) -> Result:
    return CliRunner().invoke(kru, ["grade", *words], catch_exceptions=False)


def test_every_file_is_a_row_in_the_order_of_the_folder(place: Path) -> None:
    result = grade("my-week", "class", "--format", "json")
    assert result.exit_code == 1
    whole = json.loads(result.stdout)
    assert (whole["rubric"], whole["version"]) == ("my-week", 3)
    assert [(row["file"], row["status"], row["points"], row["reason"]) for row in whole["results"]] == [
        ("class/a.sb3", "graded", 4, None),
        ("class/b.sb3", "graded", 2.4, None),
        ("class/c.sb3", "unreadable", None, "empty"),
        ("class/d.html", "unreadable", None, "not-accepted"),
    ]
    first = whole["results"][0]
    assert (first["band"], first["final"]) == ("great", True)
    assert [place["text"] for place in first["criteria"][0]["places"]] == [
        "when green flag clicked",
        "when this sprite clicked",
    ]
    assert whole["results"][3]["text"] == "This is a website. This task asks for: a Scratch project."


def test_a_class_without_trouble_ends_with_0(place: Path) -> None:
    assert grade("my-week", "class/a.sb3", "class/b.sb3").exit_code == 0


def test_one_process_and_many_say_the_same(place: Path) -> None:
    def results(*words: str) -> list[Any]:
        whole = json.loads(grade("my-week", "class", "--format", "json", *words).stdout)
        return [{**row, "seconds": None} for row in whole["results"]]

    assert results("--jobs", "1") == results("--jobs", "4")


def test_a_rubric_with_mistakes_ends_with_3_and_says_each(place: Path) -> None:
    (place / "my-week/rubric.yaml").write_text(RUBRIC.replace("points: 4\n    check: scratch", "check: skratch"))
    result = grade("my-week", "class")
    assert result.exit_code == 3
    assert "my-week/rubric.yaml:" in result.stderr
    assert "^" in result.stderr
    assert result.stdout == ""


def test_no_files_end_with_4(place: Path) -> None:
    (place / "nothing").mkdir()
    assert grade("my-week", "nothing").exit_code == 4
    assert grade("my-week", "nowhere.sb3", "nobody.sb3").exit_code == 4


def test_no_paths_are_a_mistake_of_usage(place: Path) -> None:
    result = grade("my-week")
    assert result.exit_code == 2


def test_a_name_that_is_not_there_is_a_row_beside_the_others(place: Path) -> None:
    result = grade("my-week", "class/a.sb3", "class/z.sb3", "--format", "json")
    assert result.exit_code == 1
    missing = json.loads(result.stdout)["results"][1]
    assert (missing["file"], missing["reason"]) == ("class/z.sb3", "no-file")


def test_the_table_is_what_a_person_gets(place: Path) -> None:
    text = grade("my-week", "class").stdout
    assert "My week (my-week, version 3)" in text
    assert "4 of 4" in text
    assert "c.sb3: This file is empty." in text


def test_it_speaks_the_language_that_is_asked_for(place: Path) -> None:
    assert "សប្តាហ៍របស់ខ្ញុំ" in grade("my-week", "class", "--lang", "km").stdout


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("table", "results.txt"),
        ("json", "results.json"),
        ("csv", "results.csv"),
        ("gradescope", "results.json"),
        ("junit", "results.xml"),
        ("html", "index.html"),
    ],
)
def test_out_is_a_folder_for_every_format(place: Path, form: str, name: str) -> None:
    result = grade("my-week", "class", "--format", form, "--out", "new/report", "--no-play")
    assert result.exit_code == 1
    assert (place / "new/report" / name).stat().st_size > 100


def test_out_alone_means_pages(place: Path) -> None:
    grade("my-week", "class", "--out", "report", "--no-play")
    assert len(list((place / "report").glob("*.html"))) == 5


def test_csv_for_excel_begins_with_the_mark(place: Path) -> None:
    text = grade("my-week", "class", "--format", "csv", "--bom").stdout
    assert text.startswith("\ufeff")
    rows = list(csv.reader(io.StringIO(text[1:])))
    assert [row[0] for row in rows] == [
        "file",
        "points possible",
        "class/a.sb3",
        "class/b.sb3",
        "class/c.sb3",
        "class/d.html",
    ]
    assert not grade("my-week", "class", "--format", "csv").stdout.startswith("\ufeff")


# Stopped, and gone on with


def stop_after(monkeypatch: pytest.MonkeyPatch, many: int) -> None:
    real = batch.run

    def run(*items: Any, **more: Any) -> Iterator[Any]:
        for done, answer in enumerate(real(*items, **more)):
            if done == many:
                raise KeyboardInterrupt
            yield answer

    monkeypatch.setattr(batch, "run", run)


def watch(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that are graded from here on."""
    real, graded = batch.run, []

    def run(items: Sequence[Any], *rest: Any, **more: Any) -> Iterator[Any]:
        graded.extend(item.name for item in items)
        return real(items, *rest, **more)

    monkeypatch.setattr(batch, "run", run)
    return graded


def interrupted(monkeypatch: pytest.MonkeyPatch, *words: str) -> Result:
    with monkeypatch.context() as patch:
        stop_after(patch, 2)
        return grade("my-week", "class", "--jobs", "1", "--format", "json", *words)


def test_ctrl_c_writes_what_is_done_and_resume_does_the_rest(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    result = interrupted(monkeypatch)
    assert result.exit_code == 130
    assert result.stdout == ""
    assert "Stopped after 2 of 4 files. The same command with --resume goes on." in result.stderr
    assert (place / "my-week.kru-resume.json").exists()

    graded = watch(monkeypatch)
    resumed = grade("my-week", "class", "--resume", "--format", "json")
    assert graded == ["class/c.sb3", "class/d.html"]
    assert not (place / "my-week.kru-resume.json").exists()
    whole = grade("my-week", "class", "--format", "json")
    timeless = [
        [{**row, "seconds": None} for row in json.loads(output.stdout)["results"]] for output in (resumed, whole)
    ]
    assert timeless[0] == timeless[1]


def test_without_resume_everything_is_done_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch)
    graded = watch(monkeypatch)
    grade("my-week", "class")
    assert len(graded) == 4


def test_a_file_that_changed_is_graded_again(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch)
    (place / "class/a.sb3").write_text(project(3), encoding="utf-8")
    graded = watch(monkeypatch)
    grade("my-week", "class", "--resume")
    assert graded == ["class/a.sb3", "class/c.sb3", "class/d.html"]


def test_a_rubric_that_changed_starts_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch)
    (place / "my-week/rubric.yaml").write_text(RUBRIC.replace("great: 2", "great: 3"), encoding="utf-8")
    graded = watch(monkeypatch)
    grade("my-week", "class", "--resume")
    assert len(graded) == 4


@pytest.mark.parametrize("text", ["", "{", "[]", '{"done": []}', '{"header": {}, "done": [{}]}'])
def test_a_resume_file_of_something_else_is_not_used(place: Path, text: str) -> None:
    (place / "my-week.kru-resume.json").write_text(text, encoding="utf-8")
    assert grade("my-week", "class", "--resume").exit_code == 1


def test_the_resume_file_lies_where_the_results_go(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    interrupted(monkeypatch, "--out", "report")
    assert (place / "report/my-week.kru-resume.json").exists()


# A run that a script put into the background starts deaf to Ctrl-C; here somebody is at the keyboard.
HEARS = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
SLOW = """
import sys
from grader import grade as engine
from grader.cli import main

def hang(*_, **__):
    with open("started", "w") as pipe:
        pipe.write("now")
    while True:
        pass

engine.grade = hang
sys.argv = ["kru", "grade", "my-week", "class", "--jobs", "2"]
sys.exit(main())
"""


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a named pipe to know when the child is at work")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
def test_a_real_signal_ends_parent_and_children(place: Path, name: str) -> None:
    os.mkfifo(place / "started")
    command = [sys.executable, "-c", HEARS + SLOW]
    with subprocess.Popen(command, cwd=place, stderr=subprocess.PIPE, text=True, start_new_session=True) as process:
        assert (place / "started").read_text(encoding="utf-8").startswith("now")
        os.killpg(process.pid, getattr(signal, name)) if name == "SIGINT" else process.send_signal(signal.SIGTERM)
        _, told = process.communicate()
    assert process.returncode == 130
    assert "Stopped after" in told
    assert (place / "my-week.kru-resume.json").exists()
    with pytest.raises(ProcessLookupError):  # nobody of the group is left
        os.killpg(process.pid, 0)


SIGNALLED_AT_FORK = """
import os, signal, sys
from grader.cli import main

os.register_at_fork(after_in_parent=lambda: os.kill(os.getpid(), signal.SIGINT))
sys.argv = ["kru", "grade", "my-week", "class", "--jobs", "2"]
sys.exit(main())
"""


@pytest.mark.skipif(not batch.FORK, reason="children are forks here")
def test_a_signal_is_not_lost_while_a_child_starts(place: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-c", HEARS + SIGNALLED_AT_FORK], cwd=place, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 130, ended.stderr
    assert "Stopped after" in ended.stderr


def test_the_task_crosses_to_children_that_are_started_anew(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "FORK", False)
    result = grade("my-week", "class", "--jobs", "1", "--format", "json")
    assert [row["status"] for row in json.loads(result.stdout)["results"]] == ["graded"] * 2 + ["unreadable"] * 2


@pytest.mark.parametrize("watched", [True, False])
def test_a_bar_is_for_people_who_watch_only(
    place: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], *, watched: bool
) -> None:
    from grader.commands.grade import _progress

    monkeypatch.setattr("sys.stderr.isatty", lambda: watched)
    with _progress(4, 1) as advance:
        advance(3)
    out, told = capfd.readouterr()
    assert out == ""
    assert ("Grading" in told) is watched


def test_a_mistake_of_ours_is_a_row_and_told_once(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader import grade as engine

    def stumble(*_: object, **__: object) -> None:
        raise RuntimeError("a mistake of ours")

    monkeypatch.setattr(engine, "grade", stumble)
    result = grade("my-week", "class/a.sb3", "--format", "json")
    assert result.exit_code == 1
    [row] = json.loads(result.stdout)["results"]
    assert (row["status"], row["reason"]) == ("error", "crash")
    assert "That is our mistake." in row["text"]
    assert "a mistake of ours" in result.stderr
