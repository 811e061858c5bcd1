"""What grading gives: levels, numbers and places, no prose and no language; exact as stored, rounded as shown."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any, Literal

from grader.check import BlockPlace, FilePlace, MomentPlace, Place
from grader.scratch.model import Note

ENGINE = "0.1.0"  # the version of the package; a test holds the two equal

Level = Literal["start", "good", "great", "waiting", "not-hers", "unchecked"]
Band = Literal["start", "good", "great"]

# A report is kept for every hand-in: of a hundred equal places a page shows three and the amount says the rest.
MOST_PLACES = 100


@dataclass(frozen=True, slots=True)
class GateResult:
    """Did a gate hold? In the order of the rubric's gates; `met` is None when nobody could tell: a crash, a picture."""

    check: str
    met: bool | None
    places: tuple[Place, ...] = ()
    reason: str | None = None

    @property
    def holds(self) -> bool:
        """Only a gate that was asked and did not hold stands in her way."""
        return self.met is not False


@dataclass(frozen=True, slots=True)
class Result:
    """One criterion: the level she sees, and what the machine saw, which later marks never overwrite.

    `reason`: of `waiting`: after, person, playing; of `unchecked`: crash, or `needs X`.
    `points` is None while the criterion is left out of the sum: a person or a play is waited for, unchecked, not hers.
    `of` is what it can give; 0 when optional. `seen` is the machine's state before people's levels and `after`:
    measured (the amount speaks), person, playing, not-hers, unchecked.
    """

    id: str
    level: Level
    reason: str | None
    points: Fraction | None
    of: Fraction
    amount: int | None = None
    looked_at: int | None = None
    places: tuple[Place, ...] = ()
    near: tuple[Place, ...] = ()
    values: Mapping[str, str | int | float] = field(default_factory=dict)
    seen: Literal["measured", "person", "playing", "not-hers", "unchecked"] = "person"
    seen_reason: str | None = None  # of `unchecked`
    given: bool = False  # the level is a person's


@dataclass(frozen=True, slots=True)
class Report:
    """One rubric version on one project. `of` is the points of what counts now, `total` the rubric's."""

    rubric: str
    version: int
    score_hash: str
    words_hash: str
    engine: str
    kind: str
    points: Fraction
    of: Fraction
    total: Fraction
    band: Band | None
    final: bool
    gates: tuple[GateResult, ...]
    results: tuple[Result, ...]
    notes: tuple[Note, ...] = ()

    @property
    def gates_met(self) -> bool:
        """No gate stands in her way."""
        return all(gate.holds for gate in self.gates)

    @property
    def share(self) -> Fraction | None:
        """Points of `of`, at most 1; None when nothing counts yet."""
        return min(Fraction(1), self.points / self.of) if self.of else None

    def result(self, criterion: str) -> Result:
        """The result of one criterion; KeyError when the report has none."""
        for result in self.results:
            if result.id == criterion:
                return result
        raise KeyError(criterion)


def shown(number: Fraction | None) -> int | float | None:
    """One decimal, half up; a whole number without a decimal."""
    if number is None:
        return None
    tenths = (Decimal(number.numerator * 10) / number.denominator).quantize(Decimal(1), ROUND_HALF_UP)
    return int(tenths) // 10 if tenths % 10 == 0 else float(tenths / 10)


def to_json(report: Report) -> dict[str, Any]:
    """The stored form: exact, fractions as text. `from_json` gives an equal report back."""
    return {
        **{f.name: _plain(getattr(report, f.name)) for f in fields(report) if f.name not in _PARTS},
        "gates": [{**_flat(gate), "places": _places(gate.places)} for gate in report.gates],
        "results": [
            {**_flat(result), "places": _places(result.places), "near": _places(result.near)}
            for result in report.results
        ],
        "notes": [{"key": note.key, "values": dict(note.values)} for note in report.notes],
    }


def from_json(stored: Mapping[str, Any]) -> Report:
    """The report that `to_json` wrote; KeyError, TypeError or ValueError for anything else."""
    return Report(
        **{
            **stored,
            **{name: Fraction(stored[name]) for name in ("points", "of", "total")},
            "gates": tuple(GateResult(**{**gate, "places": _read_places(gate["places"])}) for gate in stored["gates"]),
            "results": tuple(_read_result(result) for result in stored["results"]),
            "notes": tuple(Note(note["key"], dict(note["values"])) for note in stored["notes"]),
        }
    )


def public(report: Report, *, file: str, seconds: float | None = None) -> dict[str, Any]:
    """One entry of `results` as `kru grade --format json` prints it."""
    return {
        "file": file,
        "status": "graded",
        "reason": None,
        "text": None,
        "points": shown(report.points),
        "of": shown(report.of),
        "total": shown(report.total),
        "band": report.band,
        "final": report.final,
        "gates": [{"check": gate.check, "met": gate.met} for gate in report.gates],
        "criteria": [
            {
                "id": result.id,
                "level": result.level,
                "points": shown(result.points),
                "of": shown(result.of),
                "amount": result.amount,
                "looked_at": result.looked_at,
                "places": [public_place(place) for place in result.places],
                "reason": result.reason,
            }
            for result in report.results
        ],
        "seconds": seconds,
    }


def public_place(place: Place) -> dict[str, Any]:
    """A place in the three forms of the command's JSON."""
    if isinstance(place, BlockPlace):
        return {"sprite": place.sprite, "block": place.block, "text": place.text, "runs": place.runs}
    if isinstance(place, FilePlace):
        names = ("file", "line", "column", "end_line", "end_column", "text")
        return {name: getattr(place, name) for name in names}
    return {"seed": place.seed, "second": place.second, "text": place.text}


def kept(places: tuple[Place, ...]) -> tuple[Place, ...]:
    """The places as a report keeps them: not too many, their keys as plain values that JSON can carry.

    A phone number, a mail or an address that a page holds is masked: a report is read by others than her.
    """
    return tuple(_masked(_with_plain_key(place)) for place in places[:MOST_PLACES])


def kept_values(values: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """What fills the words of a check, private details masked."""
    if not any(isinstance(value, str) for value in values.values()):
        return dict(values)
    from grader.website.private import masked

    return {name: masked(value) if isinstance(value, str) else value for name, value in values.items()}


_PARTS = frozenset({"gates", "results", "notes"})
_PLACES: dict[str, type[Place]] = {"block": BlockPlace, "file": FilePlace, "moment": MomentPlace}
_NAMES = {kind: name for name, kind in _PLACES.items()}


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Fraction) else value


def _flat(part: GateResult | Result) -> dict[str, Any]:
    flat = {f.name: _plain(getattr(part, f.name)) for f in fields(part) if f.name not in {"places", "near"}}
    if "values" in flat:
        flat["values"] = dict(flat["values"])
    return flat


def _places(places: tuple[Place, ...]) -> list[dict[str, Any]]:
    return [_place(place) for place in places]


def _place(place: Place) -> dict[str, Any]:
    return {
        "is": _NAMES[type(place)],
        **{
            f.name: _listed(getattr(place, f.name))
            for f in fields(place)
            if getattr(place, f.name) != f.default  # most of a place is as usual, and a report is kept for long
        },
    }


def _read_places(stored: list[dict[str, Any]]) -> tuple[Place, ...]:
    return tuple(map(_read_place, stored))


def _read_place(stored: Mapping[str, Any]) -> Place:
    return _PLACES[stored["is"]](**{name: _tupled(value) for name, value in stored.items() if name != "is"})


def _read_result(stored: Mapping[str, Any]) -> Result:
    points = stored["points"]
    return Result(
        **{
            **stored,
            "points": None if points is None else Fraction(points),
            "of": Fraction(stored["of"]),
            "places": _read_places(stored["places"]),
            "near": _read_places(stored["near"]),
            "values": dict(stored["values"]),
        }
    )


def _listed(value: Any) -> Any:
    if isinstance(value, FilePlace):
        return _place(value)
    return [_listed(item) for item in value] if isinstance(value, tuple) else value


def _tupled(value: Any) -> Any:
    if isinstance(value, dict):
        return _read_place(value)  # beside another one
    return tuple(_tupled(item) for item in value) if isinstance(value, list) else value


def _with_plain_key(place: Place) -> Place:
    key = _plain_key(place.counts_as)
    if key is place.counts_as:
        return place
    if isinstance(place, BlockPlace):
        return place.but(counts_as=key)
    return type(place)(**{**{f.name: getattr(place, f.name) for f in fields(place)}, "counts_as": key})


def _masked(place: Place) -> Place:
    if not isinstance(place, FilePlace):
        return place
    from grader.website.private import masked

    changes: dict[str, Any] = {"text": masked(place.text), "counts_as": _masked_key(place.counts_as)}
    beside = getattr(place, "beside", ())
    if beside:
        changes["beside"] = tuple(map(_masked, beside))
    return place if all(getattr(place, name) == value for name, value in changes.items()) else replace(place, **changes)


def _masked_key(key: Hashable) -> Hashable:
    from grader.website.private import masked

    if isinstance(key, tuple):
        return tuple(_masked_key(part) for part in key)
    return masked(key) if isinstance(key, str) else key


def _plain_key(key: Hashable) -> Hashable:
    if key is None or type(key) in {str, int, float, bool}:
        return key
    if isinstance(key, tuple):
        return tuple(_plain_key(part) for part in key)
    if isinstance(key, frozenset):
        return tuple(sorted((_plain_key(part) for part in key), key=repr))
    if is_dataclass(key):
        return tuple(_plain_key(getattr(key, f.name)) for f in fields(key))
    return str(key)
