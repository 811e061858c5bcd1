"""What is no block text gets one sentence, and it points at the word."""

from __future__ import annotations

import re

import pytest

from grader.language import translations
from grader.scratch.notation import SENTENCES, NotationError, read_project

# text; the line and column it points at; key; what is guessed or named
MISTAKES = [
    ("when green flag clicked\n  mov (10) steps", 2, 3, "unknown-block-guess", "move (10) steps"),
    ("say [hi] for (2) minutes", 1, 18, "unknown-block-guess", "say [Hello!] for (2) seconds"),
    ("ផ្លាស់ទ (10) ជំហាន", 1, 1, "unknown-block-guess", "ផ្លាស់ទី (10) ជំហាន"),
    ("say (lenght of [abc])", 1, 6, "unknown-block-guess", "length of"),
    ("if <tuching (edge v)?> then", 1, 5, "unknown-block-guess", "touching"),
    ("dance all night", 1, 1, "unknown-block", "dance all night"),
    ("set [colour v] effect to (10)", 1, 5, "unknown-choice-guess", "color"),
    ("wait until <key (spase v) pressed?>", 1, 17, "unknown-choice-guess", "space"),
    ("stop [xyz v]", 1, 6, "unknown-choice", "all, this script"),
    ("say [hello v]", 1, 5, "wrong-slot", "hello v"),
    ("wait until (10)", 1, 12, "wrong-slot", "10"),
    ("set (x position) to (0)", 1, 5, "wrong-slot", "x position"),
    ("say [hello", 1, 5, "open-bracket", "["),
    ("move ((10) steps", 1, 6, "open-bracket", "("),
    ("wait until <mouse down?", 1, 12, "open-bracket", "<"),
    ("move 10) steps", 1, 8, "stray-bracket", ")"),
    ("show\nend", 2, 1, "nothing-open", "end"),
    ("forever\nelse\nend", 2, 1, "no-if", "else"),
    ("say (length of [abc] :: operator)", 1, 25, "unknown-mark", "operators"),
    ("define", 1, 1, "define-nothing", ""),
    ("say [x] :: opcode", 1, 1, "odd-block", "jetpack_fly"),
    ('sprite "Cat"\n  costum "cat-a"', 2, 3, "unknown-head", "costume"),
    ('sprite "Cat"\nposition ten 20', 2, 10, "head-value", "position 10 -20"),
    ('sprite "Cat"\nvariable', 2, 9, "head-value", "variable score = 0"),
    ('sprite "Cat"\nsize 50 60', 2, 9, "head-value", "size 100"),
    ("sprite Cat", 1, 1, "head-value", 'sprite "Cat"'),
    ('show\n\nsprite "Cat"', 3, 1, "late-head", ""),
    ('sprite "Cat"\n\nstage', 3, 1, "second-stage", ""),
]


@pytest.mark.parametrize(("text", "line", "column", "key", "says"), MISTAKES)
def test_a_mistake_is_told_where_it_stands(text: str, line: int, column: int, key: str, says: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_project(text)
    error = caught.value
    assert (error.key, error.line, error.column) == (key, line, column)
    assert says in error.sentence
    assert str(error) == f"line {line}, column {column}: {error.sentence}"


def test_every_sentence_has_a_mistake_that_gets_it() -> None:
    assert {key for _, _, _, key, _ in MISTAKES} == set(SENTENCES)


def test_every_sentence_is_said_in_khmer_with_the_same_places_to_fill() -> None:
    khmer = translations("km")
    for sentence in SENTENCES.values():
        said = khmer.gettext(sentence)
        assert said != sentence
        assert sorted(re.findall(r"{\w+}", said)) == sorted(re.findall(r"{\w+}", sentence))


def test_a_sentence_is_said_in_the_readers_language() -> None:
    with pytest.raises(NotationError) as caught:
        read_project("mov (10) steps")
    assert "move (10) steps" in caught.value.say("km")
    assert caught.value.say("km").startswith("គ្រូ")
