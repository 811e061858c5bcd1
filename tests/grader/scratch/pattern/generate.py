"""Small programs and patterns of few words, so that much of what is drawn fits together."""

from __future__ import annotations

import random

from grader.scratch.pattern.read import read
from grader.scratch.pattern.words import PatternError

HATS = (
    "when green flag clicked",
    "when green flag clicked",
    "when I receive [go v]",
    "define jump",
    "define (n) hop",
    "",
)
STATEMENTS = (
    "show", "hide", "show", "hide", "move (1) steps", "move (2) steps", "change [a v] by (1)", "change [b v] by (1)",
    "set [a v] to (1)", "set [b v] to (a)", "say (a)", "say [1]", "broadcast (go v)", "jump", "jump", "(2) hop",
)  # fmt: skip
LOOPS = ("repeat (1)", "repeat (2)", "forever", "if <touching (edge v)?> then", "if <mouse down?> then", "if <> then")
ENDS = ("stop [all v]", "delete this clone")

PATTERN_HATS = (*HATS[:4], "when I receive [$m v]", "", "", "", "{when green flag clicked | when I receive [_ v]}")
PATTERN_LINES = (
    "show", "hide", "{show | hide}", "_", "_ :: motion", "move (_) steps", "move (2) steps", "change [_ v] by (_)",
    "change [a v] by (1)", "change [$x v] by (_)", "set [$x v] to (_)", "set [$x v] to ($y)", "say ($x)", "say ($y)",
    "say (_)", "broadcast ($m v)", "jump :: custom", "(a)", "<touching (_)?>", "{say (a) | set [_ v] to (a)}",
)  # fmt: skip
PATTERN_LOOPS = (
    "repeat", "repeat (2)", "forever", "{repeat (_) | forever}", "if <_> then", "if <touching (_)?> then",
    "if <> then", "if <$c> then",
)  # fmt: skip


def _lines(
    luck: random.Random, statements: tuple[str, ...], loops: tuple[str, ...], most: int, depth: int
) -> list[str]:
    lines: list[str] = []
    for _ in range(luck.randint(0 if depth < 2 else 1, most)):
        if depth and luck.random() < 0.35:
            lines += [luck.choice(loops), *_lines(luck, statements, loops, 2, depth - 1)]
            if lines[-1].startswith("if") and luck.random() < 0.2:
                lines += ["else", *_lines(luck, statements, loops, 1, 0)]
            lines.append("end")
        else:
            lines.append(luck.choice(statements))
    return lines


def _script(luck: random.Random) -> list[str]:
    lines = [luck.choice(HATS), *_lines(luck, STATEMENTS, LOOPS, 4, 2)]
    if luck.random() < 0.2:
        lines.append(luck.choice(ENDS))
    return [line for line in lines if line]


def program(luck: random.Random) -> str:
    """Two sprites with a few scripts; every sprite has the blocks `jump` and `hop`."""
    parts: list[str] = ["stage\nvariable a = 0\nvariable b = 0"]
    for name in ("Cat", "Dog"):
        scripts = [_script(luck) for _ in range(luck.randint(1, 2))]
        heads = {script[0] for script in scripts}
        own = [["define jump", *luck.sample(STATEMENTS, 2)], ["define (n) hop", "show"]]
        scripts += [script for script in own if script[0] not in heads]
        luck.shuffle(scripts)
        parts += [f'sprite "{name}"', *("\n".join(script) for script in scripts)]
    return "\n\n".join(parts)


def starter(luck: random.Random, text: str) -> str:
    """A part of a program: some lines are not there yet."""
    parts = [
        part for part in text.split("\n\n") if part.startswith(("stage", "sprite", "define")) or luck.random() < 0.7
    ]
    return "\n\n".join(
        "\n".join(line for line in part.split("\n") if line not in STATEMENTS or luck.random() < 0.8) for part in parts
    )


def _signed(luck: random.Random, line: str) -> str:
    chance = luck.random()
    if line in {"end", "else"} or chance > 0.35:
        return line
    if chance < 0.12:
        return f"* {line}"
    return f"not: {line}" if chance < 0.22 else f"{line} ?"


def pattern(luck: random.Random) -> str:
    """A pattern that reads."""
    while True:
        scripts = []
        for _ in range(luck.choice((1, 1, 1, 2))):
            lines = [luck.choice(PATTERN_HATS), *_lines(luck, PATTERN_LINES, PATTERN_LOOPS, 2, 2)]
            scripts.append("\n".join(_signed(luck, line) for line in lines if line))
        text = "\n\n".join(script for script in scripts if script)
        try:
            read(text)
        except PatternError:
            continue
        return text
