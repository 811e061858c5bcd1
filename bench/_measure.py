"""What every bench shares: its words on the command line, a clock, and how figures are printed.

A figure means little alone: each stands beside a floor, the least that any such program has to do, measured in the
same run on the same machine. The ratio is what can be compared between machines.
"""

from __future__ import annotations

import argparse
import gc
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from grader.collector import collect_rarely


@dataclass(frozen=True, slots=True)
class Figure:
    """One measurement: seconds, the floor's seconds, and the aim (in the same unit as `seconds`, or as a ratio)."""

    what: str
    seconds: float
    floor: float | None = None
    floor_is: str = ""
    aim: float | None = None
    aim_ratio: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How many floors it takes."""
        return self.seconds / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        """Is the aim met; None without an aim."""
        if self.aim is not None:
            return self.seconds <= self.aim
        if self.aim_ratio is not None and self.ratio is not None:
            return self.ratio <= self.aim_ratio
        return None


def arguments(description: str | None) -> argparse.Namespace:
    """`--inputs FOLDER`, `--format json`."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--inputs", type=Path, help="measure the files of this folder too")
    parser.add_argument("--format", dest="form", choices=("text", "json"), default="text")
    return parser.parse_args()


def typical(
    action: Callable[[], Any],
    *,
    seconds: float = 0.4,
    least: int = 5,
    clock: Callable[[], float] = time.process_time,
) -> float:
    """The median time of one call, warmed up, over about so many seconds.

    The processor's time: what else this machine does then matters less. With `time.perf_counter`: the time a person
    waits, for what other processes do.
    """
    collect_rarely()  # as in the processes that grade
    action()
    times: list[float] = []
    end = time.perf_counter() + seconds
    gc.collect()
    while len(times) < least or time.perf_counter() < end:
        start = clock()
        action()
        times.append(clock() - start)
    return statistics.median(times)


def show(name: str, figures: Sequence[Figure], form: str) -> None:
    """Print them, for people or as JSON."""
    if form == "json":
        rows = [{**asdict(figure), "ratio": figure.ratio, "met": figure.met} for figure in figures]
        print(json.dumps({"bench": name, "figures": rows}, indent=2))
        return
    width = max(len(figure.what) for figure in figures)
    print(f"{name}")
    for figure in figures:
        parts = [f"  {figure.what:<{width}}  {_time(figure.seconds):>9}"]
        if figure.floor:
            parts.append(f"floor {_time(figure.floor):>9} ({figure.floor_is})  ratio {figure.ratio:.2f}")
        if figure.aim is not None:
            parts.append(f"aim {_time(figure.aim)}: {'met' if figure.met else 'missed'}")
        if figure.aim_ratio is not None:
            parts.append(f"aim {figure.aim_ratio:g} floors: {'met' if figure.met else 'missed'}")
        if figure.note:
            parts.append(figure.note)
        print("  ".join(parts))


def _time(seconds: float) -> str:
    return f"{seconds:.2f} s" if seconds >= 1 else f"{seconds * 1000:.2f} ms"
