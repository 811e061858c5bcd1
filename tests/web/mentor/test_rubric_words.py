"""What the editor offers by where she is, asked of the page's own script; and the modules that it comes from."""

from __future__ import annotations

import json
import subprocess

import pytest

from grader.live import machine
from grader.scratch.pattern.read import read
from web.mentor.rubric.schema_words import block_names, words
from web.style import STATIC
from worker.tuning.editor import EDITOR

# What stands before the caret, what is offered for it, and what is not.
PLACES = (
    ("rub", "|rubric: ", "|criteria: "),
    ("criteria:\n  - id: a\n    scor", " |scored_by: ", " |starter: "),
    ("criteria:\n  - id: a\n    scored_by: ", " |mentor", " |start"),
    ("criteria:\n  - id: a\n    check: scratch.scripts\n    with: {min", "{|min_blocks: ", "{|points: "),
    ("criteria:\n  - id: a\n    check: scratch.loo", " |scratch.loops", " |loops"),
    ("criteria:\n  - id: a\n    levels: {go", "{|good: ", "{|goal: "),
    ("accepts: [sb3, we", " |website", " |week: "),
    ("criteria:\n  - id: a\n    blocks: |\n      forever\n        mov", " |move (_) steps", " |module: "),
    ("criteria:\n  - id: a\n    blocks: |\n      * ផ្លាស់", " |ផ្លាស់ទី (_) ជំហាន", " |points: "),
    ("criteria:\n  - id: a\n    blocks: |\n      if <touch", "<|touching (_ v)?>", "<|then"),
    ("criteria:\n  - id: a\n    blocks: |\n      forever\n    po", " |points: ", " |(pick random (_) to (_))"),
)
NOTHING = ("# scor", 'title: {en: "po', "goal: some wo")
SCRIPT = """
const window = {};
eval(require("fs").readFileSync(process.argv[1], "utf8"));
const [words, places] = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(places.map((one) => window.kruOffers(words, one, ""))));
"""


def test_every_block_that_is_offered_can_stand_in_a_pattern() -> None:
    names = block_names()
    assert {"move (_) steps", "if <_> then", "ផ្លាស់ទី (_) ជំហាន"} <= set(names)
    for name in names:
        if not name.startswith(("(", "<")):
            assert read(name) is not None, name


@pytest.mark.skipif(not machine.nodes(), reason="no Node on this machine")
def test_the_page_offers_by_place() -> None:
    places = [*(before for before, _, _ in PLACES), *NOTHING]
    given = json.dumps([words(), places])
    told = (machine.nodes()[0], "-e", SCRIPT, str(STATIC / "rubric-words.js"))
    run = subprocess.run(told, input=given, capture_output=True, encoding="utf-8", check=True)
    found = [
        [f"{before[: one['from']][-1:]}|{word['apply']}" for word in one["options"]]
        for before, one in zip(places, json.loads(run.stdout), strict=True)
    ]
    for (before, first, not_there), offered in zip(PLACES, found, strict=False):
        assert first in offered, before
        assert not_there not in offered, before
    assert found[len(PLACES) :] == [[] for _ in NOTHING]


def test_every_module_comes_by_a_hash_and_is_free() -> None:
    text = (EDITOR.source / "package-lock.json").read_text(encoding="utf-8")
    assert "://" not in text
    for name, package in json.loads(text)["packages"].items():
        assert package["license"] == "MIT", name
        assert not name or package["integrity"].startswith("sha512-"), name
