from __future__ import annotations

import math

import pytest

from grader.scratch.program.values import in_hash_order, is_number, java_hash, number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("10", 10.0), (" 10\t", 10.0), ("-0", -0.0), ("+3", 3.0), ("5.", 5.0), (".5", 0.5), ("1e3", 1000.0),
        ("5f", 5.0), ("5D", 5.0), ("1E-2d", 0.01), ("Infinity", math.inf), ("-Infinity", -math.inf), ("0x1p3", 8.0),
        ("0x1p99999", math.inf),
    ],
)  # fmt: skip
def test_what_is_read_as_a_number(text: str, value: float) -> None:
    assert repr(number(text)) == repr(value)


def test_not_a_number_is_one() -> None:
    assert math.isnan(number("NaN") or 0)
    assert math.isnan(number("-NaN") or 0)


@pytest.mark.parametrize(
    "text", ["", " ", "-", ".", "1,5", "1_0", "0x10", "1e", "e5", "១០", "infinity", "nan", "5 px", "1\u00a0", "+-1"]
)
def test_what_stays_a_text(text: str) -> None:
    assert number(text) is None


def test_what_a_slot_is_for_decides() -> None:
    assert is_number("5", "number", "number")
    assert is_number("5", "free", "text")
    assert is_number("5", "comparison", "text")
    assert not is_number("5", "text", "text")
    assert not is_number("5", "number", "colour")
    assert not is_number("five", "number", "number")


def test_the_hash_of_java() -> None:
    assert java_hash("hello") == 99162322
    assert java_hash("Aa") == java_hash("BB") == 2112
    assert java_hash("polygenelubricants") == 0x80000000  # the smallest number in Java
    assert java_hash("🐱") == 31 * 0xD83D + 0xDC31  # two units


def test_the_order_of_a_hash_table() -> None:
    # Buckets of a table of 16: "a" is 97 (1), "b" is 98 (2), "q" is 113 (1).
    assert in_hash_order(["b", "q", "a"]) == [1, 2, 0]
    # From the thirteenth on there are 32 buckets: "q" (113) goes to 17.
    many = [*"bqacdefghijkl"]
    assert [many[place] for place in in_hash_order(many)] == [*"abcdefghijklq"]
