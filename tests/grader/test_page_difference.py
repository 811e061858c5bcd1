"""Two files side by side, drawn: lines for her, a list for a mentor."""

from __future__ import annotations

import re
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from grader.page import TEMPLATES, tools
from grader.page.difference import MOST_SCRIPTS, Between, between
from grader.scratch.difference import findings
from grader.scratch.difference.scripts import compare
from grader.scratch.index import index
from grader.words.changes import changes
from tests.kit.blocks import scratch

BEFORE = """
sprite "Cat"

when green flag clicked
if <key (space v) pressed?> then
  move (10) steps
end

when this sprite clicked
say [<b>hi</b>]
"""
AFTER = """
sprite "Cat"

when green flag clicked
forever
  if <key (space v) pressed?> then
    move (10) steps
  end
end

sprite "Mango"

when green flag clicked
show

hide
show
"""


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def view(before: str, after: str, language: str = "en") -> Between:
    difference = compare(index(scratch(before)), index(scratch(after)))
    return between(difference, findings.compare(difference), language, since="try")


def drawn(macro: str, value: Any, language: str = "en") -> str:
    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    source = f'{{% import "_difference.html" as d with context %}}{{{{ d.{macro}(value) }}}}'
    return environment.from_string(source).render({**tools(language), "value": value})


def test_a_mentor_sees_what_came_changed_and_went() -> None:
    found = view(BEFORE, AFTER)
    assert found.counts == (2, 1, 1)
    html = drawn("between", found)
    text = words(html)
    assert "scripts: 2 new, 1 changed, 1 gone" in text
    assert "New sprites: Mango." in text
    assert "Mended: Questions that are asked one time" in text
    assert "cannot run yet" in text  # the loose stack
    assert "<b>hi" not in html


def test_new_blocks_of_a_changed_script_are_outlined() -> None:
    (one,) = view(BEFORE, AFTER).changed
    assert (one.new, one.gone) == (1, 0)
    assert one.after is not None
    assert one.before is not None
    assert one.after.count(" look") == 1
    assert " look" not in one.before


def test_nothing_changed_is_said() -> None:
    assert "nothing changed" in words(drawn("between", view(BEFORE, BEFORE)))


def test_a_long_list_is_cut_with_a_number() -> None:
    many = "".join(f"when [{key} v] key pressed\nsay [{key}]\n\n" for key in "abcdefghijklmnopqrst")
    found = view("", many)
    assert len(found.added) == MOST_SCRIPTS
    assert f"More of them: {20 - MOST_SCRIPTS}." in words(drawn("between", found))


@pytest.mark.parametrize("language", ["en", "km"])
def test_she_sees_what_she_is_glad_of_and_nothing_else(language: str) -> None:
    difference = compare(index(scratch(BEFORE)), index(scratch(AFTER)))
    lines = changes(difference, findings.compare(difference), language, since="try")
    nothing = changes(compare(difference.after, difference.after), None, language, since="starter")
    html = drawn("growth", (lines, nothing), language)
    assert html.count('class="grew"') == 1
    assert ("New sprites: Mango." in words(html)) == (language == "en")
    assert "gone" not in words(html)
