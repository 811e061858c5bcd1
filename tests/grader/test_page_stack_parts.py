"""What stands around and inside a block's picture: comments, groups, lists, marks with words, deep and long scripts."""

from __future__ import annotations

import re

import pytest

from grader.check import BlockPlace
from grader.page import stack
from grader.page.evidence import evidence
from grader.scratch.model import Block, Chosen, Procedure, ScratchProject, Script, Target, Typed
from grader.scratch.notation import read_scripts
from grader.scratch.opcodes import table, texts


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def in_cat(*blocks: Block) -> ScratchProject:
    cat = Target("Cat", stage=False, scripts=(Script(blocks),))
    return ScratchProject((Target("Stage", stage=True), cat))


def say(identity: str, text: str) -> Block:
    return Block(identity, "looks_say", {"MESSAGE": Typed(text, "text")})


def test_her_comment_stands_with_its_block() -> None:
    html = str(stack.draw((Block("a", "looks_show", comment="Here <b>she</b> comes\nAgain"),), "km"))
    assert words(html) == "បង្ហាញ កំណត់ចំណាំ៖ Here &lt;b&gt;she&lt;/b&gt; comes Again"
    assert '<span lang="en">Here' in html
    loop = Block("a", "control_forever", bodies={"SUBSTACK": (Block("b", "looks_show"),)}, comment="All the time")
    assert words(str(stack.draw((loop,), "en"))) == "forever Comment: All the time show"


def test_a_comment_of_a_reporter_and_an_endless_one() -> None:
    reporter = Block("r", "sensing_mousex", comment="x" * 9000)
    html = str(stack.draw((Block("a", "motion_setx", {"X": reporter}),), "en"))
    assert html.count("x" * 100) == 2
    assert "…" in html
    assert len(html) < 1000


@pytest.mark.parametrize("language", ["en", "km"])
def test_a_block_of_an_extension_says_whose_it_is(language: str) -> None:
    for known in table().blocks.values():
        if known.shape == "menu" or known.opcode.startswith("procedures"):
            continue
        html = str(stack.draw((Block("", known.opcode),), language))
        own = texts(language).categories[known.category]
        assert ('class="of"' in html) == (" ex" in html)
        if " ex" in html:
            assert own in html.replace("&amp;", "&")


def test_lists_have_a_colour_of_their_own_and_show_their_menu() -> None:
    fields = {"LIST": "names"}
    assert '<div class="k va li">' in stack.draw((Block("", "data_addtolist", fields=fields),), "en")
    length = str(stack.draw((Block("", "data_lengthoflist", fields=fields),), "en"))
    assert '<span class="m">names</span>' in length
    assert '<span class="m">' not in stack.draw((Block("", "data_listcontents", fields=fields),), "en")


def test_menus_that_take_a_reporter_are_round() -> None:
    html = str(stack.draw((Block("", "motion_goto", {"TO": Chosen("_random_", "motion_goto_menu")}),), "en"))
    assert '<span class="m in">random position</span>' in html


def test_the_display_of_a_microbit_is_drawn() -> None:
    lights = Chosen("0101010101100010101000100", "matrix")
    html = str(stack.draw((Block("", "microbit_displaySymbol", {"MATRIX": lights}),), "en"))
    assert html.count("<rect") == 10
    assert 'aria-label="01010 10101 10001 01010 00100"' in html


def test_the_marked_block_is_named_in_text() -> None:
    question = Block("q", "sensing_touchingobject", {"TOUCHINGOBJECTMENU": Chosen("_edge_", "x")})
    project = in_cat(Block("i", "control_if", {"CONDITION": question}))
    place = BlockPlace("Cat", "q", "touching (edge v)?")
    html = str(evidence([place], "en", look=True, project=project))
    assert words(html).startswith("In Cat, look at touching _?")
    assert '<b class="bk se">touching _?</b>' in html
    assert '<span class="vh">Look here: </span>' in html
    assert "look" not in words(str(evidence([place], "en", project=project)))
    km = words(str(evidence([place], "km", look=True, project=project)))
    assert km.startswith("ក្នុង Cat សូម\u200bមើល ប៉ះ _?")


def test_a_marked_text_is_named_too() -> None:
    html = str(evidence([BlockPlace("Cat", None, "move (10) steps")], "en", look=True))
    assert words(html).startswith("In Cat, look at move _ steps Look here: move 10 steps")


@pytest.mark.parametrize(
    ("block", "name"),
    [
        (Block("", "data_variable", fields={"VARIABLE": "score"}), "score"),
        (Block("", "procedures_call", procedure=Procedure("jump %s high %b")), "jump _ high _"),
        (Block("", "robot_dance"), "robot dance"),
        (Block("", "event_whenflagclicked"), "when green flag clicked"),
    ],
)
def test_every_block_has_a_name(block: Block, name: str) -> None:
    assert str(stack.name(block, "en")) == name


def test_a_place_deep_inside_a_long_loop_is_still_in_the_picture() -> None:
    body = tuple(say(f"s{number}", f"line {number}") for number in range(200))
    project = in_cat(Block("h", "event_whenflagclicked"), Block("f", "control_forever", bodies={"SUBSTACK": body}))
    html = str(stack.in_project(project, BlockPlace("Cat", "s150", ""), "en", look=True))
    assert html.count(" look") == 1
    assert words(html) == (
        "when clicked forever say line 0 Here are more blocks. say line 148 say line 149 Look here: say line 150 "
        "say line 151 say line 152 Here are more blocks."
    )


def test_what_lies_beside_the_way_gives_it_room() -> None:
    crowd = tuple(say("", str(number)) for number in range(40))
    beside = Block("", "control_repeat", bodies={"SUBSTACK": crowd})
    short = Block("", "control_repeat", bodies={"SUBSTACK": crowd[:1]})
    project = in_cat(
        Block("f", "control_forever", bodies={"SUBSTACK": (beside, short, beside, say("x", "here"), beside)})
    )
    html = str(stack.in_project(project, BlockPlace("Cat", "x", ""), "en", look=True))
    assert "Look here: say here" in words(html)
    assert words(html).count("say 0") == 1
    assert "say 30" not in words(html)


def test_a_place_as_deep_as_a_well_is_shown_without_its_rim() -> None:
    block: Block = say("x", "bottom")
    for _ in range(5000):
        block = Block("", "control_forever", bodies={"SUBSTACK": (block,)})
    html = str(stack.in_project(in_cat(block), BlockPlace("Cat", "x", ""), "en", look=True))
    assert "Look here: say bottom" in words(html)
    assert html.count("forever") < stack.DEEPEST


def test_more_room_shows_more() -> None:
    (script,) = read_scripts("when flag clicked\n" + "show\n" * 100)
    assert words(str(stack.draw(script.blocks, "en", most=200))).count("show") == 100
    assert words(str(stack.draw(script.blocks, "en"))).endswith("Here the script goes on.")
