"""JSON is read in a quick way and in a patient one: what both take, both give."""

from __future__ import annotations

import json

import pytest

from grader.scratch.jsontext import JsonError, parse

LARGE = b" " * 1_000_000  # from there on the patient way


@pytest.mark.parametrize(
    "text",
    [
        b'{"a": [1, 2.5, "\xe1\x9e\x80", null, true], "a ": {}}',
        b"[0, -0, 9223372036854775807, -9223372036854775808, 18446744073709551615]",
        b"[18446744073709551616, -9223372036854775809, 12345678901234567890123]",
        b"1" * 5000,
        b"[1e400, NaN, -Infinity]",
        b'"half a character: \\ud800"',
        b'"a tab:\t"',
        b'{"twice": 1, "twice": 2}',
    ],
)
def test_both_ways_give_the_same(text: bytes) -> None:
    assert repr(parse(text)) == repr(parse(text + LARGE))


def test_whole_numbers_beyond_64_bits_are_floats_as_in_scratch() -> None:
    assert repr(parse(b"12345678901234567890123")) == "1.2345678901234568e+22"
    assert repr(parse(b"18446744073709551615")) == "18446744073709551615"


@pytest.mark.parametrize("room", [b"", LARGE])
@pytest.mark.parametrize(("text", "key"), [(b"[" * 201 + b"]" * 201, "json-deep"), (b'{"a": }', "json-broken")])
def test_both_ways_refuse_the_same(text: bytes, key: str, room: bytes) -> None:
    with pytest.raises(JsonError) as raised:
        parse(text + room)
    assert raised.value.key == key


@pytest.mark.parametrize("room", [b"", LARGE])
def test_two_hundred_levels_are_read(room: bytes) -> None:
    assert json.dumps(parse(b"[" * 200 + b"]" * 200 + room)) == "[" * 200 + "]" * 200
