from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader import checks
from grader.catalogue import Entry, UnknownCheckError, entries, entry, ids
from grader.check import Check
from grader.rubric import placeholders

HEADINGS = ["What it looks for", "Why it matters", "Limits"]
ALL = ids()


@pytest.fixture(params=ALL)
def found(request: pytest.FixtureRequest) -> Entry:
    return entry(request.param)


def test_every_file_is_a_check() -> None:
    folder = Path(checks.__path__[0])
    files = [path for path in folder.glob("*/*.py") if path.name != "__init__.py"]
    assert len(ALL) == len(files) > 10
    assert list(ALL) == sorted(ALL)
    assert [found.id for found in entries()] == list(ALL)


@pytest.mark.parametrize("name", ["scratch.nothing", "nothing.blocks", "scratch.own_blocks", "scratch", "", "scratch."])
def test_an_unknown_check_is_named(name: str) -> None:
    with pytest.raises(UnknownCheckError) as caught:
        entry(name)
    assert caught.value.args == (name,)


def test_only_what_is_asked_for_is_imported() -> None:
    program = (
        "import sys; from grader.catalogue import entry, ids; ids(); entry('scratch.scripts'); "
        "print([name for name in sys.modules if name.startswith('grader.checks.scratch.')])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['grader.checks.scratch.scripts']"


def test_a_check_that_cannot_be_imported_is_not_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from grader.checks import scratch

    (tmp_path / "broken_one.py").write_text("import a_module_that_is_not_there\n", "utf-8")
    monkeypatch.setattr(scratch, "__path__", [*scratch.__path__, str(tmp_path)])
    with pytest.raises(ModuleNotFoundError, match="a_module_that_is_not_there"):
        entry("scratch.broken-one")


def test_a_new_file_is_found_and_nothing_else_is_touched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "music"
    package.mkdir()
    (package / "__init__.py").write_text("", "utf-8")
    (package / "_helper.py").write_text("", "utf-8")
    (package / "many_notes.py").write_text(
        '"""Many notes."""\nfrom grader.check import Check, Observation, Params, Words\n'
        "CHECK = Check(title='Notes', kind='count', params=Params, observe=lambda i, p: Observation((), 0),\n"
        "              words=Words('', '', ()), examples=())\n",
        "utf-8",
    )
    monkeypatch.setattr(checks, "__path__", [*checks.__path__, str(tmp_path)])
    assert "music.many-notes" in ids()
    assert not any("helper" in name for name in ids())
    assert entry("music.many-notes").page == "Many notes."
    for name in [name for name in sys.modules if name.startswith("grader.checks.music")]:
        monkeypatch.delitem(sys.modules, name)


# Every check of the house keeps its shape.


def test_the_page_has_its_headings(found: Entry) -> None:
    title, *rest = found.page.split("\n")
    assert title.endswith(".")
    headings = [line.removeprefix("## ") for line in rest if line.startswith("## ")]
    assert [heading for heading in headings if heading in HEADINGS] == HEADINGS


def test_every_parameter_has_a_default(found: Entry) -> None:
    fields = found.check.params.model_fields
    assert not [name for name, field in fields.items() if field.is_required()]
    assert found.check.params() == found.check.params.model_validate({})
    assert found.check.params.model_config.get("extra") == "forbid"


def test_it_has_examples_that_show_both_sides(found: Entry) -> None:
    amounts = [example.amount for example in found.check.examples]
    assert any(amounts), "one example where it finds something"
    assert 0 in amounts, "one example where it finds nothing"
    assert all(example.shows for example in found.check.examples)


def test_the_hints_are_a_ladder(found: Entry) -> None:
    hints = found.check.words.hints
    assert len(hints) >= 3
    assert hints[0].endswith("?"), "the first step is a question"
    assert len(set(hints)) == len(hints)


def test_the_words_use_known_placeholders(found: Entry) -> None:
    from grader.scratch.opcodes import table

    words = found.check.words
    known = {"name", *placeholders.KNOWN, *_values(found)}
    groups = {block.category for block in table().blocks.values()}
    for sentence in (words.praise, words.next, words.measured, *words.hints):
        assert sentence.strip() == sentence != ""
        for inside in placeholders.used(sentence):
            parts = placeholders.split(inside)
            assert parts is not None, inside
            kind, name = parts
            assert name in {"": known, "block": set(table().blocks), "category": groups}[kind], inside


def _values(found: Entry) -> set[str]:
    """The keys of `values` that the check's file writes, or asks the two tellers of slips to write."""
    source = Path(sys.modules[found.check.observe.__module__].__file__ or "").read_text("utf-8")
    slips = ("grader.website.slips", "conformance.telling")  # the values of a slip are made there
    told = {"slip"} if any(maker in source for maker in slips) else set()
    return told | set(re.findall(r'"([a-z_]+)"\s*:', source)) | set(re.findall(r"\b([a-z_]+)=", source))


def test_a_title_is_a_short_line(found: Entry) -> None:
    assert isinstance(found.check, Check)
    assert 0 < len(found.check.title) <= 60
    assert not found.check.title.endswith(".")


def test_a_problem_says_how_much_it_matters(found: Entry) -> None:
    # `problems` asks every problem of the catalogue: each of its findings brings a severity of its own.
    if found.check.kind == "problem" and not found.id.endswith(".problems"):
        assert found.check.severity is not None
