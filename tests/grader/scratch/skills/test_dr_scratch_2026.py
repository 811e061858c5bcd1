"""Dr. Scratch 2026, rule by rule. Where a rule sounds mistaken, it is the published one: a comment says so."""

from __future__ import annotations

from typing import Any

import pytest

from grader.scratch.skills import dr_scratch_2026
from grader.scratch.skills.rules import measure, total
from tests.kit.records import block, hears, records_of, sends

FLAG = block("event_whenflagclicked", parent=None)


def skill(dimension: str, *targets: Any, extensions: Any = ()) -> tuple[int, list[str]]:
    """The level of a dimension, and the ids of the blocks behind it."""
    records = records_of(*targets, extensions=extensions)
    found = measure(dr_scratch_2026.EXTENDED, records, dr_scratch_2026.MOST)[dimension]
    return found.level, [record.id for record in found.blocks]


def level(dimension: str, *targets: Any, extensions: Any = ()) -> int:
    return skill(dimension, *targets, extensions=extensions)[0]


PRESENCE = {
    "Logic": {1: ["control_if"], 2: ["control_if_else"], 3: ["operator_and", "operator_or", "operator_not"]},
    "FlowControl": {2: ["control_repeat", "control_forever"], 3: ["control_repeat_until"]},
    "Synchronization": {
        0: [
            *("sound_playuntildone", "looks_sayforsecs", "control_delete_this_clone", "sensing_askandwait"),
            "looks_switchbackdroptoandwait",
        ],
        1: ["control_wait"],
        2: ["event_broadcast", "event_whenbroadcastreceived", "control_stop"],
        3: ["control_wait_until", "event_whenbackdropswitchesto", "event_broadcastandwait"],
    },
    "Abstraction": {0: ["procedures_call"], 2: ["control_start_as_clone"], 3: ["procedures_definition"]},
    "DataRepresentation": {
        0: [
            *("motion_glideto", "motion_ifonedgebounce", "motion_setrotationstyle", "looks_say", "looks_think"),
            *("looks_gotofrontback", "looks_cleargraphiceffects", "looks_switchbackdroptoandwait"),
            *("data_showvariable", "data_hidevariable", "data_variable", "data_listcontents"),
            *("data_deletealloflist", "data_itemnumoflist"),
        ],
        1: [
            *("motion_movesteps", "motion_gotoxy", "motion_goto", "motion_glidesecstoxy", "motion_setx", "motion_sety"),
            *("motion_changexby", "motion_changeyby", "motion_pointindirection", "motion_pointtowards"),
            *("motion_turnright", "motion_turnleft", "looks_changesizeby", "looks_setsizeto"),
            *("looks_switchcostumeto", "looks_nextcostume", "looks_changeeffectby", "looks_seteffectto", "looks_show"),
            *("looks_hide", "looks_switchbackdropto", "looks_nextbackdrop"),
        ],
        2: ["data_setvariableto", "data_changevariableby"],
        3: [
            *("data_addtolist", "data_deleteoflist", "data_insertatlist", "data_replaceitemoflist"),
            *("data_itemoflist", "data_lengthoflist", "data_listcontainsitem", "data_showlist", "data_hidelist"),
        ],
        # One comparison alone is the highest level.
        4: ["operator_equals", "operator_gt", "operator_lt", "operator_and", "operator_or", "operator_not"],
    },
    "UserInteractivity": {
        0: ["event_whenstageclicked", "sensing_mousex", "sensing_mousey", "event_whengreaterthan"],
        1: ["event_whenflagclicked"],
        2: [
            *("event_whenkeypressed", "event_whenthisspriteclicked", "sensing_mousedown", "sensing_keypressed"),
            *("sensing_askandwait", "sensing_answer"),
        ],
        3: [
            *("videoSensing_videoToggle", "videoSensing_videoOn", "videoSensing_whenMotionGreaterThan"),
            *("videoSensing_setVideoTransparency", "sensing_loudness"),
        ],
    },
    "Parallelization": {0: ["event_whenflagclicked"], 3: ["control_create_clone_of"]},
    "MathOperators": {
        0: ["operator_mod", "operator_round", "operator_random", "operator_mathop"],
        1: ["operator_add", "operator_subtract", "operator_multiply", "operator_divide"],
        3: ["operator_join", "operator_letter_of", "operator_length", "operator_contains"],
    },
    "MotionOperators": {
        # The published list has `set rotation style` misspelt.
        0: ["motion_setrotationstyle", "motion_ifonedgebounce"],
        1: ["motion_movesteps", "motion_gotoxy", "motion_goto", "motion_setx", "motion_sety"],
        2: ["motion_turnleft", "motion_turnright", "motion_pointindirection", "motion_pointtowards"],
        # Change x or y is in the list of level 1 too; alone it gives 3.
        3: ["motion_glideto", "motion_glidesecstoxy", "motion_changexby", "motion_changeyby"],
    },
}


@pytest.mark.parametrize(
    ("dimension", "expected", "opcode"),
    [
        (dimension, expected, opcode)
        for dimension, levels in PRESENCE.items()
        for expected, opcodes in levels.items()
        for opcode in opcodes
    ],
)
def test_one_record_is_enough_loose_or_hidden(dimension: str, expected: int, opcode: str) -> None:
    for more in ({}, {"shadow": True}, {"topLevel": True}):
        found = skill(dimension, {}, {"it": block(opcode, **more)})
        assert found == (expected, ["it"] if expected else [])


def test_the_first_in_file_order_is_shown() -> None:
    blocks = {"two": block("operator_not"), "three": block("operator_and")}
    assert skill("Logic", {"one": block("operator_or")}, blocks) == (3, ["one"])
    assert skill("Logic", {}, blocks) == (3, ["two"])


def test_lower_rules_need_not_hold() -> None:
    assert level("Logic", {"a": block("operator_and")}) == 3


# Logic 4


def test_an_if_in_an_if() -> None:
    inner = {"outer": block("control_if", sub="inner"), "inner": block("control_if")}
    assert skill("Logic", inner) == (4, ["inner", "outer"])


def test_the_inner_if_may_stand_later_or_in_loops_and_be_of_either_kind() -> None:
    blocks = {
        "outer": block("control_if", sub="first"),
        "first": block("looks_show", below="loop"),
        "loop": block("control_repeat", sub="deeper"),
        "deeper": block("control_forever", sub="inner"),
        "inner": block("control_if_else"),
    }
    assert skill("Logic", blocks) == (4, ["inner", "outer"])


def test_a_chain_of_else_if_is_nested() -> None:
    blocks = {
        "outer": block("control_if_else", sub="then", sub2="inner"),
        "then": block("looks_show"),
        "inner": block("control_if"),
    }
    assert skill("Logic", blocks) == (4, ["inner", "outer"])


def test_an_if_else_without_the_key_of_a_body_is_not_entered_its_filled_one_neither() -> None:
    blocks = {"outer": block("control_if_else", sub="inner"), "inner": block("control_if")}
    assert level("Logic", blocks) == 2
    blocks["outer"] = block("control_if_else", sub="inner", sub2=None)  # a key with nothing is enough
    assert level("Logic", blocks) == 4


def test_other_c_blocks_are_never_entered() -> None:
    blocks = {
        "outer": block("control_if", sub="each"),
        "each": block("control_for_each", sub="inner"),
        "inner": block("control_if"),
    }
    assert level("Logic", blocks) == 1


def test_what_stands_below_an_if_is_not_in_it() -> None:
    assert level("Logic", {"one": block("control_if", sub=None, below="two"), "two": block("control_if")}) == 1


def test_an_if_below_a_loop_in_an_if_is_in_it() -> None:
    blocks = {
        "outer": block("control_if", sub="loop"),
        "loop": block("control_repeat", below="inner"),  # without the key of its body: passed by
        "inner": block("control_if"),
    }
    assert level("Logic", blocks) == 4


@pytest.mark.parametrize("slot", ["sub", "below"])
def test_links_in_a_circle_end(slot: str) -> None:
    blocks = {
        "outer": block("control_if", sub="loop"),
        "loop": block("control_repeat", **{"sub": None, slot: "loop"}),
        "hat": block("event_whenbroadcastreceived", parent=None, below="hat"),
    }
    assert level("Logic", blocks) == 1
    assert level("FlowControl", blocks) == (4 if slot == "sub" else 2)  # a loop in itself is a loop in a loop


# FlowControl


def test_a_hat_with_one_block_is_two_blocks() -> None:
    assert skill("FlowControl", {"hat": block("event_whenflagclicked", below="it"), "it": block("looks_show")}) == (
        1,
        ["hat"],
    )
    assert level("FlowControl", {"hat": FLAG, "it": block("looks_show")}) == 0


def test_a_loop_in_a_loop_with_ifs_between() -> None:
    blocks = {
        "outer": block("control_forever", sub="if"),
        "if": block("control_if_else", sub=None, sub2="inner"),
        "inner": block("control_repeat_until"),
    }
    assert skill("FlowControl", blocks) == (4, ["inner", "outer"])
    blocks["if"] = block("control_if_else", sub2="inner")  # not entered
    assert level("FlowControl", blocks) == 3


# Synchronization 4


ANSWER = {"if": block("control_if", sub=None)}


def test_three_answered_broadcasts() -> None:
    blocks = {
        "one": sends("m"),
        "two": sends("m", "event_broadcastandwait"),
        "three": sends("m"),
        "hat": hears("m", "if"),
        **ANSWER,
    }
    assert skill("Synchronization", blocks) == (4, ["three", "hat", "if"])  # blocks count, not messages
    del blocks["one"]
    assert level("Synchronization", blocks) == 3


def three(hat: str | None = "m", message: str | None = "m", **blocks: Any) -> int:
    sent = {str(number): sends(message) for number in range(3)}
    return level("Synchronization", sent, {"hat": hears(hat, "if"), **blocks})


def test_messages_are_compared_by_id_and_two_without_one_are_the_same() -> None:
    assert three(**ANSWER) == 4
    assert three(hat="other", **ANSWER) == 2  # all of one name
    assert three(hat=None, message=None, **ANSWER) == 4


def test_an_answer_is_an_if_with_the_keys_of_its_bodies_or_a_rich_loop() -> None:
    assert three(**{"if": block("control_if")}) == 2
    assert three(**{"if": block("control_if_else", sub=None)}) == 2
    assert three(**{"if": block("control_if_else", sub=None, sub2=None)}) == 4
    assert three(**{"if": block("looks_show", below="later"), "later": block("control_if", sub=None)}) == 4
    assert three(**{"if": block("control_wait", sub="inner"), "inner": block("control_if", sub=None)}) == 2


def rich(loop: str = "control_forever", **blocks: Any) -> bool:
    return three(**{"if": block(loop, sub="a"), **blocks}) == 4


def test_a_rich_loop_has_three_different_opcodes() -> None:
    assert rich(a=block("looks_show", below="b"), b=block("looks_hide"))
    assert not rich(a=block("looks_show", below="b"), b=block("looks_show"))
    assert not rich(a=block("looks_show", cond="c"), c=block("operator_not"))  # reporters do not count
    assert not rich("control_for_each", a=block("looks_show", below="b"), b=block("looks_hide"))  # no loop here


def test_in_a_rich_loop_the_first_of_each_kind_is_entered() -> None:
    show, hide = block("looks_show"), block("looks_hide")
    assert rich(a=block("control_if", sub="b"), b=show)
    # The second if adds nothing of its body, and a loop of the same kind neither.
    assert not rich(a=block("control_if", sub=None, below="b"), b=block("control_if", sub="c"), c=show)
    assert not rich(a=block("control_forever", sub="b"), b=block("looks_show", below="c"), c=hide)
    assert rich(a=block("control_repeat", sub="b"), b=show)
    assert rich(a=block("control_if_else", sub=None, sub2="b"), b=show)


def test_a_loop_is_not_rich_where_one_entered_lacks_the_key_of_its_body() -> None:
    more = {"b": block("looks_show", below="c"), "c": block("looks_hide")}
    assert not rich(a=block("control_if", below="b"), **more)
    assert rich(a=block("control_if", sub=None, below="b"), **more)
    assert rich(a=block("control_if_else", sub=None, below="b"), **more)  # the second body's key may be missing
    blocks = {"if": block("control_forever", below="a"), "a": block("looks_show", below="b"), **more}
    assert three(**blocks) == 2


def test_a_computed_message_has_no_answer() -> None:
    for held in ([12, "v", "m"], [11, "name"], "m", [11, "name", ["m"]]):
        sent = {str(n): block("event_broadcast", inputs={"BROADCAST_INPUT": [3, held]}) for n in range(3)}
        assert level("Synchronization", sent, {"hat": hears("m", "if"), **ANSWER}) == 2


def test_a_hat_without_a_place_for_an_id_ends_the_search() -> None:
    strange = block("event_whenbroadcastreceived", parent=None, menu={"BROADCAST_OPTION": ["name"]})
    sent = {str(number): sends("m") for number in range(3)}
    heard = {"hat": hears("m", "if"), **ANSWER}
    assert level("Synchronization", sent, {"strange": strange}, heard) == 2
    assert level("Synchronization", sent, heard, {"strange": strange}) == 4


# Abstraction


def test_two_records_without_a_parent_are_two_scripts() -> None:
    assert skill("Abstraction", {"a": FLAG}, {"b": block("sensing_keyoptions", parent=None, shadow=True)}) == (1, ["b"])
    assert level("Abstraction", {"a": FLAG}, {"b": block("looks_show")}) == 0
    without = block("looks_show")
    del without["parent"]  # a record that says nothing of it has none that is null
    assert level("Abstraction", {"a": FLAG, "b": without}) == 0


def test_a_top_level_variable_is_no_record() -> None:
    assert level("Abstraction", {"a": FLAG, "b": [12, "score", "id", 1, 2]}) == 0


def test_clones_are_below_own_blocks() -> None:
    assert level("Abstraction", {"a": block("control_start_as_clone"), "b": block("procedures_definition")}) == 3


def test_a_busy_clone() -> None:
    hat = {"hat": block("control_start_as_clone", parent=None, below="a")}
    assert skill("Abstraction", {**hat, "a": sends("m")}) == (4, ["a"])
    assert skill("Abstraction", {**hat, "a": block("looks_show", below="b"), "b": block("control_if", sub=None)}) == (
        4,
        ["b"],
    )
    assert level("Abstraction", {**hat, "a": block("control_if")}) == 2
    assert level("Abstraction", {**hat, "a": block("control_forever", sub="b"), "b": sends("m")}) == 2  # two opcodes
    nested = {"a": block("control_forever", sub="b"), "b": block("looks_show", below="c"), "c": block("looks_hide")}
    assert skill("Abstraction", {**hat, **nested}) == (4, ["a"])


# UserInteractivity


def menu(opcode: str, field: str, value: str = "_mouse_", parent: str = "around") -> dict[str, Any]:
    return block(opcode, parent=parent, shadow=True, menu={field: value})


def test_the_mouse_pointer_in_a_menu() -> None:
    around = {"around": block("motion_goto")}
    assert skill("UserInteractivity", {**around, "m": menu("motion_goto_menu", "TO")}) == (2, ["around"])
    assert skill("UserInteractivity", {"m": menu("sensing_touchingobjectmenu", "TOUCHINGOBJECTMENU")}) == (2, ["m"])
    assert level("UserInteractivity", {**around, "m": menu("motion_goto_menu", "TO", "_random_")}) == 0
    assert level("UserInteractivity", {"m": menu("motion_pointtowards_menu", "TOWARDS")}) == 0
    assert level("UserInteractivity", {"m": menu("sensing_distancetomenu", "DISTANCETOMENU")}) == 0


def test_a_glide_to_the_mouse_counts_where_another_menu_is() -> None:
    glide = {"m": menu("motion_glideto_menu", "TO")}
    assert level("UserInteractivity", glide) == 0
    assert level("UserInteractivity", glide, {"n": menu("motion_goto_menu", "TO", "_random_")}) == 2


def greater(number: int, opcode: str = "control_if", through: str | None = None) -> dict[str, Any]:
    blocks: dict[str, Any] = {}
    for one in range(number):
        blocks[f"if{one}"] = block(opcode, cond=f"{through or 'gt'}{one}")
        blocks[f"gt{one}"] = block("operator_gt")
        blocks[f"not{one}"] = block("operator_not", inputs={"OPERAND": [2, f"gt{one}"]})
    return blocks


def test_two_ifs_that_ask_for_greater() -> None:
    assert skill("UserInteractivity", greater(2)) == (3, ["if1"])
    assert level("UserInteractivity", greater(1)) == 0
    assert level("UserInteractivity", greater(2, "control_if_else")) == 0
    assert level("UserInteractivity", greater(2, through="not")) == 0


@pytest.mark.parametrize("extension", ["makeymakey", "microbit", "learningmlNumerical", "mine", 7, None])
def test_an_extension_beyond_a_computer(extension: Any) -> None:
    used = {"a": block("pen_clear"), "b": block("makeymakey_whenMakeyKeyPressed")}
    # Its use is not asked: the level may stand on no block at all.
    assert skill("UserInteractivity", used, extensions=["pen", extension]) == (
        4,
        ["b"] if extension == "makeymakey" else [],
    )


def test_extensions_that_need_nothing_more() -> None:
    harmless = ["music", "pen", "videoSensing", "text2speech", "translate", "learningmlTexts", "learningmlImages"]
    assert level("UserInteractivity", {"a": FLAG}, extensions=harmless) == 1
    assert level("UserInteractivity", {"a": FLAG}, extensions="makeymakey") == 1  # no list


# Parallelization


def hats(opcode: str, field: str, *values: str, ids: str | None = None) -> dict[str, Any]:
    return {
        f"hat{number}": block(opcode, parent=None, menu={field: [value, ids]}) for number, value in enumerate(values)
    }


def test_two_flags_in_any_sprites() -> None:
    assert skill("Parallelization", {"a": FLAG}, {"b": FLAG}) == (1, ["b"])


def test_two_clicks_or_two_of_one_key() -> None:
    click = block("event_whenthisspriteclicked", parent=None)
    assert skill("Parallelization", {"a": click}, {"b": click}) == (2, ["b"])
    key = ("event_whenkeypressed", "KEY_OPTION")
    assert skill("Parallelization", hats(*key, "a", "b", "a")) == (2, ["hat2"])
    assert level("Parallelization", hats(*key, "a", "b")) == 0
    assert level("Parallelization", hats(*key, "a", "A")) == 0
    assert level("Parallelization", hats(*key, "a", "a"), {"flag": FLAG}) == 2


def test_a_menu_helps_two_hats_on_different_keys() -> None:
    two = hats("event_whenkeypressed", "KEY_OPTION", "a", "b")
    asked = {"asks": block("sensing_keypressed"), "menu": menu("sensing_keyoptions", "KEY_OPTION", "b", "asks")}
    assert skill("Parallelization", two, asked) == (2, ["hat1", "asks"])
    asked["menu"] = menu("sensing_keyoptions", "KEY_OPTION", "b", "nobody")
    assert skill("Parallelization", two, asked) == (2, ["hat1", "menu"])
    one = hats("event_whenkeypressed", "KEY_OPTION", "b")
    assert level("Parallelization", one, asked) == 0


def test_of_the_first_menu_its_id_counts_like_a_value() -> None:
    two = hats("event_whenkeypressed", "KEY_OPTION", "a", "b", ids="a")
    assert level("Parallelization", two) == 2
    assert level("Parallelization", hats("event_whenkeypressed", "KEY_OPTION", "b", "a", ids="x")) == 0

    def keys(first: list[str], second: list[str]) -> int:
        hat = "event_whenkeypressed"
        return level(
            "Parallelization", {str(n): block(hat, menu={"KEY_OPTION": it}) for n, it in enumerate((first, second))}
        )

    assert keys(["a", "b"], ["b", "z"]) == 2
    assert keys(["a", "z"], ["b", "a"]) == 0


SAME = [
    ("event_whengreaterthan", "WHENGREATERTHANMENU"),
    ("event_whenbackdropswitchesto", "BACKDROP"),
    ("event_whenbroadcastreceived", "BROADCAST_OPTION"),
]


@pytest.mark.parametrize(("hat", "field"), SAME)
def test_two_and_three_hats_of_one_value(hat: str, field: str) -> None:
    assert skill("Parallelization", hats(hat, field, "x", "y", "x")) == (3, ["hat2"])
    assert skill("Parallelization", hats(hat, field, "x", "x", "x")) == (4, ["hat2"])
    assert level("Parallelization", hats(hat, field, "x", "y")) == 0


def test_two_and_three_video_hats_and_ifs() -> None:
    video = {str(number): block("videoSensing_whenMotionGreaterThan") for number in range(3)}
    assert skill("Parallelization", video) == (4, ["2"])
    assert skill("Parallelization", greater(3)) == (4, ["if2"])
    assert skill("Parallelization", greater(2)) == (3, ["if1"])
    del video["0"]
    assert skill("Parallelization", video) == (3, ["2"])


def test_groups_of_two_and_clones_do_not_add_up() -> None:
    two = [hats(hat, field, "x", "x") for hat, field in SAME]
    clones = {str(number): block("control_create_clone_of") for number in range(3)}
    assert level("Parallelization", *two, greater(2), clones) == 3


# MathOperators


def test_a_calculation_in_a_calculation() -> None:
    def nested(outer: str, inner: str) -> tuple[int, list[str]]:
        return skill("MathOperators", {"a": block(outer, inputs={"NUM2": [3, "b", [4, ""]]}), "b": block(inner)})

    assert nested("operator_add", "operator_random") == (2, ["b"])
    assert nested("operator_random", "operator_mathop") == (2, ["b"])
    assert nested("operator_add", "operator_round") == (1, ["a"])
    assert nested("operator_mod", "operator_add") == (1, ["b"])


def test_what_lies_hidden_under_a_reporter_is_not_in_the_slot() -> None:
    blocks = {"a": block("operator_add", inputs={"NUM1": [3, "c", "b"]}), "b": block("operator_add")}
    assert level("MathOperators", blocks) == 1


@pytest.mark.parametrize(("name", "expected"), [("sin", 4), ("atan", 4), ("sqrt", 0), ("SIN", 0)])
def test_angles(name: str, expected: int) -> None:
    assert level("MathOperators", {"a": block("operator_mathop", menu={"OPERATOR": name})}) == expected


# MotionOperators


def motions(*opcodes: str) -> dict[str, Any]:
    return {str(number): block(f"motion_{opcode}") for number, opcode in enumerate(opcodes)}


FIVE = ("movesteps", "ifonedgebounce", "glideto", "setx", "turnleft")


def test_five_motion_blocks_in_the_order_of_the_file() -> None:
    assert skill("MotionOperators", motions(*FIVE)) == (4, ["4"])
    assert level("MotionOperators", motions(*FIVE[:4])) == 3
    # Not in a script: another block between them, another target, a reporter do no harm.
    assert level("MotionOperators", motions(*FIVE[:2], "xposition", *FIVE[2:])) == 4
    two = {"x": block("motion_goto"), "y": block("motion_sety")}
    assert level("MotionOperators", motions(*FIVE[:3]), two) == 4


def test_a_record_without_a_parent_starts_the_count_again_and_is_not_counted() -> None:
    blocks = motions(*FIVE)
    blocks["3"] = block("motion_setx", parent=None)
    assert level("MotionOperators", blocks) == 3
    del blocks["3"]["parent"]
    assert level("MotionOperators", blocks) == 3


def test_change_x_and_rotation_style_are_none_of_the_five() -> None:
    assert level("MotionOperators", motions(*FIVE[:4], "changexby", "setrotationstyle")) == 3


# The same id in two targets


def test_links_lead_to_the_later_target_and_presence_counts_both() -> None:
    first = {"outer": block("control_if", sub="x"), "x": block("control_if")}
    second = {"x": block("looks_show")}
    assert level("Logic", first, second) == 1
    assert level("FlowControl", {"x": block("control_repeat")}, second) == 2


# Totals


@pytest.mark.parametrize(
    ("points", "band"),
    [
        *[(0, "Basic"), (7, "Basic"), (8, "Developing"), (14, "Developing"), (15, "Master"), (21, "Master")],
        *[(22, "Advanced"), (36, "Advanced")],
    ],
)
def test_bands_of_the_extended_mode(points: int, band: str) -> None:
    assert next(name for above, name in dr_scratch_2026.bands(36) if points > above) == band


@pytest.mark.parametrize(("points", "band"), [(0, "Basic"), (7, "Basic"), (8, "Developing"), (15, "Developing")])
def test_bands_of_the_vanilla_mode(points: int, band: str) -> None:
    assert next(name for above, name in dr_scratch_2026.vanilla_bands(21) if points > above) == band
    assert next(name for above, name in dr_scratch_2026.vanilla_bands(21) if above < 16) == "Master"


def test_the_sum_and_the_average_of_both_modes() -> None:
    records = records_of({"a": block("operator_and"), "b": block("control_repeat_until"), "c": block("motion_setx")})
    extended = measure(dr_scratch_2026.EXTENDED, records, 4)
    summed = total(extended, dr_scratch_2026.bands)
    assert (summed.points, summed.of, round(float(summed.average), 2), summed.band) == (11, 36, 1.22, "Developing")
    vanilla = dr_scratch_2026.cut(extended)
    assert list(vanilla) == list(extended)[:7]
    assert (vanilla["DataRepresentation"].level, vanilla["DataRepresentation"].of) == (3, 3)  # 4 is cut, not skipped
    assert vanilla["DataRepresentation"].rule == "comparison"
    assert total(vanilla, dr_scratch_2026.vanilla_bands).points == 9


def test_a_teacher_may_set_each_maximum() -> None:
    records = records_of({"a": block("operator_and"), "b": block("data_setvariableto"), "c": block("looks_show")})
    found = measure(dr_scratch_2026.EXTENDED, records, {"DataRepresentation": 3, "Logic": 2, "FlowControl": 0})
    # A rule above the maximum is skipped, and the next lower one that holds counts: not a cut.
    assert {name: (skill.level, skill.of) for name, skill in found.items()} == {
        "Logic": (0, 2),
        "DataRepresentation": (2, 3),
    }
    assert total(found, dr_scratch_2026.bands).of == 5


def test_the_next_step_is_the_next_rule_up() -> None:
    found = measure(dr_scratch_2026.EXTENDED, records_of({"a": block("control_if_else")}), 4)
    assert (found["Logic"].next_level, found["Logic"].next_rule) == (3, "and-or-not")
    assert (found["FlowControl"].next_level, found["FlowControl"].next_rule) == (1, "two-blocks")
    top = measure(dr_scratch_2026.EXTENDED, records_of({"a": block("operator_gt")}), 4)["DataRepresentation"]
    assert (top.next_level, top.next_rule) == (None, None)
    assert dr_scratch_2026.cut(found)["Logic"].next_rule == "and-or-not"
    three = measure(dr_scratch_2026.EXTENDED, records_of({"a": block("operator_and")}), 4)
    assert three["Logic"].next_rule == "if-in-if"
    assert dr_scratch_2026.cut(three)["Logic"].next_rule is None
