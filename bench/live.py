"""30 seconds of each project in the player: how long they take, beside real time; loading and memory apart.

And the whole grading of the games that rubrics bring as examples: who is who, three seeds, pictures.

Then pages of websites in the browser, at two widths with axe: `--inputs` may have a folder `sites`.

Seconds of the processor in the engine's process: what else this machine does then matters less.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator, Sequence

import _pages
from _measure import Figure, arguments, show

from grader.live import parts
from grader.live.bounds import CutError, LoadError
from grader.live.play.lane import has_plays, play_all
from grader.live.player import Player
from grader.rubric.files import read_project as read_example
from grader.rubric.load import load, rubric_files
from grader.scratch.model import ScratchProject
from grader.scratch.notation import read_project
from grader.scratch.write import write

SECONDS = 30  # of virtual time
AIM_MEDIAN, AIM_P99 = 0.020, 2.0
AIM_GRADING = 1.5
AIM_MEGABYTES = 350
KEYS = ("right arrow", "left arrow", "space", "up arrow")
GAME = """
sprite "Cat"

when green flag clicked
go to x: (0) y: (-120)
forever
  if <key (right arrow v) pressed?> then
    change x by (8)
  end
  if <key (left arrow v) pressed?> then
    change x by (-8)
  end
end

sprite "Apple"

when green flag clicked
set [my variable v] to (0)
forever
  go to x: (pick random (-200) to (200)) y: (170)
  repeat until <(y position) < (-150)>
    change y by (-6)
    if <touching (Cat v)?> then
      change [my variable v] by (1)
      go to x: (pick random (-200) to (200)) y: (170)
    end
  end
end
"""


def main() -> None:
    """Measure a game of our own, and the projects of `--inputs`."""
    words = arguments(__doc__)
    sites = words.inputs / "sites" if words.inputs and (words.inputs / "sites").is_dir() else None
    pages = list(_pages.measure(sites))
    if parts.status().state != "ready":
        show("live", pages, words.form)
        print(f"live: {parts.NEEDS_PLAYER}", file=sys.stderr)
        return
    projects = [("a game of our own", write(read_project(GAME)))]
    if words.inputs:
        files = sorted(path for path in words.inputs.rglob("*") if path.suffix in {".sb3", ".sb2"})
        projects += [(path.name, path.read_bytes()) for path in files]
    show("live", [*measure(projects), *gradings(), *pages], words.form)


def measure(projects: Sequence[tuple[str, bytes]]) -> Iterator[Figure]:
    """Start, load, run and memory, over all projects that load."""
    runs, loads, memory, left_out = [], [], [], 0
    slowest = (0.0, "")
    with Player() as player:
        start = time.perf_counter()
        player.child()
        ready = time.perf_counter() - start
        for name, data in projects:
            try:
                load, run = played(player, data)
            except (LoadError, CutError):
                left_out += 1
                continue
            loads.append(load)
            runs.append(run)
            memory.append(player.child().bytes / 1024**2)
            slowest = max(slowest, (run, name))
    floor, says = float(SECONDS), "real time"
    yield Figure("process ready", ready)
    yield Figure("load, median", statistics.median(loads), note=f"worst {max(loads):.2f} s")
    yield Figure("30 s, median", statistics.median(runs), floor, says, aim=AIM_MEDIAN)
    yield Figure("30 s, p99", percentile(runs, 0.99), floor, says, aim=AIM_P99, note=f"{slowest[1]} is the slowest")
    median = statistics.median(memory)
    met = "met" if median <= AIM_MEGABYTES else "missed"
    note = f"{len(runs)} projects, {left_out} left out; memory median {median:.0f} MB, aim {AIM_MEGABYTES}: {met}"
    yield Figure("all", sum(runs) + sum(loads), note=note)


def gradings() -> Iterator[Figure]:
    """Every example of every rubric with plays, graded as the service does: what both processes need for one."""
    took: list[tuple[float, str]] = []
    with Player() as player:
        for loaded in filter(has_plays, map(load, rubric_files())):
            for example in loaded.rubric.examples:
                project = read_example(loaded.folder / example.file)
                if not isinstance(project, ScratchProject):
                    continue
                data = write(project)
                start, ours = used(player), time.process_time()
                play_all(data, project, loaded, player)
                seconds = used(player) - start + time.process_time() - ours
                took.append((seconds, f"{loaded.rubric.id} {example.file}"))
    slowest, name = max(took)
    median = statistics.median(seconds for seconds, _ in took)
    note = f"{len(took)} games; {name} is the slowest with {slowest:.2f} s"
    yield Figure("a game's grading, median", median, aim=AIM_GRADING, note=note)


def played(player: Player, data: bytes) -> tuple[float, float]:
    """Seconds to load, seconds for 30 s with keys; the second run of each, when the engine has warmed up."""
    game = player.open(data)
    load = run = 0.0
    for _ in range(2):
        start = used(player)
        game.start()
        middle = used(player)
        game.green_flag()
        for second in range(SECONDS):
            key = KEYS[second % len(KEYS)]
            game.key(key, down=True)
            game.wait(0.5)
            game.key(key, down=False)
            game.wait(0.5)
        load, run = middle - start, used(player) - middle
    return load, run


def used(player: Player) -> float:
    """Seconds of the processor that the engine's process has used so far."""
    return float(player.child().ask({"do": "usage"}, None, SECONDS)["processor"])


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which that share lies."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, round(share * (len(ordered) - 1)))]


if __name__ == "__main__":
    main()
