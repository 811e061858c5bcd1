from __future__ import annotations

import random
from collections import Counter

from grader.scratch.index import index
from grader.scratch.program.grids import Budget, Pair, Run, full_runs, joined, may_hold
from grader.scratch.program.program import Program
from tests.kit.blocks import scratch

LETTERS = {
    "a": "move (10) steps", "A": "move (20) steps", "b": "hide",
    "c": "show", "d": "next costume", "e": "wait (1) seconds",
    "f": "say [Hi]", "F": "say [Ho]", "g": "turn cw (15) degrees", "h": "clear graphic effects", "x": "if <> then\nend",
    "y": "stop all sounds", "z": "next backdrop",
}  # fmt: skip


def program(*scripts: str) -> Program:
    """Each letter a statement; capitals are equal to small ones but for a value."""
    written = ("\n".join(["when green flag clicked", *(LETTERS[letter] for letter in one)]) for one in scripts)
    return index(scratch("\n\n".join(written))).program


def told(*scripts: str) -> dict[int, list[tuple[int, int, int]]]:
    """By type: script, place of the first statement, length; sorted."""
    found = program(*scripts)
    numbers = {id(part): number for number, part in enumerate(found.parts)}
    return {
        kind: sorted(
            (
                numbers[id(found.part_of(copy.statements[0]))],
                found.part_of(copy.statements[0]).statements.index(copy.statements[0]),
                len(copy.statements),
            )
            for copy in copies
        )
        for kind, copies in found.copies.items()
        if copies
    }


def test_equal_runs_are_of_type_one() -> None:
    assert told("abcdeg", "abcdeg") == {1: [(0, 0, 6), (1, 0, 6)]}
    assert told("xabcdegy", "zabcdeg") == {1: [(0, 1, 6), (1, 1, 6)]}


def test_five_are_too_few() -> None:
    assert told("abcde", "abcde") == {}


def test_one_value_makes_the_whole_run_type_two() -> None:
    assert told("abcdegh", "abcdegh".replace("a", "A")) == {2: [(0, 0, 7), (1, 0, 7)]}


def test_a_gap_makes_type_three() -> None:
    assert told("abcdeg", "abcxdeg") == {3: [(0, 0, 6), (1, 0, 6)]}
    assert told("abcxdeg", "abcyzdeg") == {3: [(0, 0, 6), (1, 0, 6)]}
    assert told("abcdeg", "abcxyzdeg") == {}


def test_long_runs_with_a_gap_are_both() -> None:
    found = told("abcdeghabcfe", "abcdeghyabcfe")
    assert found[1] == [(0, 0, 7), (1, 0, 7)]
    assert found[3] == [(0, 0, 12), (1, 0, 12)]
    assert 2 not in found


def test_three_equal_scripts_are_three_copies() -> None:
    assert told("abcdeg", "abcdeg", "abcdeg") == {1: [(0, 0, 6), (1, 0, 6), (2, 0, 6)]}


def test_of_equal_and_nearly_equal_scripts_each_is_told_once_a_type() -> None:
    assert told("abcdeg", "abcdeg", "Abcdeg") == {
        1: [(0, 0, 6), (1, 0, 6)], 2: [(0, 0, 6), (1, 0, 6), (2, 0, 6)],
    }  # fmt: skip


def test_copies_in_one_script_do_not_overlap() -> None:
    assert told("abcdegabcdeg") == {1: [(0, 0, 6), (0, 6, 6)]}
    assert told("abcdeg" + "x" + "abcdeg") == {1: [(0, 0, 6), (0, 7, 6)]}
    assert told("abcabcabca") == {}  # the only run of six meets itself
    assert told("a" * 12) == {1: [(0, 0, 6), (0, 6, 6)]}


def test_a_loop_matches_with_its_whole_body_and_counts_with_it() -> None:
    body = "repeat (3)\n{}\nend"
    lines = "\n".join(LETTERS[letter] for letter in "abcde")
    other = lines.replace("hide", "hide\nhide")
    same = index(
        scratch(f"when green flag clicked\n{body.format(lines)}\n\nwhen green flag clicked\n{body.format(lines)}")
    )
    assert Counter(map(len, (copy.statements for copy in same.program.copies[1]))) == {6: 2}
    unlike = index(
        scratch(f"when green flag clicked\n{body.format(lines)}\n\nwhen green flag clicked\n{body.format(other)}")
    )
    assert not unlike.program.copies[1]
    assert not unlike.program.copies[2]


def test_sprites_are_looked_at_one_by_one() -> None:
    one = "\n".join(["when green flag clicked", *(LETTERS[letter] for letter in "abcdeg")])
    found = index(scratch(f'sprite "Cat"\n\n{one}\n\nsprite "Dog"\n\n{one}')).program.copies
    assert not any(found.values())


def test_definitions_are_compared_too() -> None:
    lines = "\n".join(LETTERS[letter] for letter in "abcdeg")
    found = index(scratch(f"define jump\n{lines}\n\nwhen green flag clicked\n{lines}")).program.copies
    assert [len(found[kind]) for kind in (1, 2, 3)] == [2, 0, 0]


# Against the definition, cell by cell


def naive(first: str, second: str, least: int, *, same: bool) -> list[Run]:
    taken: set[tuple[int, int]] = set()
    accepted: list[Run] = []
    for row in range(len(first)):
        for column in range(row if same else 0, len(second)):
            length = 0
            while (
                row + length < len(first)
                and column + length < len(second)
                and first[row + length] == second[column + length]
            ):
                length += 1
            if length < least or (row, column) in taken or (same and row + length > column):
                continue
            rows, columns = set(range(row, row + length)), set(range(column, column + length))
            clash = False
            for one in accepted:
                row_meets = bool(rows & set(range(one.row, one.row + one.length)))
                column_meets = bool(columns & set(range(one.column, one.column + one.length)))
                clash |= (row_meets or column_meets) if same else (row_meets and column_meets)
            if clash and not (not same and length == len(first)):
                continue
            accepted.append(Run(row, column, length))
            taken |= {(row + step, column + step) for step in range(length)}
    return accepted


def numbers(letters: str) -> list[int]:
    return [ord(letter) for letter in letters]


def words(luck: random.Random) -> str:
    """Letters with repetitions in them."""
    piece = "".join(luck.choice("abcd") for _ in range(luck.randint(1, 8)))
    word = ""
    while len(word) < 18 and luck.random() < 0.85:
        word += piece if luck.random() < 0.6 else luck.choice("abcdef")
    return word


def test_runs_are_those_of_the_definition() -> None:
    seen = 0
    for seed in range(1500):
        luck = random.Random(seed)  # noqa: S311 - no secret
        first = words(luck)
        same = luck.random() < 0.4
        second = first if same else words(luck)
        pair = Pair(numbers(first), numbers(second), same=same)
        for least in (1, 6):
            found = full_runs(pair, least, Budget(10**9, 10**9))
            assert found == naive(first, second, least, same=same), (first, second, same, least)
            seen += len(found)
    assert seen > 3000


def test_pairs_that_are_left_out_hold_no_copy() -> None:
    """The quick look says "may hold" wherever a full comparison finds something."""
    long = gap = 0
    for seed in range(3000):
        luck = random.Random(seed)  # noqa: S311 - no secret
        first = words(luck)
        same = luck.random() < 0.4
        second = first if same else words(luck)
        pair = Pair(numbers(first), numbers(second), same=same)
        may = [(False, False)]
        may += [
            may_hold(pair.first, pair.second, row, column, Budget(10**9, 10**9))
            for row in range(len(first) - 2)
            for column in range(row + 1 if same else 0, len(second) - 2)
            if first[row : row + 3] == second[column : column + 3]
        ]
        if full_runs(pair, 6, Budget(10**9, 10**9)):
            assert any(one[0] for one in may), (first, second, same)
            long += 1
        if list(joined(full_runs(pair, 1, Budget(10**9, 10**9)))):
            assert any(one[1] for one in may), (first, second, same)
            gap += 1
    assert long > 200
    assert gap > 200


# Much of it


def test_thousands_of_equal_scripts() -> None:
    found = told(*["abcdeg"] * 2000)
    assert len(found[1]) == 2000
    assert 2 not in found


def test_thousands_of_scripts_that_differ_in_a_number() -> None:
    lines = "\n".join(LETTERS[letter] for letter in "abcde")
    text = "\n\n".join(f"when green flag clicked\nset size to ({number}) %\n{lines}" for number in range(1000))
    found = index(scratch(text)).program.copies
    assert (len(found[1]), len(found[2])) == (0, 1000)


def test_a_song_of_ten_thousand_equal_notes_ends() -> None:
    found = program("a" * 10_000, "ab" * 1500, "abc" * 1000)
    assert [len(copy.statements) for copy in found.copies[1][:2]] == [5000, 5000]


def test_songs_of_a_usual_length_are_compared_to_the_end() -> None:
    found = told(*("a" * length for length in (200, 201, 203)))
    assert found[1][:2] == [(0, 0, 100), (0, 0, 200)]
