"""A thousand projects of 200 blocks, compared with each other. The floor is reading them: each unpacked and parsed."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

from _measure import Figure, arguments, show
from _projects import project

AIM = 60.0
SIZES = (250, 500, 1000)


def main() -> None:
    """Measure the command as a mentor starts it, once for each size: it takes seconds."""
    words = arguments(__doc__)
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            for number in range(size):
                path = Path(folder, f"student-{number:04}.sb3")
                if not path.exists():
                    path.write_bytes(project(200, seed=number))
            figures.append(measure(f"{size} projects of 200 blocks", Path(folder), AIM))
    if words.inputs:
        figures.append(measure(f"files of {words.inputs.name}", words.inputs, None))
    show("similar", figures, words.form)


def measure(what: str, folder: Path, aim: float | None) -> Figure:
    """One run of the command, and one look at all files."""
    start = time.perf_counter()
    kru = str(Path(sys.executable).with_name("kru"))
    subprocess.run([kru, "similar", str(folder), "--format", "json"], stdout=subprocess.DEVNULL, check=False)
    seconds = time.perf_counter() - start
    start = time.perf_counter()
    for path in folder.glob("*.sb3"):
        try:
            with zipfile.ZipFile(path) as archive:
                json.loads(archive.read("project.json"))
        except (zipfile.BadZipFile, KeyError, ValueError):
            continue
    return Figure(what, seconds, time.perf_counter() - start, "zip and JSON", aim=aim)


if __name__ == "__main__":
    main()
