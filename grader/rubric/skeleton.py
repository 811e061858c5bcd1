"""What a mentor starts a new rubric with: one that holds, to be changed line by line; or what a finished work shows."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from grader.language import say

if TYPE_CHECKING:
    from grader.upload import Project

_HEAD = """\
# yaml-language-server: $schema=../rubric.schema.json
# Change the numbers and the words. `kru rubric check` finds every slip, `kru rubric test` tries the examples.
rubric: 1
id: {id}
version: 1
title: {title}
accepts: [{kind}]
points: {points}
criteria:
"""

_PERSON = """\
  - id: shared
    title: {en: Shown to a friend, km: "បង្ហាញមិត្តភក្តិ"}
    points: 4
    scored_by: mentor
    ask: {en: "What did a friend say about it?", km: "តើមិត្តភក្តិនិយាយអ្វីអំពីវា?"}
    levels:
      start: {en: Not shown to a friend yet, km: "មិនទាន់បង្ហាញមិត្តភក្តិ"}
      good: {en: A friend saw it, km: "មិត្តភក្តិបានឃើញ"}
      great: {en: She changed something because of it, km: "នាងបានកែអ្វីមួយដោយសារវា"}
"""

_SCRATCH = """\
  - id: starts
    title: {en: Scripts that start, km: "ស្គ្រីបដែលចាប់ផ្តើម"}
    points: 6
    check: scratch.scripts             # `kru checks scratch.scripts` says what it looks for
    levels: {good: 1, great: 2}        # how many for good, how many for great
"""

_SCRATCH_EXAMPLES = """\
examples:                              # the rubric's own tests
  - {file: examples/full.blocks, marks: {shared: great}, expect: {band: great, points: 10}}
  - {file: examples/half.blocks, marks: {shared: good}, expect: {starts: good}}
  - {file: examples/loose.blocks, marks: {shared: start}, expect: {starts: start, points: 0}}
"""

_WEBSITE = """\
  - id: headings
    title: {en: Headings, km: "ចំណងជើង"}
    points: 6
    check: website.headings            # `kru checks website.headings` says what it looks for
    levels: {good: 1, great: 2}        # how many for good, how many for great
"""

_WEBSITE_EXAMPLES = """\
examples:                              # the rubric's own tests
  - {file: examples/full.html, marks: {shared: great}, expect: {band: great, points: 10}}
  - {file: examples/half.html, marks: {shared: good}, expect: {headings: good}}
  - {file: examples/empty.html, marks: {shared: start}, expect: {headings: start, points: 0}}
"""

_MENTOR = """\
# {title}

Aim: what she can do after this week.

Common mix-ups: what to look for when she is stuck.

Three questions to ask:

1. What does it do?
2. Which part are you proud of?
3. What would you add next?
"""

_PAGE = """\
<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""


def files(name: str, title: str, kind: str) -> Mapping[str, str]:
    """The files of a new rubric's folder by their paths; `kind` is sb3 or website."""
    head = _HEAD.format(id=name, title=_said({"en": title, "km": "កិច្ចការថ្មី"}), kind=kind, points=10)
    common = {"mentor.md": _MENTOR.format(title=title)}
    if kind == "sb3":
        first, second = "when flag clicked\nmove (10) steps\n", "when this sprite clicked\nsay [Hello!]\n"
        return {
            **common,
            "rubric.yaml": head + _SCRATCH + _PERSON + _SCRATCH_EXAMPLES,
            "examples/full.blocks": f"{first}\n{second}",
            "examples/half.blocks": first,
            "examples/loose.blocks": "move (10) steps\n",
        }
    return {
        **common,
        "rubric.yaml": head + _WEBSITE + _PERSON + _WEBSITE_EXAMPLES,
        "examples/full.html": _PAGE.format(title="My page", body="<h1>My page</h1>\n<h2>What I like</h2>"),
        "examples/half.html": _PAGE.format(title="My page", body="<h1>My page</h1>"),
        "examples/empty.html": _PAGE.format(title="My page", body="<p>Hello</p>"),
    }


# What a finished work may show, in the order in which it is asked; each without a parameter that must be chosen.
_SHOWN: Final[Mapping[str, tuple[str, ...]]] = {
    "sb3": (
        "scratch.scripts",
        "scratch.loops",
        "scratch.decisions",
        "scratch.variables",
        "scratch.messages",
        "scratch.controls",
        "scratch.clones",
        "scratch.own-blocks",
        "scratch.sprites",
        "scratch.scenes",
    ),
    "website": (
        "website.headings",
        "website.pictures-described",
        "website.links-work",
        "website.lists",
        "website.colours",
        "website.fonts",
        "website.landmarks",
        "website.tables",
        "website.forms",
        "website.title",
    ),
}
_GOALS: Final = 5
_POINTS: Final = 4
_MUCH: Final = 3  # more of the same is not asked for: a girl may do it in her own way


def from_project(
    name: str, title: str, kind: str, project: Project, file: str, roots: Sequence[Path]
) -> Mapping[str, str]:
    """The text files of a rubric that asks for what this finished work shows; `file` is the example's path in it.

    `kind` is sb3 or website. Nothing when the work shows none of what is looked for.
    """
    from grader.grade import grade
    from grader.rubric.load import load_text

    asked = [(check, 1) for check in _SHOWN[kind]]
    loaded = load_text(_asking(name, title, kind, asked, ()).encode(), Path(name) / "rubric.yaml", roots)
    seen = {one.id: one.amount for one in grade(project, loaded).results}
    shown = [(check, int(seen[_short(check)] or 0)) for check, _ in asked]
    goals = [(check, amount) for check, amount in shown if amount >= 1][:_GOALS]
    if not goals:
        return {}
    total = _POINTS * (len(goals) + 1)
    told = f"file: {json.dumps(file, ensure_ascii=False)}, marks: {{shared: great}}"
    examples = (
        f"  - {{{told}, expect: {{band: great, points: {total}}}}}\n",
        "  - {file: none, expect: {points: 0}}\n",
    )
    return {
        "mentor.md": _MENTOR.format(title=title),
        "rubric.yaml": _asking(name, title, kind, goals, examples),
    }


def _asking(name: str, title: str, kind: str, goals: Sequence[tuple[str, int]], examples: Iterable[str]) -> str:
    from grader.catalogue import entry

    head = _HEAD.format(id=name, title=_said({"en": title}), kind=kind, points=_POINTS * (len(goals) + 1))
    asked = [
        f"  - id: {_short(check)}\n"
        f"    title: {_said({code: say(entry(check).check.title, code) for code in ('en', 'km')})}\n"
        f"    points: {_POINTS}\n"
        f"    check: {check}\n"
        f"    levels: {_levels(amount)}\n"
        for check, amount in goals
    ]
    tried = list(examples)
    return "".join([head, *asked, _PERSON, *(["examples:\n"] if tried else []), *tried])


def _levels(amount: int) -> str:
    return "{great: 1}" if amount == 1 else f"{{good: 1, great: {min(amount, _MUCH)}}}"


def _short(check: str) -> str:
    return check.partition(".")[2]


def _said(texts: Mapping[str, str]) -> str:
    """Words by language as YAML holds them, whatever stands in them."""
    return "{" + ", ".join(f"{code}: {json.dumps(text, ensure_ascii=False)}" for code, text in texts.items()) + "}"
