"""The Nu checker as the oracle, where Java is there and `KRU_NU_JAR` names its jar: our pages, and mutated ones."""

from __future__ import annotations

import os
import random
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from grader import catalogue
from grader.website.conformance import problems
from grader.website.read import read

HERE = Path(__file__).parent
AROUND = '<!DOCTYPE html>\n<html lang="en"><head><title>Cats</title></head><body>\n{}\n</body></html>\n'
ERRORS = frozenset(
    found.removeprefix("website.")
    for found in catalogue.ids()
    if found.startswith("website.") and catalogue.entry(found).check.severity == "error"
)
SIGNS = "<>&\"'=/! -“”\n;ក"
SAID = re.compile(r'^"file:[^"]*?/(\d+)\.html":(\d+)\.\d+-(\d+)\.\d+: (?:fatal )?error', re.MULTILINE)
A_CALL = 50  # pages: the checker stops at some broken page, and what it said of the others is asked again

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(
        not os.environ.get("KRU_NU_JAR") or shutil.which("java") is None,
        reason="needs Java, and KRU_NU_JAR: the path of vnu.jar",
    ),
]


def pages_in(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8").replace("{200b}", "\u200b")
    groups = re.split(r"^## .*\n", text, flags=re.MULTILINE)[1:]
    pages = [page.strip("\n") for group in groups for page in group.split("\n----\n")]
    whole = re.compile(r"\s*<(?:!doctype|html|title|!-- my)", re.IGNORECASE)
    return [page + "\n" if whole.match(page) else AROUND.format(page) for page in pages]


def mutated(count: int) -> Iterator[str]:
    """Right pages with a slip or two of the hand."""
    pieces = [page for page in pages_in("right.txt") if "<body>" in page]
    for seed in range(count):
        chance = random.Random(seed)  # noqa: S311 - a seed that gives the same page again
        text = chance.choice(pieces)
        body = text.index("<body>") + 6
        for _ in range(chance.randint(1, 2)):
            at, what = chance.randrange(body, len(text) - 16), chance.randrange(3)
            if what == 0:
                text = text[:at] + text[at + chance.randint(1, 6) :]
            elif what == 1:
                text = text[:at] + chance.choice(SIGNS) + text[at:]
            else:
                text = text[:at] + text[max(body, at - 12) : at] + text[at:]
        yield text


def ask(folder: Path, pages: Mapping[int, str]) -> dict[int, list[tuple[int, int]]]:
    """The first and last lines of Nu's errors; a page it stops at is left out."""
    for number, text in pages.items():
        (folder / f"{number}.html").write_text(text, encoding="utf-8")
    names = [str(folder / f"{number}.html") for number in pages]
    command = ["java", "-Xss8m", "-jar", os.environ["KRU_NU_JAR"], "--format", "gnu", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*command, *names], capture_output=True, text=True, errors="replace", check=False)
    if done.returncode or "Exception" in done.stderr:
        if len(pages) == 1:
            return {}
        half = dict(list(pages.items())[: len(pages) // 2])
        return ask(folder, half) | ask(folder, {key: text for key, text in pages.items() if key not in half})
    found: dict[int, list[tuple[int, int]]] = {number: [] for number in pages}
    for number, first, last in SAID.findall(done.stdout):
        found[int(number)].append((int(first), int(last)))
    return found


def compare(folder: Path, pages: list[str]) -> tuple[int, int]:
    """How many pages both call amiss, and how many Nu calls so; no page of ours is alone, and no line."""
    both = theirs = 0
    for begin in range(0, len(pages), A_CALL):
        asked = {number: pages[number] for number in range(begin, min(begin + A_CALL, len(pages)))}
        for number, lines in ask(folder, asked).items():
            page = read({"index.html": pages[number].encode()}).pages[0]
            ours = [one for one in problems(page) if one.check in ERRORS]
            assert lines or not ours, (pages[number], ours)
            theirs += bool(lines)
            both += bool(lines and ours)
            for one in ours:
                start, end = page.lines.place(one.start)[0], page.lines.place(one.end)[0]
                near = any(first - 1 <= end and start - 1 <= last for first, last in lines)
                assert near, (pages[number], one, lines)
    return both, theirs


@pytest.mark.timeout(600)
def test_our_pages(tmp_path: Path) -> None:
    right = pages_in("right.txt")
    assert compare(tmp_path, right) == (0, 0)
    both, theirs = compare(tmp_path, pages_in("mistakes.txt"))
    assert both == theirs > 250


@pytest.mark.timeout(900)
def test_slips_of_the_hand(tmp_path: Path) -> None:
    both, theirs = compare(tmp_path, list(mutated(600)))
    assert both / theirs > 0.93
