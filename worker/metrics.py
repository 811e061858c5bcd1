"""The numbers of `/metrics`, in the text format of Prometheus (version 0.0.4). No name of a person or a class is in it.

Source of the format: https://prometheus.io/docs/instrumenting/exposition_formats/
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime

from sqlalchemy.exc import SQLAlchemyError

from worker.store import Store, counts

TYPE = "text/plain; version=0.0.4; charset=utf-8"


def metrics(store: Store, parts: Mapping[str, str]) -> str:
    """One text: parts, gradings by state, files, and how long the longest waits.

    `parts` has each part's state as `worker.health` says it. Rows that cannot be asked are left out.
    """
    lines = [*_family("kru_part_up", "gauge", "1 when this part works.", _up(parts))]
    try:
        states = counts.gradings(store.database)
        files = counts.submissions(store.database)
        oldest = store.gradings.oldest_waiting()
    except SQLAlchemyError:
        return _text(lines)
    waits = (datetime.now(UTC) - oldest).total_seconds() if oldest else 0.0
    lines += _family(
        "kru_gradings", "gauge", "Gradings by state.", {f'state="{name}"': n for name, n in states.items()}
    )
    lines += _family("kru_submissions", "gauge", "Files that were handed in.", {"": files})
    lines += _family("kru_longest_wait_seconds", "gauge", "How long the longest waits.", {"": round(waits, 3)})
    return _text(lines)


def _up(parts: Mapping[str, str]) -> Mapping[str, int]:
    return {f'part="{name}"': int(state in {"on", "slow"}) for name, state in parts.items()}


def _family(name: str, kind: str, says: str, values: Mapping[str, float]) -> Iterator[str]:
    yield f"# HELP {name} {says}"
    yield f"# TYPE {name} {kind}"
    for labels, value in sorted(values.items()):
        yield f"{name}{{{labels}}} {value}" if labels else f"{name} {value}"


def _text(lines: list[str]) -> str:
    return "\n".join(lines) + "\n"
