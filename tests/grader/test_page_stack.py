"""Scripts as nested HTML: shapes, menus, both languages, marks, and limits that hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from grader.check import BlockPlace
from grader.page import stack
from grader.scratch.model import Block, Procedure, ScratchProject, Script, Target, Typed
from grader.scratch.notation import read_scripts

GAME = """\
when flag clicked
set [score v] to (0)
forever
  if <<touching (Basket v)?> and <(score) < (10)>> then
    change [score v] by (1)
  else
    turn cw (15) degrees
  end
end
"""


class Tree(HTMLParser):
    """Every tag that opens closes in its place."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.deepest = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in {"use", "circle"}:
            self.open.append(tag)
            self.deepest = max(self.deepest, len(self.open))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tree(html: str) -> Tree:
    found = Tree()
    found.feed(html)
    assert found.open == []
    return found


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def picture(text: str, language: str = "en") -> str:
    found = stack.from_text(text, language)
    assert found
    tree(found)
    return str(found)


def test_blocks_wear_their_shape_and_the_colour_of_their_group() -> None:
    html = picture(GAME)
    assert '<div class="k hat ev">' in html
    assert '<div class="c ct"><div class="k">' in html
    assert '<div class="k mid">' in html  # else
    assert '<span class="bo op">' in html
    assert '<span class="bo se">' in html
    assert '<span class="re va">' in html  # a variable, without the arrow of a menu
    assert '<span class="m">score</span>' in html
    assert '<span class="v">10</span>' in html


def test_a_picture_reads_aloud_as_the_script() -> None:
    assert words(picture(GAME)) == (
        "when clicked set score to 0 forever if touching Basket ? and score < 10 then change score by 1 else "
        "turn 15 degrees"
    ).replace("score < 10", "score &lt; 10")
    assert 'aria-label="green flag"' in picture(GAME)


def test_the_words_come_in_her_language_and_her_names_stay() -> None:
    html = picture(GAME, "km")
    assert "ពេលចុច" in html
    assert "រហូត" in html
    assert '<span lang="en">Basket</span>' in html


def test_a_block_that_ends_a_script_has_no_notch_below() -> None:
    assert '<div class="k cap ct">' in picture("stop [all v]")
    assert " cap" not in picture("stop [other scripts in sprite v]")
    assert '<div class="end cap">' in picture("forever\nend")


def test_custom_blocks_are_written_with_their_own_words() -> None:
    define = Block("a", "procedures_definition", procedure=Procedure("jump %s times %b", ("how often", "high?")))
    call = Block("b", "procedures_call", {"0": Typed("3", "text")}, procedure=Procedure("jump %s times %b"))
    html = str(stack.draw((define,), "en")) + str(stack.draw((call,), "en"))
    assert words(html) == "define jump how often times high? jump 3 times"
    assert html.count("bo none") == 1  # the empty slot of the call


def test_a_colour_is_shown_as_a_colour() -> None:
    html = picture("set pen color to (#ff8800)")
    assert 'fill="#ff8800"' in html.lower()
    assert "style=" not in html


def test_a_block_that_nobody_knows_still_has_a_name() -> None:
    odd = Block("a", "robot_dance_now", {"SPEED": Typed("9", "number")}, {"MODE": "<wild>"})
    html = str(stack.draw((odd,), "en"))
    assert words(html) == "robot dance now &lt;wild&gt; 9"
    assert '<div class="k ex">' in html


def test_whatever_she_types_is_text() -> None:
    for block in (
        Block("a", "looks_say", {"MESSAGE": Typed("<script>alert(1)</script>", "text")}),
        Block("b", "data_setvariableto", fields={"VARIABLE": "<img src=x>"}),
        Block("c", "procedures_call", procedure=Procedure("<i>%s</i>")),
        Block("d", "pen_setPenColorToColor", {"COLOR": Typed('#fff"><b>', "colour")}),
    ):
        html = str(stack.draw((block,), "en"))
        tree(html)
        assert not re.search(r"<(script|img|i|b)\b", html)


def test_the_place_is_marked() -> None:
    project = ScratchProject((Target("Stage", stage=True), Target("Cat", stage=False, scripts=read_scripts(GAME))))
    loop = project.targets[1].scripts[0].blocks[2]
    html = str(stack.in_project(project, BlockPlace("Cat", loop.id, ""), "en", look=True))
    assert html.count(" look") == 1
    assert '<div class="c ct look">' in html
    plain = str(stack.in_project(project, BlockPlace("Cat", loop.id, ""), "en"))
    assert " look" not in plain
    assert stack.in_project(project, BlockPlace("Dog", loop.id, ""), "en") is None
    assert stack.in_project(project, BlockPlace("Cat", "gone", ""), "en") is None


def test_a_long_script_shows_what_stands_around_the_place() -> None:
    steps = tuple(Block(f"s{n}", "motion_movesteps", {"STEPS": Typed(str(n), "number")}) for n in range(60))
    script = Script((Block("hat", "event_whenflagclicked"), *steps))
    project = ScratchProject((Target("Stage", stage=True), Target("Cat", stage=False, scripts=(script,))))
    html = str(stack.in_project(project, BlockPlace("Cat", "s30", ""), "en"))
    assert words(html) == (
        "when clicked Here are more blocks. move 28 steps move 29 steps move 30 steps move 31 steps move 32 steps "
        "Here are more blocks."
    )


def test_a_script_without_end_is_cut_with_a_sentence() -> None:
    html = str(stack.draw([Block(f"b{n}", "looks_show") for n in range(100_000)], "en"))
    assert words(html).endswith("Here the script goes on.")
    assert html.count('class="k lo"') == stack.MOST_BLOCKS


@pytest.mark.parametrize("where", ["body", "slot"])
def test_a_script_as_deep_as_a_well_is_cut_too(where: str) -> None:
    block = Block("last", "operator_not" if where == "slot" else "control_forever")
    for number in range(100_000):
        if where == "slot":
            block = Block(f"b{number}", "operator_not", {"OPERAND": block})
        else:
            block = Block(f"b{number}", "control_forever", bodies={"SUBSTACK": (block,)})
    html = str(stack.draw((block,), "en"))
    assert tree(html).deepest < 50
    project = ScratchProject((Target("Stage", stage=True), Target("Cat", stage=False, scripts=(Script((block,)),))))
    assert stack.in_project(project, BlockPlace("Cat", "last", ""), "en")


def test_what_is_no_block_text_has_no_picture() -> None:
    assert stack.from_text("costume1: ((", "en") is None or words(str(stack.from_text("costume1: ((", "en")))


@pytest.mark.samples
def test_every_script_of_the_samples_can_be_drawn(samples: object) -> None:
    from pathlib import Path

    from grader.upload import UploadError, read

    drawn = 0
    for path in sorted(Path(str(samples), "sb3").glob("*.sb3")):
        try:
            project = read(path.read_bytes(), path.name)
        except UploadError:
            continue
        for target in getattr(project, "targets", ()):
            for script in target.scripts[:20]:
                for language in ("en", "km"):
                    tree(str(stack.draw(script.blocks, language)))
                drawn += 1
    assert drawn > 100


def test_a_call_whose_definition_stands_elsewhere_is_drawn_and_a_name_alone_is_not() -> None:
    assert stack.from_text("jump high", "en") is None
    found = stack.from_text("when green flag clicked\njump high", "en")
    assert found is not None
    assert "jump high" in words(str(found))
