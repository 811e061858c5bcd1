"""The house itself: `run` sets up once and hands on, locks name no address, sentences are held, nothing leaves."""

from __future__ import annotations

import ast
import os
import socket
import stat
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HOUSE = Path(__file__).resolve().parent.parent


def load(path: Path) -> ModuleType:
    """A script as a module, also without a suffix."""
    name = f"house_{path.stem}"
    spec = spec_from_loader(name, SourceFileLoader(name, str(path)))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`run` in a house of its own, where every command is noted and none is started."""
    module = load(HOUSE / "run")
    for name in ("pyproject.toml", "requirements.lock", "requirements-test.lock"):
        (tmp_path / name).write_bytes((HOUSE / name).read_bytes())
    monkeypatch.setattr(module, "HOUSE", tmp_path)
    monkeypatch.setattr(module, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / "kru-stamp.json")
    module.called = []
    module.became = []
    module.made = []

    def call(command: list[str]) -> bool:
        module.called.append(command)
        return True

    def become(command: list[str]) -> int:
        module.became.append(command)
        return 0

    def make() -> None:
        module.made.append("environment")
        python = Path(module._tool("python"))
        python.parent.mkdir(parents=True, exist_ok=True)
        python.touch()

    monkeypatch.setattr(module, "_call", call)
    monkeypatch.setattr(module, "_become", become)
    monkeypatch.setattr(module, "_make_environment", make)
    monkeypatch.setattr(module.shutil, "which", lambda _name: sys.executable)
    monkeypatch.chdir(tmp_path)
    return module


def installed(module: Any) -> list[str]:
    """The lock files that were installed, in order."""
    return [Path(command[-1]).name for command in module.called if "--require-hashes" in command]


def test_the_first_call_sets_up_and_hands_on(run: Any) -> None:
    assert run.main(["grade", "a-rubric", "a.sb3"]) == 0
    assert run.made == ["environment"]
    assert installed(run) == ["requirements.lock"]
    assert [command for command in run.called if "-e" in command]
    assert run.became == [[run._tool("kru"), "grade", "a-rubric", "a.sb3"]]


def test_the_second_call_installs_nothing(run: Any) -> None:
    run.main(["show"])
    run.called.clear()
    run.main(["checks"])
    assert run.called == []
    assert run.became[-1] == [run._tool("kru"), "checks"]


def test_tests_need_the_bigger_lock_once_and_the_service_then_nothing(run: Any) -> None:
    run.main(["serve"])
    run.main(["test"])
    run.main(["serve"])
    run.main(["test"])
    assert installed(run) == ["requirements.lock", "requirements-test.lock"]
    assert run.made == ["environment"]


@pytest.mark.parametrize("name", ["requirements.lock", "pyproject.toml"])
def test_a_changed_lock_or_project_installs_again_and_keeps_the_tools(run: Any, tmp_path: Path, name: str) -> None:
    run.main(["test"])
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    run.main(["serve"])
    assert installed(run) == ["requirements-test.lock", "requirements-test.lock"]
    assert run.made == ["environment"]


def test_an_environment_that_was_moved_is_made_anew(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    run.main(["serve"])
    monkeypatch.setattr(run, "_place", lambda: ["elsewhere", "3.11"])
    run.main(["serve"])
    assert run.made == ["environment", "environment"]


def test_a_set_up_that_stopped_half_way_is_done_again(
    run: Any, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(run, "_call", lambda _command: False)
        assert run.main(["serve"]) == 1
    assert "Check the internet connection, then start again." in capsys.readouterr().err
    assert run.main(["serve"]) == 0
    assert installed(run) == ["requirements.lock"]


def test_without_uv_it_is_fetched_by_its_hash(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)
    run.main(["serve"])
    assert any("--no-deps" in command and "--require-hashes" in command for command in run.called)
    name, *hashes = run._pin_of("uv").splitlines()
    assert name.startswith("uv==")
    assert len(hashes) > 5
    assert all(line.strip().startswith("--hash=sha256:") for line in hashes)


def test_the_whole_suite_uses_every_core_and_one_file_none(run: Any) -> None:
    run.main(["test", "--long"])
    run.main(["test", "tests/test_house.py"])
    whole, single = run.became
    assert whole[1:4] == ["-m", "pytest", "-n"]
    assert whole[-1] == "--long"
    assert single[1:] == ["-m", "pytest", "tests/test_house.py"]


def test_run_can_be_read_by_old_pythons_so_that_it_can_say_what_it_needs() -> None:
    ast.parse((HOUSE / "run").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_an_old_python_hands_to_a_newer_one(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(run.sys, "version_info", (3, 9, 2))
    run.main(["serve"])
    assert run.became == [[sys.executable, str(run.HOUSE / "run"), "serve"]]
    monkeypatch.setattr(run.shutil, "which", lambda _name: None)
    assert run.main(["serve"]) == 1


@pytest.mark.parametrize("script", ["run", ".ci/run"])
def test_scripts_can_be_started(script: str) -> None:
    assert os.stat(HOUSE / script).st_mode & stat.S_IXUSR  # noqa: PTH116 - the mode is the point


def test_ci_is_a_script_that_bash_understands() -> None:
    assert subprocess.run(["bash", "-n", HOUSE / ".ci/run"], check=False).returncode == 0


# Locks


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    module = load(HOUSE / "tools" / "lock.py")
    for name in module.LOCKS:
        (tmp_path / name).write_bytes((HOUSE / name).read_bytes())
    monkeypatch.setattr(module, "HOUSE", tmp_path)
    return module


def test_the_locks_fit_the_project(lock: Any) -> None:
    assert [trouble for name in lock.LOCKS for trouble in lock.check(name)] == []
    assert load(HOUSE / "tools" / "lock.py").check_npm() == []


@pytest.mark.parametrize(
    ("old", "new", "trouble"),
    [
        ("flask==", "flask==0.", "has no version for 'flask>=3.1'"),
        ("flask==", "flosk==", "has no version for 'flask>=3.1'"),
        ("click==", "# from https://index.example/\nclick==", "names an address"),
        ("click==", "./click.whl\nclick==", "not a pin"),
    ],
)
def test_a_lock_that_does_not_fit_is_named(lock: Any, tmp_path: Path, old: str, new: str, trouble: str) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text(path.read_text(encoding="utf-8").replace(f"\n{old}", f"\n{new}", 1), encoding="utf-8")
    assert any(trouble in line for line in lock.check("requirements.lock"))


def test_a_pin_without_a_hash_is_named(lock: Any, tmp_path: Path) -> None:
    path = tmp_path / "requirements.lock"
    path.write_text(path.read_text(encoding="utf-8") + "zzz==1.0\n", encoding="utf-8")
    assert lock.check("requirements.lock") == ["requirements.lock: no hash: zzz==1.0"]


def test_the_service_lock_is_a_part_of_the_bigger_one(lock: Any, tmp_path: Path) -> None:
    small, big = (
        {line for line in (tmp_path / name).read_text(encoding="utf-8").splitlines() if "==" in line and line[0] != " "}
        for name in ("requirements.lock", "requirements-test.lock")
    )
    assert small <= big


# Sentences


@pytest.fixture(scope="module")
def messages() -> Any:
    return load(HOUSE / "tools" / "messages.py")


UNKIND = ("This is wrong.", "You failed.", "Just click here.", "It is easy.", "An error came.")
LONG = "One two three four five six seven eight nine ten eleven twelve thirteen."


@pytest.mark.parametrize("text", [*UNKIND, LONG])
def test_unkind_and_long_sentences_are_named(messages: Any, text: str) -> None:
    assert list(messages.check_english(text))


@pytest.mark.parametrize("text", ["Not yet.", "Use `only` here.", "{error} was found.", "A justified text.", "<fail>"])
def test_other_sentences_are_not(messages: Any, text: str) -> None:
    assert list(messages.check_english(text)) == []


@pytest.mark.parametrize(
    ("english", "khmer", "good"),
    [
        ("{count} blocks", "ប្លុក {count}", True),
        ("{count} blocks", "", False),
        ("{count} blocks", "ប្លុក {cuont}", False),
        ("%(count)s blocks", "ប្លុក", False),
        ("A block", "A block", False),
        ("{block:event_whenflagclicked}", "{block:event_whenflagclicked}", True),
    ],
)
def test_khmer_must_be_there_with_the_same_placeholders(messages: Any, english: str, khmer: str, *, good: bool) -> None:
    assert (list(messages.check_khmer(english, khmer)) == []) is good


def test_every_kind_of_sentence_is_found(messages: Any) -> None:
    texts = {message.text for message in messages.all_messages()}
    assert "Files without a level:" in texts  # N_() in the engine
    assert "A variable at work" in texts  # the title of a check


def test_entries_that_nothing_says_and_two_that_differ_are_named(
    messages: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "grader" / "locale" / "km"
    folder.mkdir(parents=True)
    (folder / "a.po").write_text('msgid "Hello"\nmsgstr "សួស្តី"\n\nmsgid "Gone"\nmsgstr "បាត់"\n', encoding="utf-8")
    (folder / "b.po").write_text('msgid "Hello"\nmsgstr "ជំរាបសួរ"\n', encoding="utf-8")
    monkeypatch.setattr(messages, "HOUSE", tmp_path)
    said = (messages.Message("Hello", "grader", "a.py:1"),)
    assert [trouble.partition(":")[2] for trouble in messages.check_entries(said)] == [
        " nothing says this any more: 'Gone'",
        f" {Path('grader/locale/km/a.po')} says it differently: 'Hello'",
    ]


def test_a_rubrics_texts_are_found(messages: Any) -> None:
    tree = {"title": {"en": "A", "km": "ក"}, "criteria": [{"id": "one", "hints": [{"en": "B"}]}]}
    assert list(messages.texts(tree)) == [(("title",), "A", "ក"), (("criteria", "one", "hints", "0"), "B", "")]


# What tests may count on


def test_no_test_reaches_another_machine() -> None:
    with socket.socket() as reach, pytest.raises(AssertionError, match="wanted to reach"):
        reach.connect(("192.0.2.1", 80))
    with pytest.raises(AssertionError, match="wanted to look up"):
        socket.getaddrinfo("scratch.mit.edu", 443)


def test_this_machine_can_be_reached(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server, socket.create_connection(server.getsockname()):
        pass


def entry_points() -> Iterator[str]:
    project = tomllib.loads((HOUSE / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for group in project["entry-points"].values():
        yield from group.values()


@pytest.mark.parametrize("point", tuple(entry_points()))
def test_every_entry_point_leads_somewhere(point: str) -> None:
    from importlib import import_module

    module, _, name = point.partition(":")
    assert hasattr(import_module(module), name)
