"""Her growth in kind words: since the starter, since her last try."""

from __future__ import annotations

import pytest

from grader.scratch.difference import findings
from grader.scratch.difference.scripts import compare
from grader.scratch.index import index
from grader.words.changes import Changes, changes
from tests.kit.blocks import scratch

ONCE = "when green flag clicked\nif <key (space v) pressed?> then\n  move (10) steps\nend\n"
AGAIN = "when green flag clicked\nforever\n  if <key (space v) pressed?> then\n    move (10) steps\n  end\nend\n"
OTHER = ONCE.replace("space", "a").replace("(10)", "(20)")


def said(before: str, after: str, language: str = "en") -> Changes:
    difference = compare(index(scratch(before)), index(scratch(after)))
    return changes(difference, findings.compare(difference), language, since="try")


def lines(before: str, after: str) -> list[str]:
    return [str(line) for line in said(before, after).lines]


def test_nothing_new_says_nothing() -> None:
    assert not said(ONCE, ONCE)
    assert not said(ONCE + OTHER, ONCE)  # what is gone is not growth


def test_new_scripts_and_sprites_are_counted() -> None:
    before = 'sprite "Cat"\n\n' + AGAIN
    after = (
        before + 'sprite "Mango"\n\nwhen green flag clicked\nshow\n\nsprite "Sun"\n\nwhen green flag clicked\nhide\n'
    )
    assert lines(before, after)[:2] == ["New sprites: Mango and Sun.", "New scripts that run: 2."]


def test_a_loose_stack_is_no_growth() -> None:
    assert lines(ONCE, ONCE + "\nmove (1) steps\nsay [hi]\n") == []


def test_what_is_better_is_said_in_the_words_of_the_check() -> None:
    assert "Your questions are asked all the time." in lines(ONCE, AGAIN)
    assert "Scripts that you worked on: 1." in lines(ONCE, AGAIN)


def test_fewer_than_before_is_said_too() -> None:
    assert "Less than before: Questions that are asked one time." in lines(ONCE + OTHER, AGAIN + OTHER)


def test_a_deleted_script_mends_nothing() -> None:
    assert lines(ONCE + AGAIN, AGAIN) == []


def test_one_mended_and_another_one_new_is_not_better() -> None:
    found = lines(ONCE, AGAIN + OTHER)
    assert not any("Less" in line or "all the time" in line for line in found)


@pytest.mark.parametrize("since", ["starter", "try"])
def test_every_line_is_khmer_for_those_who_chose_it(since: str) -> None:
    both = compare(
        index(scratch('sprite "Cat"\n\n' + ONCE)), index(scratch('sprite "Cat"\n\n' + AGAIN + '\nsprite "ឆ្មា"\n'))
    )
    found = changes(both, findings.compare(both), "km", since=since)  # type: ignore[arg-type]
    assert {line.language for line in (found.title, *found.lines)} == {"km"}
