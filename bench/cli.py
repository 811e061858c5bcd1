"""A class of thirty projects from a cold shell to a finished table. The floor is Python starting and doing nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project

AIM = 1.0
CLASS = 30
RUBRIC = Path(__file__).parent / "eight-criteria"


def main() -> None:
    """Measure the command as a mentor starts it."""
    words = arguments(__doc__)
    kru = str(Path(sys.executable).with_name("kru"))
    floor = once((sys.executable, "-c", "pass"))
    figures = [Figure("kru --help", once((kru, "--help")), floor, "python -c pass")]
    with tempfile.TemporaryDirectory() as folder:
        for number in range(CLASS):
            Path(folder, f"student-{number:02}.sb3").write_bytes(project(200, seed=number))
        grade = (kru, "grade", str(RUBRIC), folder)
        figures.append(Figure(f"{CLASS} projects of 200 blocks, table", once(grade), floor, "python -c pass", aim=AIM))
        one = (kru, "grade", str(RUBRIC), str(Path(folder, "student-00.sb3")))
        figures.append(Figure("1 project of 200 blocks, table", once(one), floor, "python -c pass"))
    if words.inputs:
        files = [str(file) for file in sorted(words.inputs.glob("*.sb3"))][:CLASS]
        many = (kru, "grade", str(RUBRIC), *files)
        figures.append(
            Figure(f"{len(files)} files of {words.inputs.name}", once(many), floor, "python -c pass", aim=AIM)
        )
    show("cli", figures, words.form)


def once(command: tuple[str, ...]) -> float:
    """The median time a person waits for the command, output thrown away."""
    return typical(lambda: call(*command), seconds=4, clock=time.perf_counter)


def call(*command: str) -> None:
    """Run it to its end; 1 is a table with a row that could not be read."""
    # Compiled files are kept, as on every machine where nobody forbids it.
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False, env=env)
    assert done.returncode in {0, 1}, command


if __name__ == "__main__":
    main()
