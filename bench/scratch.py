"""One Scratch project from bytes to a report: read, index, a rubric of eight criteria.

The floor is what nobody can do without: opening the zip and parsing project.json.
"""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project

from grader.grade import grade
from grader.rubric.load import load
from grader.upload import UploadError, read

SIZES = (50, 200, 1000)
AIM = 0.002  # for 200 blocks
RUBRIC = Path(__file__).parent / "eight-criteria"


def main() -> None:
    """Measure generated projects, and the files of `--inputs`."""
    words = arguments(__doc__)
    loaded = load(RUBRIC)

    def measure(name: str, data: bytes, aim: float | None = None) -> Figure:
        report = grade(read(data, name), loaded)
        # A check that crashed is quick, and would make every figure a lie.
        assert all(result.level != "unchecked" for result in report.results), name
        return Figure(
            what=name,
            seconds=typical(lambda: grade(read(data, name), loaded)),
            floor=typical(lambda: floor(data), seconds=0.1),
            floor_is="zip + json",
            aim=aim,
        )

    figures = [measure(f"{size} blocks", project(size), AIM if size == 200 else None) for size in SIZES]
    for file in sorted(words.inputs.glob("*.sb3")) if words.inputs else ():
        data = file.read_bytes()
        try:
            read(data, file.name)
            floor(data)
        except (UploadError, KeyError, zipfile.BadZipFile, ValueError):
            continue
        figures.append(measure(file.name, data))
    show("scratch", figures, words.form)


def floor(data: bytes) -> object:
    """Open the zip, find project.json wherever it lies, parse it."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(name for name in archive.namelist() if name.endswith("project.json"))
        return json.loads(archive.read(name))


if __name__ == "__main__":
    main()
