"""Patterns that read, mistakes at their word, and what is guessed."""

from __future__ import annotations

import pytest

from grader.scratch.pattern.read import read
from grader.scratch.pattern.words import SENTENCES, MistakeError, PatternError


def mistakes(text: str, language: str = "en") -> list[str]:
    with pytest.raises(PatternError) as caught:
        read(text)
    return [f"{one.line}:{one.column} {one.say(language)}" for one in caught.value.mistakes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("forver", "1:1 Kru does not know this block: forver. Did you mean forever?"),
        ("រហូ", "1:1 Kru does not know this block: រហូ. Did you mean រហូត?"),
        ("when flag clicked\n  forver", "2:3 Kru does not know this block: forver. Did you mean forever?"),
        ("wait", "1:1 Kru does not know this block: wait. Did you mean wait (1) seconds?"),
        ("* move (1) stps", "1:12 Kru does not know this block: move _ stps. Did you mean move (10) steps?"),
        ("not: forver\nhide", "1:6 Kru does not know this block: forver. Did you mean forever?"),
        ("{repeat | forver}", "1:11 Kru does not know this block: forver. Did you mean forever?"),
        ("  {repeat | { show | hid }}", "1:22 Kru does not know this block: hid. Did you mean hide?"),
        ("if <mous down?> then", "1:5 Kru does not know this block: mous down?. Did you mean <mouse down?>?"),
        ("when [spce v] key pressed", "1:6 This menu has no spce. Did you mean space?"),
        ("move <mouse down?> steps (_", "1:26 This ( has no partner that closes it."),
        ("_ :: moton", "1:6 Kru does not know the mark moton. Did you mean motion?"),
        ("say [a] :: moton", "1:12 Kru does not know the mark moton. Did you mean looks?"),
        ("", "1:1 This pattern is empty."),
        ("// nothing", "1:1 This pattern is empty."),
        ("not: hide", "1:6 A pattern needs a line that must be there."),
        ("* not: hide", "1:8 This line has two signs. Use one of `* `, `not: ` and ` ?`."),
        ("not: hide ?\nshow", "1:6 This line has two signs. Use one of `* `, `not: ` and ` ?`."),
        ("* end", "1:3 This line has two signs. Use one of `* `, `not: ` and ` ?`."),
        ("*", "1:2 A line must stand behind *."),
        ("forever\n  ?", "2:3 A line must stand behind ?."),
        ("show\nnot: forever\n* hide", "3:3 What must not stand there cannot be counted."),
        ("$block", "1:1 $block goes into a slot, such as ($block)."),
        ("show\nnot: say ($x)\nnot: think ($x)", "2:6 $x must also stand in a line that must be there."),
        ("hide\nend", "2:1 This end closes nothing. An empty line closes every block."),
        ("hide\nelse", "2:1 This else has no block above it that takes one."),
        ("say [{a | }]", "1:6 Something must stand on both sides of the |."),
        ("say [" + "{a | b}" * 6 + "]", "1:6 A line has at most 32 choices."),
        ("\n".join(["hide"] * 61), "61:1 A pattern has at most 60 lines."),
        ("\n".join(["hide ?"] * 7), "7:1 In one script at most 6 lines may be missing."),
        ("define", "1:1 A new block needs a name after this word."),
    ],
)  # fmt: skip
def test_a_mistake_is_told_at_its_word(text: str, expected: str) -> None:
    assert expected in mistakes(text)


def test_all_mistakes_are_told_at_once_and_none_that_follows_from_another() -> None:
    assert mistakes("forver\n  hid\nend\n\nshow") == [
        "1:1 Kru does not know this block: forver. Did you mean forever?",
        "2:3 Kru does not know this block: hid. Did you mean hide?",
    ]


def test_mistakes_speak_khmer() -> None:
    assert mistakes("not: hide", "km") == ["1:6 គំរូត្រូវការបន្ទាត់មួយដែលត្រូវតែមាន។"]
    for key, sentence in SENTENCES.items():
        assert sentence, key


@pytest.mark.parametrize(
    "text",
    [
        "{" * 500, "}" * 500, "{a|" * 200, "{|}", "say [{x]", "(" * 300, "[" * 300, "_" * 300, "$" * 10, "{_ | _}",
        "\\", "not:", "* * hide", "hide ? ?", "else", "end", "define _", "define (_)", "define $x", "\ufeffhide",
        "_ ?", "(_)", "<_>", "[_]", "<$x>", "(_ v)", "[_ v]", "if <> then ?\nelse ?", "? ?", ":: custom", "// a\n\n\n",
        "{a|b} " * 40, "say [" + "{{a|b}|{c|d}}" * 30 + "]",
    ],
)  # fmt: skip
def test_whatever_is_written_reads_or_is_told(text: str) -> None:
    found: tuple[MistakeError, ...] = ()
    try:
        read(text)
    except PatternError as error:
        found = error.mistakes
    assert all(one.say() and one.line >= 1 and one.column >= 1 for one in found)


def test_what_is_open_closes_at_the_end_and_at_an_empty_line() -> None:
    closed = read("forever\n  show\nend\n\nhide")
    assert [[line.opcode for line in script] for script in closed.scripts] == [["control_forever"], ["looks_hide"]]
    assert [line.opcode for line in read("forever\nshow\n\nhide").lines()] == [line.opcode for line in closed.lines()]


def test_signs_are_no_signs_where_a_custom_block_is_called_so() -> None:
    really = read("define really ?\nhide\n\nreally ?")
    assert [line.optional for line in really.lines()] == [False, False, False]
    star = read("define * star\nhide\n\n* star")
    assert [line.opcode for line in star.lines()][-1] == "procedures_call"


def test_comments_say_nothing() -> None:
    assert [line.opcode for line in read("// first\nshow // then\nhide ? // maybe").lines()] == [
        "looks_show",
        "looks_hide",
    ]
    assert [line.optional for line in read("show\nhide ? // maybe").lines()] == [False, True]
