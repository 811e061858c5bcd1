"""Work that may not hurt: each piece in a child of its own, which the system ends past its limits.

`trouble("module:function", numbers)` calls `function(number)` for each of the numbers; what comes back are the numbers
of those that raised, took too long or too much memory, with what is known of it. With `made_by` the function gets what
that one makes of the number, before any limit begins: what it costs to make an input is not the engine's. The children
come from one process of its own (a program with threads must not be forked), which has the engine loaded once.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from grader.collector import collect_rarely

HOUSE = Path(__file__).resolve().parents[2]
# `resource` counts what was there before the fork too: the engine itself, about 60 MB.
MEGABYTE = 1_000_000


def trouble(
    work: str, numbers: Iterable[int], *, made_by: str = "", seconds: int = 10, megabytes: int = 300
) -> tuple[tuple[int, str], ...]:
    """Every number whose work did not end well, and why."""
    asked: dict[str, Any] = {"work": work, "made_by": made_by, "numbers": list(numbers)}
    asked |= {"seconds": seconds, "megabytes": megabytes}
    run = subprocess.run(
        [sys.executable, "-m", "tests.kit.limited"],
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        cwd=HOUSE,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    lines = [json.loads(line) for line in run.stdout.splitlines()]
    # The last line says how many were tried: a run that ended early must not look clean.
    assert lines[-1:] == [{"tried": len(asked["numbers"])}], (run.stdout[-500:], run.stderr[-2000:])
    return tuple((line["number"], line["why"]) for line in lines[:-1])


def _one(function: Callable[[Any], None], value: object, seconds: int, megabytes: int) -> str:
    """Why it did not end well, or an empty text."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if not child:
        code = 1
        try:
            os.close(read_end)
            resource.setrlimit(resource.RLIMIT_DATA, (megabytes * MEGABYTE, megabytes * MEGABYTE))
            # The processor's seconds: how busy the machine is else says nothing of the engine. The alarm ends a child
            # that only waits. Nothing in the engine catches either.
            resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
            signal.alarm(6 * seconds)
            function(value)
            code = 0
        except BaseException:  # noqa: BLE001 - whatever it is, the parent is told
            os.write(write_end, traceback.format_exc()[-3000:].encode(errors="backslashreplace"))
        finally:
            os._exit(code)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as pipe:
        said = pipe.read().decode(errors="replace")
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return f"ended by {signal.Signals(os.WTERMSIG(status)).name}"
    return said or ("" if status == 0 else f"ended with {status}")


def main() -> None:
    """Read what to do from standard input; print what went wrong, a line each."""
    asked = json.loads(sys.stdin.read())
    module, _, name = asked["work"].partition(":")
    found = importlib.import_module(module)
    found.prepare()
    collect_rarely()  # as in the processes that grade
    function = getattr(found, name)
    make = getattr(found, asked["made_by"]) if asked["made_by"] else int
    for number in asked["numbers"]:
        if why := _one(function, make(number), asked["seconds"], asked["megabytes"]):
            _tell({"number": number, "why": why})
    _tell({"tried": len(asked["numbers"])})


def _tell(line: Mapping[str, object]) -> None:
    sys.stdout.write(json.dumps(line) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
