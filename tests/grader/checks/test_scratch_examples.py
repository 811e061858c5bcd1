"""Every Scratch check keeps its own word: its examples, its page, its sentences. No check is named here."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Example, Observation, counting
from grader.scratch import starter
from grader.scratch.blocks import heads_a_script
from grader.scratch.index import index
from grader.scratch.model import ScratchProject, Script, Target
from grader.scratch.notation import read_project
from grader.scratch.opcodes import block_name, category_name, table

ENTRIES = tuple(catalogue.entry(name) for name in catalogue.ids() if name.startswith("scratch."))
EXAMPLES = [(entry, example) for entry in ENTRIES for example in entry.check.examples]
PLACEHOLDER = re.compile(r"\{([^}]*)\}")


def observed(entry: Entry, example: Example) -> Observation:
    assert isinstance(example.project, str)
    params = entry.check.params.model_validate(dict(example.params))
    result: Observation = entry.check.observe(index(read_project(example.project)), params)
    return result


def without_hats(project: ScratchProject) -> ScratchProject:
    def below(script: Script) -> Script:
        return replace(script, blocks=script.blocks[1:]) if heads_a_script(script.blocks[0].opcode) else script

    def loose(target: Target) -> Target:
        return replace(target, scripts=tuple(it for it in map(below, target.scripts) if it.blocks))

    return replace(project, targets=tuple(map(loose, project.targets)))


def name(value: Any) -> str:
    return value.id if isinstance(value, Entry) else value.shows if isinstance(value, Example) else str(value)


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=name)
def test_an_example_shows_what_it_says(entry: Entry, example: Example) -> None:
    seen = observed(entry, example)
    counted = counting(entry.check.kind, seen)
    assert counted.amount == example.amount
    assert sum(1 for place in seen.places if not place.runs) == example.loose
    if example.places is not None:
        assert tuple(place.text for place in counted.places) == example.places
    if example.looked_at is not None:
        assert seen.looked_at == example.looked_at


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_examples_show_both_sides(entry: Entry) -> None:
    amounts = [example.amount for example in entry.check.examples]
    assert max(amounts) > 0
    assert min(amounts) == 0
    shown = [example.shows for example in entry.check.examples]
    assert len(set(shown)) == len(shown)


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_every_parameter_has_an_example(entry: Entry) -> None:
    used = {key for example in entry.check.examples for key in example.params}
    known = {field.alias or name for name, field in entry.check.params.model_fields.items()}
    assert used >= known - WORD_LISTS


WORD_LISTS = {"win_words", "lose_words", "end_words"}  # languages of other clubs: tested on their own


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_the_page_has_its_parts(entry: Entry) -> None:
    assert [line for line in entry.page.splitlines() if line.startswith("#")] == [
        "## What it looks for",
        "## Why it matters",
        "## Limits",
    ]
    assert not entry.page.startswith("#")


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_words_can_be_filled(entry: Entry) -> None:
    words = entry.check.words
    assert len(words.hints) == 3  # a question, where to look, the move
    assert words.hints[0].endswith("?")
    categories = {block.category for block in table().blocks.values()}
    for sentence in (words.praise, words.next, *words.hints, words.measured):
        for placeholder in PLACEHOLDER.findall(sentence):
            kind, _, key = placeholder.partition(":")
            if kind == "block":
                assert block_name(key) != key
            elif kind == "category":
                assert key in categories
                assert category_name(key) != key
            else:
                assert kind in {"count", "need", "where", "name"}


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_unknown_parameters_are_refused(entry: Entry) -> None:
    with pytest.raises(ValueError, match="extra_forbidden"):
        entry.check.params.model_validate({"colour": "blue"})


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_an_untouched_new_project_earns_nothing(entry: Entry) -> None:
    seen = entry.check.observe(index(starter.new_project()), entry.check.params())
    counted = counting(entry.check.kind, seen)
    assert counted.amount == 0
    if entry.check.kind == "problem":  # where fewer is better, nothing must have been looked at
        assert counted.looked_at == 0


@pytest.mark.parametrize("entry", ENTRIES, ids=name)
def test_a_project_without_any_block_raises_nothing(entry: Entry) -> None:
    empty = read_project('stage\n\nsprite "Cat"')
    entry.check.observe(index(empty), entry.check.params())


@pytest.mark.parametrize(("entry", "example"), EXAMPLES, ids=name)
def test_what_came_with_the_starter_earns_nothing(entry: Entry, example: Example) -> None:
    assert isinstance(example.project, str)
    whole = read_project(example.project)
    params = entry.check.params.model_validate(dict(example.params))
    seen = entry.check.observe(index(whole, whole), params)
    counted = counting(entry.check.kind, seen)
    assert counted.amount == 0
    if entry.check.kind == "problem":
        assert counted.looked_at == 0


def hats(project: ScratchProject) -> int:
    return sum(heads_a_script(it.blocks[0].opcode) for target in project.targets for it in target.scripts)


def is_about_code_that_runs(entry: Entry, example: Example) -> bool:
    """A problem counts loose blocks; so does what has an example, asked the same way, that counts without any hat."""
    alike = (each for each in entry.check.examples if each.amount and each.params == example.params)
    return entry.check.kind != "problem" and all(hats(read_project(str(each.project))) for each in alike)


@pytest.mark.parametrize(("entry", "example"), [each for each in EXAMPLES if is_about_code_that_runs(*each)], ids=name)
def test_loose_blocks_earn_nothing(entry: Entry, example: Example) -> None:
    """Every example again, with everything that starts a script taken away."""
    loose = without_hats(read_project(str(example.project)))
    seen = entry.check.observe(index(loose), entry.check.params.model_validate(dict(example.params)))
    assert counting(entry.check.kind, seen).amount == 0
