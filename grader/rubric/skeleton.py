"""What `kru rubric new` starts a mentor with: a rubric that holds, to be changed line by line."""

from __future__ import annotations

from collections.abc import Mapping

_HEAD = """\
# yaml-language-server: $schema=../rubric.schema.json
# Change the numbers and the words. `kru rubric check` finds every slip, `kru rubric test` tries the examples.
rubric: 1
id: {id}
version: 1
title: {{en: {title}, km: "កិច្ចការថ្មី"}}
accepts: [{kind}]
points: 10
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
    head = _HEAD.format(id=name, title=title, kind=kind)
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
