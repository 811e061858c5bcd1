"""Pages cut, doubled and shuffled at random: the rules never stumble, and every place lies in the page."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest

from grader.upload.limits import UploadError
from grader.website.conformance import problems
from grader.website.conformance.sentences import SENTENCES
from grader.website.read import read

HERE = Path(__file__).parent
PIECES = tuple(
    piece
    for name in ("mistakes.txt", "right.txt")
    for page in (HERE / name).read_text(encoding="utf-8").split("\n----\n")
    for piece in re.split(r"(?=<)", page)
)
SIGNS = "<>&\"'=/! -\u200b“”\x00\n;ក"


def mutated(chance: random.Random) -> str:
    pieces = [chance.choice(PIECES) for _ in range(chance.randint(1, 60))]
    text = "<!DOCTYPE html>\n<title>Cats</title>\n" * chance.randint(0, 1) + "".join(pieces)
    for _ in range(chance.randint(0, 8)):
        at = chance.randrange(len(text) + 1)
        what = chance.randrange(3)
        if what == 0:
            text = text[:at] + text[at + chance.randint(1, 9) :]
        elif what == 1:
            text = text[:at] + chance.choice(SIGNS) + text[at:]
        else:
            text = text[:at] + text[max(0, at - 20) : at] + text[at:]
    return text


def look(seeds: range) -> None:
    for seed in seeds:
        source = mutated(random.Random(seed))  # noqa: S311 - a seed that gives the same page again
        try:
            page = read({"index.html": source.encode()}).pages[0]
        except UploadError:
            continue
        for one in problems(page):
            assert 0 <= one.start <= one.end <= len(page.source), seed
            assert one.key in SENTENCES, seed
            assert set(re.findall(r"\{(\w+)\}", SENTENCES[one.key])) <= set(one.values), (seed, one)


def test_three_hundred_pages() -> None:
    look(range(300))


@pytest.mark.long
def test_ten_thousand_pages() -> None:
    look(range(300, 10_300))
