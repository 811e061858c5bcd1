"""How values, steps and turns compare: as Scratch does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from grader.live.recording import Value

STILL = 0.01  # steps, degrees: what is nearer has not moved
_SIGNS: Mapping[str, Callable[[int], bool]] = {
    "==": lambda sign: sign == 0,
    ">=": lambda sign: sign >= 0,
    "<=": lambda sign: sign <= 0,
    ">": lambda sign: sign > 0,
    "<": lambda sign: sign < 0,
}


def turn(start: float, end: float) -> float:
    """Degrees from one direction to another, the short way; to the right is positive."""
    return (end - start + 180) % 360 - 180


def went(by: str, sign: int) -> bool:
    """Whether a step of this sign is what `by` asks for."""
    return {"increase": sign > 0, "decrease": sign < 0, "none": sign == 0, "any": sign != 0}[by]


def went_some(by: str, steps: Iterable[float]) -> bool:
    """Whether some step went that way; `none`: no step went anywhere."""
    signs = [0 if abs(step) <= STILL else 1 if step > 0 else -1 for step in steps]
    return not any(signs) if by == "none" else any(went(by, sign) for sign in signs)


def compare(value: Value, op: str, other: Value) -> bool:
    """Whether `value op other` holds."""
    return _SIGNS[op](order(value, other))


def order(first: Value, second: Value) -> int:
    """As Scratch compares: as numbers where both are numbers, else as texts without regard to case."""
    numbers = _number(first), _number(second)
    if numbers[0] is not None and numbers[1] is not None:
        return (numbers[0] > numbers[1]) - (numbers[0] < numbers[1])
    texts = str(first).lower(), str(second).lower()
    return (texts[0] > texts[1]) - (texts[0] < texts[1])


def _number(value: Value) -> float | None:
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, str) and (not value.strip() or "_" in value):
        return None
    try:
        number = float(value)
    except ValueError:
        return None
    return None if number != number else number  # noqa: PLR0124 - not a number is the one that is not itself


def short(value: float) -> str:
    """A number as a person reads it."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
