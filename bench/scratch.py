"""One Scratch project from bytes to a report, and to every finding.

The floor is what nobody can do without: opening the zip and parsing project.json. The peer is LitterBox, warm: 14.5 ms
median and 1.25 s at worst on files of the same kind (measured once, elsewhere; it is no part of this run).
"""

from __future__ import annotations

import io
import json
import math
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project

from grader.findings import finders
from grader.grade import grade
from grader.rubric.load import load
from grader.scratch.index import index
from grader.scratch.model import ScratchProject
from grader.upload import UploadError, read

SIZES = (50, 200, 1000)
GROWTH = (500, 50_000)  # blocks
AIM = 0.002  # a report of 200 blocks
FINDINGS_AIMS = {200: 0.005, 1000: 0.025}
MEDIAN_AIM, WORST_AIM = 0.005, 0.060  # all findings of real files: half of them, and 99 of 100
RUBRIC = Path(__file__).parent / "eight-criteria"


def main() -> None:
    """Measure generated projects, and the files of `--inputs`."""
    words = arguments(__doc__)
    report = reporting()
    figures = [against_floor(f"{size} blocks", report, project(size), AIM if size == 200 else None) for size in SIZES]
    figures += [
        against_floor(f"{size} blocks, all findings", every_finding, project(size), FINDINGS_AIMS.get(size))
        for size in SIZES
    ]
    figures += growth()
    if words.inputs:
        figures += real_files(words.inputs, report)
    show("scratch", figures, words.form)


def reporting() -> Callable[[bytes], None]:
    """A report by a rubric of eight criteria."""
    loaded = load(RUBRIC)

    def report(data: bytes) -> None:
        found = grade(read(data, "project.sb3"), loaded)
        # A check that crashed is quick, and would make every figure a lie.
        if any(result.level == "unchecked" for result in found.results):
            raise RuntimeError(found)

    return report


def every_finding(data: bytes) -> None:
    """Read, index, and ask every check of problems and praise."""
    found = read(data, "project.sb3")
    if not isinstance(found, ScratchProject):
        raise TypeError(found)
    looked = index(found)
    for entry in finders():
        entry.check.observe(looked, entry.check.unset())


def against_floor(name: str, action: Callable[[bytes], None], data: bytes, aim: float | None = None) -> Figure:
    """One figure beside the floor of the same file."""
    return Figure(
        what=name,
        seconds=typical(lambda: action(data)),
        floor=typical(lambda: floor(data), seconds=0.1),
        floor_is="zip + json",
        aim=aim,
    )


def growth() -> Iterator[Figure]:
    """From the smallest to the largest: at most twice the time for twice the blocks.

    What is larger than a processor's cache takes longer for each of its parts, whatever is done with it: reading JSON
    grows so too. So the aim is to grow no more than zip + json does in the same run; both are printed as the time
    that a doubling takes.
    """
    few, many = GROWTH
    small, large = project(few), project(many)
    doublings = math.log2(many / few)
    mine, mine_large = typical(lambda: every_finding(small)), typical(lambda: every_finding(large), least=3)
    least, least_large = typical(lambda: floor(small)), typical(lambda: floor(large), least=3)
    yield Figure(
        what=f"{many:,} blocks, all findings",
        seconds=mine_large,
        floor=mine * least_large / least,
        floor_is=f"{few} blocks, grown as zip + json grows",
        aim_ratio=1.0,
        note=f"a doubling takes {(mine_large / mine) ** (1 / doublings):.2f} times as long, "
        f"of zip + json {(least_large / least) ** (1 / doublings):.2f}",
    )


def real_files(folder: Path, report: Callable[[bytes], None]) -> Iterator[Figure]:
    """Every file that can be read: the report of each, and how long all findings take."""
    times: list[tuple[float, float]] = []
    for file in sorted(folder.glob("*.sb3")):
        data = file.read_bytes()
        try:
            read(data, file.name)
            floor(data)
        except (UploadError, KeyError, StopIteration, zipfile.BadZipFile, ValueError):
            continue
        yield against_floor(file.name, report, data)
        found = against_floor(file.name, every_finding, data)
        times.append((found.seconds, found.floor or 0.0))
    times.sort()
    if times:
        for what, place, aim in (
            ("half of the files", len(times) // 2, MEDIAN_AIM),
            ("99 of 100 files", len(times) * 99 // 100, WORST_AIM),
        ):
            seconds, least = times[min(place, len(times) - 1)]
            yield Figure(f"{what}, all findings", seconds, least, "zip + json", aim)


def floor(data: bytes) -> object:
    """Open the zip, find project.json wherever it lies, parse it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("project.json"))
        return json.loads(archive.read(name))


if __name__ == "__main__":
    main()
