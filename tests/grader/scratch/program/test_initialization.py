from __future__ import annotations

from dataclasses import replace

import pytest

from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from tests.kit.blocks import scratch


def told(project: str | ScratchProject) -> list[tuple[str, str]]:
    """Opcode of the statement, name of the thing."""
    whole = scratch(project) if isinstance(project, str) else project
    return [(one.spot.opcode.partition("_")[2], one.thing.name) for one in index(whole).program.uninitialized]


def things(statement: str, hat: str = "when green flag clicked") -> list[str]:
    return [name for _, name in told(f"{hat}\n{statement}")]


@pytest.mark.parametrize(
    ("statement", "used"),
    [
        ("change [score v] by (1)", ["score"]),
        ("say (score)", ["score"]),
        ("say (names :: list)", ["names"]),
        ("say (item (1) of [names v])", ["names"]),
        ("say (length of [names v])", ["names"]),
        ("say <[names v] contains [x]?>", ["names"]),
        ("add [x] to [names v]", ["names"]),
        ("delete (1) of [names v]", ["names"]),
        ("delete all of [names v]", []),
        ("change x by (1)", ["position"]),
        ("move (1) steps", ["position"]),
        ("say (x position)", ["position"]),
        ("say (distance to (mouse-pointer v))", ["position"]),
        ("turn cw (1) degrees", ["direction"]),
        ("say (direction)", ["direction"]),
        ("change size by (1)", ["size"]),
        ("next costume", ["costume"]),
        ("say (costume [name v])", ["costume"]),
        ("go [forward v] (1) layers", ["layer"]),
        ("go to [front v] layer", []),
        ("change volume by (1)", ["volume"]),
        ("change [color v] effect by (1)", ["graphic effects"]),
        ("clear graphic effects", []),
        ("change [pitch v] effect by (1)", ["sound effects"]),
        ("next backdrop", ["backdrop"]),
        ("say (backdrop [number v])", ["backdrop"]),
        ("say (timer)", ["timer"]),
        ("say ([x position v] of (Cat v))", ["position"]),
        ("say ([lives v] of (Cat v))", ["lives"]),
        ("say ([backdrop # v] of (Stage v))", ["backdrop"]),
        ("if on edge, bounce", []),
        ("show", []),
        ("say (answer)", []),
        # What a sprite has is overlooked in some slots; variables are not.
        ("move (x position) steps", ["position"]),
        ("change size by (direction)", ["size"]),
        ("change size by (score)", ["size", "score"]),
        ("say (distance to ([x position v] of (Cat v)))", ["position"]),
        ("add (names :: list) to [friends v]", ["friends"]),
        ("insert (score) at (length of [names v]) of [friends v]", ["friends", "score", "names"]),
        # One thing used twice in a statement is told one time, two things twice.
        ("say (join (score) (score))", ["score"]),
        ("say (join (score) (lives))", ["score", "lives"]),
    ],
)
def test_what_a_statement_uses(statement: str, used: list[str]) -> None:
    assert sorted(things(statement)) == sorted(used)


@pytest.mark.parametrize(
    ("start", "use"),
    [
        ("set [score v] to (0)", "say (score)"),
        ("change [score v] by (1)", "say (score)"),
        ("delete all of [names v]", "say (names :: list)"),
        ("set x to (0)", "say (y position)"),
        ("go to x: (0) y: (0)", "move (1) steps"),
        ("glide (1) secs to x: (0) y: (0)", "move (1) steps"),
        ("point in direction (90)", "turn cw (1) degrees"),
        ("set size to (100) %", "change size by (1)"),
        ("switch costume to (one v)", "next costume"),
        ("go to [front v] layer", "go [forward v] (1) layers"),
        ("set volume to (100) %", "change volume by (1)"),
        ("clear graphic effects", "change [color v] effect by (1)"),
        ("clear sound effects", "change [pitch v] effect by (1)"),
        ("switch backdrop to (one v)", "next backdrop"),
        ("reset timer", "say (timer)"),
    ],
)
def test_what_sets_it(start: str, use: str) -> None:
    (before, _) = told(f"when green flag clicked\n{use}")[0], None
    after = told(f"when green flag clicked\n{start}\n{use}")
    assert (use, before[1]) not in after
    assert before not in after


def test_a_condition_belongs_to_its_block() -> None:
    text = "when green flag clicked\nrepeat until <(score) > (1)>\n  hide\nend\nwait until <(score) > (1)>"
    assert told(text) == [("repeat_until", "score"), ("wait_until", "score")]


@pytest.mark.parametrize(
    ("hat", "reached"),
    [
        ("when green flag clicked", True),
        ("when [space v] key pressed", True),
        ("when this sprite clicked", True),
        ("when [loudness v] > (10)", True),
        ("when I receive [go v]", False),
        ("when I start as a clone", False),
        ("when backdrop switches to [one v]", False),
        ("define jump", False),
    ],
)
def test_from_where_the_program_starts(hat: str, reached: bool) -> None:  # noqa: FBT001
    assert bool(things("say (score)", hat)) is reached


def test_a_timer_hat_uses_the_timer() -> None:
    assert told("when [timer v] > (score)") == [("whengreaterthan", "timer"), ("whengreaterthan", "score")]
    assert told("when [timer v] > (10)\n\nwhen green flag clicked\nreset timer") == []


def test_a_loose_stack_is_not_followed() -> None:
    assert told("say (score)") == []


def test_branches() -> None:
    one = "when green flag clicked\nif <> then\n  set [a v] to (1)\nend\nsay (a)"
    both = "when green flag clicked\nif <> then\n  set [a v] to (1)\nelse\n  set [a v] to (2)\nend\nsay (a)"
    empty = "when green flag clicked\nif <> then\n  set [a v] to (1)\nelse\nend\nsay (a)"
    assert (len(told(one)), len(told(both)), len(told(empty))) == (1, 0, 1)


def test_loops() -> None:
    assert told("when green flag clicked\nrepeat (3)\n  say (a)\n  set [a v] to (1)\nend") == [("say", "a")]
    # A repeat may be passed by; its body is not surely run.
    assert told("when green flag clicked\nrepeat (3)\n  set [a v] to (1)\nend\nsay (a)") == [("say", "a")]
    assert told("when green flag clicked\nforever\n  hide\nend\nsay (a)") == []


def test_a_stop_does_not_end_the_flow() -> None:
    assert told("when green flag clicked\nif <> then\n  stop [all v]\nend\nsay (a)") == [("say", "a")]


def test_another_script_that_sets_it_first_excuses() -> None:
    use = "when this sprite clicked\nsay (a)"
    assert told(f"{use}\n\nwhen green flag clicked\nset [a v] to (1)") == []
    assert told(f"{use}\n\nwhen green flag clicked\nsay (a)\nset [a v] to (1)") == [("say", "a"), ("say", "a")]
    assert told(f"{use}\n\nset [a v] to (1)") == [("say", "a")]  # loose
    # What changes uses it too, and excuses nothing.
    assert len(told(f"{use}\n\nwhen green flag clicked\nchange [a v] by (1)")) == 2


def test_the_own_script_excuses_nothing() -> None:
    text = "when green flag clicked\nif <> then\n  set [a v] to (1)\nelse\n  say (a)\nend"
    assert told(text) == [("say", "a")]
    assert told(f"{text}\n\nwhen green flag clicked\nset [a v] to (1)") == []


def test_messages_carry() -> None:
    text = "when green flag clicked\n{first}broadcast (go v)\n{last}\n\nwhen I receive [{name} v]\nsay (a)"
    assert told(text.format(first="", last="", name="go")) == [("say", "a")]
    assert told(text.format(first="", last="", name="Go")) == []  # another message to the flow
    assert told(text.format(first="set [a v] to (1)\n", last="", name="go")) == []


def test_a_computed_message_goes_everywhere() -> None:
    text = "when green flag clicked\nbroadcast (join [a] [b])\n\nwhen I receive [go v]\nsay (a)"
    assert told(text) == [("say", "a")]


def test_clones_carry() -> None:
    text = (
        'sprite "Cat"\n\n'
        "when green flag clicked\ncreate clone of {}\n\n"
        'sprite "Dog"\n\n'
        "when I start as a clone\nsay (a)"
    )
    assert told(text.format("(Dog v)")) == [("say", "a")]
    assert told(text.format("(myself v)")) == []
    assert told(text.format("(Cat v)")) == []
    assert told(text.format("(join [x] [y])")) == [("say", "a")]
    assert told(text.format("(length of [Dog])")) == [("say", "a")]  # one text in all: that name
    assert told(text.format("(length of [Cat])")) == []
    assert told(text.format("(join [Cat] (1))")) == [("say", "a")]  # two: any sprite


def test_own_blocks_carry_in_and_back() -> None:
    define = "define jump\n{body}\n\nwhen green flag clicked\njump\nsay (a)"
    assert told(define.format(body="hide")) == [("say", "a")]
    assert told(define.format(body="set [a v] to (1)")) == []
    assert told(define.format(body="forever\n  hide\nend")) == []  # never comes back
    assert told("when green flag clicked\njump :: custom\nsay (a)") == [("say", "a")]


def test_calls_of_one_block_are_one_way() -> None:
    """The end of a block leads behind all its calls: what one script did before is there in the other."""
    text = (
        "define jump\nhide\n\n"
        "when green flag clicked\njump\nsay (a)\n\n"
        "when this sprite clicked\nset [a v] to (1)\njump"
    )
    assert told(text) == []  # the other script excuses
    assert told(text.replace("set [a v] to (1)\njump", "jump\nset [b v] to (1)")) == [("say", "a")]


def test_the_end_of_a_definition_leads_into_the_loose_stack_that_comes_next() -> None:
    project = scratch("define jump\nhide\n\nsay (a)\n\nwhen green flag clicked\njump")
    (found,) = index(project).program.uninitialized
    assert found.part.loose
    # Not where a script with a hat comes first.
    stage, cat = project.targets
    other = (cat.scripts[0], cat.scripts[2], cat.scripts[1])
    assert told(replace(project, targets=(stage, replace(cat, scripts=other)))) == []


def test_sprites_have_their_own_things() -> None:
    text = (
        'sprite "Cat"\n\n'
        "when green flag clicked\nset size to (50) %\n\n"
        'sprite "Dog"\n\n'
        "when green flag clicked\nchange size by (10)"
    )
    assert told(text) == [("changesizeby", "size")]


def test_many_things_and_deep_loops() -> None:
    """Ten thousand statements in loops in loops, two thousand things: each is told."""
    lines = ["when green flag clicked"]
    lines += [f"say (v{number})" for number in range(2000)]
    lines += ["repeat (2)"] * 300 + ["change [v1 v] by (1)"] + ["end"] * 300
    assert len(told("\n".join(lines))) == 2001
