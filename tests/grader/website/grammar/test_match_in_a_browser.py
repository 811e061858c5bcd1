"""The grammar against Chromium's `CSS.supports`: what Kru calls invalid no browser takes, and the other way round.

What the standards have and this browser does not yet stands in `NOT_YET`: it is looked at, not counted.
"""

from __future__ import annotations

import re
from random import Random
from typing import Any

import pytest
import tinycss2

from grader.website.grammar.data import data
from grader.website.grammar.match import judge

pytestmark = pytest.mark.browser

VALUES = """red|#fff|#12|ff80ff|rgb(1,2,3)|rgb(1 2 3 / .5)|hsl(120deg 50% 50%)|currentcolor|10px|0|-10px|10|10 px
1.5|50%|-50%|1em|10vw|auto|none|normal|left|center|centre|left top|1px 2px|1px 2px 3px 4px
1px 2px 3px 4px 5px|1px auto|10px / 5px|url(a.png)|"x"|foo|Arial, sans-serif|Noto Sans Khmer
1px solid red|solid|red 1px|linear-gradient(red, blue)|0.3|linear-gradient(to right, red 10%, blue)
radial-gradient(circle at center, red, blue)|url(a.png) no-repeat center / cover|2s
all 0.3s ease-in-out|all 0.3 ease|spin 1s infinite linear|rotate(45deg)|rotate(45)
translate(10px, 5px) scale(2)|blur(5px)|calc(1px + 2%)|calc(100%-20px)|calc(2 * 3)|min(10px, 5vw)
clamp(1rem, 2vw, 3rem)|400|1001|bold|bolder|italic|underline red wavy|inherit|block|inline-block|flex
inline grid|flexx|repeat(3, 1fr)|repeat(auto-fit, minmax(100px, 1fr))|span 2|1 / 3|row wrap|1 1 auto
space-between|hidden auto|pointer|square inside|upper-roman|bold 12px/1.5 Arial|italic 12px Arial
cover|50% auto|2px 2px 5px red|inset 0 0 5px red, 1px 1px blue|nowrap|uppercase|larger|thin|16 / 9|-1
cubic-bezier(.1,.2,.3,1)|steps(4, end)|polygon(0 0, 100% 0, 50% 100%)|color|red blue|red, blue
min-content|a:b|max(1px, 2px)""".replace("\n", "|").split("|")
# Standard values that this browser does not take yet; of them no rule can be made.
NOT_YET = re.compile(
    r"(grid-(area|row|column).*: (0|span)|text-align: match-parent"
    r"|.*: (anchor-center|run-in|inline-list-item)|break-.*|display: ruby.*|text-transform: full.*"
    r"|white-space.*: preserve-spaces|image-.*|mix-blend-mode: plus-darker"
    r"|background-position-.: ..?-(start|end)|color-scheme: only|mask: .*|position-.*|text-box.*"
    r"|view-transition-name: auto|vector-effect: .*|stroke-.*|initial-letter: .*|hyphenate-.*"
    r"|font-(synthesis|feature).*|dominant-.*|ruby-.*|zoom: .*|text-combine.*|.*: fit-content\(10px\))"
)
_WORDS = re.compile(r"(?<![<'\w-])-?[a-zA-Z][\w-]*(?![\w>('-])")
_PARTS = re.compile(r"<([\w-]+)")


def words_of(syntax: str, seen: set[str]) -> set[str]:
    """Every keyword that can stand somewhere in a syntax."""
    found = set(_WORDS.findall(re.sub(r"<[^>]*>", "", syntax)))
    for name in _PARTS.findall(syntax):
        if name not in seen and name in data().syntaxes:
            seen.add(name)
            found |= words_of(data().syntaxes[name], seen)
    return found


def questions(share: float) -> list[tuple[str, str]]:
    random = Random(7)  # noqa: S311 - the same values every time
    return [
        (name, value)
        for name, one in data().properties.items()
        if not one.standing
        for value in (*VALUES, *sorted(words_of(one.syntax, set())))
        if random.random() < share
    ]


def compare(browser: Any, share: float) -> None:
    tab = browser.new_page()
    known = set(tab.evaluate("names => names.filter(name => CSS.supports(name, 'inherit'))", list(data().properties)))
    asked = [(name, value) for name, value in questions(share) if name in known]
    theirs = tab.evaluate("all => all.map(([name, value]) => CSS.supports(name, value))", asked)
    tab.close()
    ours = [judge(name, tinycss2.parse_component_value_list(value)) for name, value in asked]
    lost = [one for one, mine, good in zip(asked, ours, theirs, strict=True) if mine == "invalid" and good]
    taken = [
        f"{name}: {value}"
        for (name, value), mine, good in zip(asked, ours, theirs, strict=True)
        if mine == "valid" and not good
    ]
    assert lost == []
    assert [one for one in taken if not NOT_YET.fullmatch(one)] == []
    assert ours.count("no opinion") < 0.1 * len(ours)
    assert ours.count("valid") > 0.05 * len(ours)


def test_a_share_of_all_values_of_all_properties(browser: Any) -> None:
    compare(browser, 0.15)


@pytest.mark.long
def test_all_values_of_all_properties(browser: Any) -> None:
    compare(browser, 1.0)
