"""`docs/plays.md` and the play's part of the schema, from the grammar: `python -m grader.live.play.page`."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from grader.live.play.grammar import CONDITIONS, ROLES, SEEDS, SLOTS, STEPS, TIMES, Form

FILE = Path(__file__).parents[3] / "docs" / "plays.md"
_HEAD = """\
# Plays

A criterion with `play:` runs the project in the real Scratch engine and watches. One sentence stands in a line.
This page is made from the grammar: `python -m grader.live.play.page`.

```yaml
play:
  who:
    player: {moved_by: [left arrow, right arrow]}
    thing: {name: [apple, star, "ផ្លែប៉ោម"], or: any other sprite}
    score: {variable: [score, points, "ពិន្ទុ"], or: any number that rises}
  given:
    - green flag
  when:
    - chase thing with player for 20
  then:
    - whenever player touches thing, within 1 score goes up
  seeds: most
```

The amount is how many `then` sentences held in enough of three runs: `seeds` is `all`, `most` (where nothing is said)
or `any`. Without `levels` it is great when every one held. `, or ` and `, and ` join conditions, `not ` turns one
round; `any of: [...]`, `all of: [...]` and `not: [...]` hold sentences, each with a time word of its own.

Where the rubric has a `starter`, the same play is tried with it. As with blocks, what the starter does may complete
what is hers and never suffices: a play counts when at least one sentence holds that does not hold with the starter.

A run that was cut, a `whenever` that never came, and two who could equally be somebody wait for a person. Where nobody
answers in any run it is `start`, with the first reason. A game that the flag alone does not start is started by what
its blocks listen to: a click, a key, an answer.
"""
_WHO = """\
## Who

A role is found by `name` (a sprite) or `variable`, each one name or a list, without regard to case, spaces and a
number behind it; by `moved_by`, one key or a list, or `mouse`: the same run with and without the key, and the first
sprite that differs is the one the key moves. `role:` says what it does; `or:` says it where no name fits.
"""


def text() -> str:
    """The page."""
    parts = [
        _HEAD,
        _WHO,
        "\n".join(["| `role`, `or` | |", "|---|---|", *(f"| `{name}` | {means} |" for name, means in ROLES.items())]),
        "## `given` and `when`",
        _table(STEPS),
        "## `then`",
        _table(CONDITIONS),
        "## When it must hold",
        "Without such a word: at some moment of the `when` steps.",
        _table(TIMES),
        "## What stands in capitals",
        "\n".join(["| | |", "|---|---|", *(f"| `{name}` | {means} |" for name, (_, means) in SLOTS.items())]),
    ]
    return "\n\n".join(part.strip() for part in parts) + "\n"


def _table(forms: Iterable[Form]) -> str:
    rows = [f"| `{_cell(f.words)}` | {f.means} | `{_cell(f.example)}` |" for f in forms]
    return "\n".join(["| sentence | means | such as |", "|---|---|---|", *rows])


def _cell(words: str) -> str:
    return words.replace("|", "\\|")


def schema() -> dict[str, Any]:
    """The JSON Schema of `play:`; editors show the sentences."""

    def lines(forms: Iterable[Form], description: str) -> dict[str, Any]:
        one = {"type": "string", "examples": [form.example for form in forms]}
        group = {"type": "object", "maxProperties": 1, "minProperties": 1}
        items = [one, group] if forms is not STEPS else [one]
        return {"description": description, "type": "array", "items": {"anyOf": items} if len(items) > 1 else one}

    names = {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}
    does = {"type": "string", "enum": list(ROLES)}
    role = {
        "type": "object",
        "additionalProperties": False,
        "properties": {"name": names, "variable": names, "moved_by": names, "role": does, "or": does},
    }
    return {
        "description": "Source 3: run the project and watch. One sentence a line; docs/plays.md has them all.",
        "type": "object",
        "additionalProperties": False,
        "required": ["then"],
        "properties": {
            "who": {"type": "object", "additionalProperties": {"anyOf": [role, {"type": "string"}]}},
            "given": lines(STEPS, "What is done first."),
            "when": lines(STEPS, "What is done then, and watched."),
            "then": lines((*CONDITIONS, *TIMES), "What must come about."),
            "seeds": {"enum": list(SEEDS), "default": "most"},
        },
    }


def main(arguments: list[str]) -> int:
    """Write the page; with `--check` 1 when it is not up to date."""
    if arguments == ["--check"]:
        return int(not FILE.is_file() or FILE.read_text("utf-8") != text())
    FILE.write_text(text(), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
