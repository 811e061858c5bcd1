"""The frame of the command: words, help, exit codes, and that nothing is loaded that is not needed."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint

import click
import pytest
from click.testing import CliRunner

from grader import cli

HEAVY = ("pydantic", "ruamel.yaml", "html5lib", "PIL", "babel", "flask", "sqlalchemy", "rich", "jinja2")


def kru(*words: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "grader.cli", *words]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)


def test_help_lists_every_command_of_the_engine() -> None:
    result = CliRunner().invoke(cli.kru, ["--help"])
    assert result.exit_code == 0
    for name in ("checks", "completion", "convert", "grade", "rubric", "show"):
        assert f"\n  {name} " in result.output


@pytest.mark.parametrize("name", ["checks", "completion", "convert", "grade", "show"])
def test_every_command_has_examples_in_its_help(name: str) -> None:
    result = CliRunner().invoke(cli.kru, [name, "--help"])
    assert result.exit_code == 0
    assert "Examples:" in result.output
    assert f"kru {name} " in result.output


@pytest.mark.parametrize("name", ["check", "test", "new", "schema"])
def test_every_command_for_rubrics_has_examples_in_its_help(name: str) -> None:
    result = CliRunner().invoke(cli.kru, ["rubric", name, "--help"])
    assert result.exit_code == 0
    assert f"kru rubric {name}" in result.output


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; sys.argv = ['kru', '--help']\n"
        "from grader import cli\n"
        "cli._from_outside = dict\n"
        "cli.main()\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    result = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert result.stderr.strip() == "[]"


def test_an_unknown_command_gets_a_guess() -> None:
    result = kru("grdae")
    assert result.returncode == 2
    assert "There is no command `grdae`. Did you mean `kru grade`?" in result.stderr
    assert "Error" not in result.stderr


def test_version_is_that_of_the_package() -> None:
    from grader.report import ENGINE

    assert kru("--version").stdout == f"kru {ENGINE}\n"


def test_a_command_from_outside_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("hello", "tests_of_kru:hello", cli.GROUP)
    monkeypatch.setattr(EntryPoint, "load", lambda _self: click.Command("hello", callback=lambda: click.echo("hi")))
    monkeypatch.setattr(cli, "_from_outside", lambda: {"hello": point})
    assert CliRunner().invoke(cli.kru, ["hello"]).output == "hi\n"


def test_a_broken_command_from_outside_leaves_the_others_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    points = {
        "absent": EntryPoint("absent", "no_such_module:command", cli.GROUP),
        "odd": EntryPoint("odd", "json:dumps", cli.GROUP),
    }
    monkeypatch.setattr(cli, "_from_outside", lambda: points)
    listed = CliRunner().invoke(cli.kru, ["--help"])
    assert listed.exit_code == 0
    assert "grade" in listed.output
    for name in points:
        result = CliRunner().invoke(cli.kru, [name, "--some", "words"])
        assert result.exit_code == 1
        assert f"`kru {name}` is not available here" in result.output


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_its_completion(shell: str) -> None:
    result = CliRunner().invoke(cli.kru, ["completion", shell])
    assert result.exit_code == 0
    assert "_KRU_COMPLETE" in result.output


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("kru gr", "grade"),
        ("kru grade m1-w04", "m1-w04-dance-party"),
        ("kru rubric test m1-w04", "m1-w04-dance-party"),
        ("kru checks scratch.var", "scratch.variables"),
        ("kru show --form", "--format"),
    ],
)
def test_tab_completes_commands_rubrics_and_checks(words: str, expected: str) -> None:
    from click.shell_completion import BashComplete

    *before, begun = words.split()[1:]
    found = BashComplete(cli.kru, {}, "kru", "_KRU_COMPLETE").get_completions(before, begun)
    assert expected in [item.value for item in found]


def test_ctrl_c_ends_with_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupted(**_: object) -> None:
        raise click.Abort

    monkeypatch.setattr(cli.kru, "main", interrupted)
    assert cli.main() == cli.INTERRUPTED
    assert capsys.readouterr().err == "Stopped.\n"
