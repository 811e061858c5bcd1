"""A site that is heavy.

## What it looks for

Whether all files together weigh more than `max_mb`, or are more than `max_files`. The place is the heaviest file.
`mb`, `files` and `name` tell how much, how many, and which is the heaviest.

## Why it matters

Free servers take little. Visitors on a slow line wait for every megabyte.

## Limits

Which files a visitor really loads, the check does not see.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex


class SiteSizeParams(Params):
    """How much is too much."""

    max_mb: float = Field(default=10, gt=0, strict=False)
    max_files: int = Field(default=200, ge=1)


def observe(index: SiteIndex, params: SiteSizeParams) -> Observation:
    """One place when the site is too heavy or has too many files."""
    weights = {path: len(data) for path, data in index.site.files.items() if data}
    hers = [path for path in weights if index.file_hers(path)]
    total = sum(weights.values())
    if total <= params.max_mb * 1_000_000 and len(weights) <= params.max_files:
        return Observation((), len(hers))
    heaviest = max(hers or weights, key=lambda path: weights[path])
    values: dict[str, str | int | float] = {
        "mb": round(total / 1_000_000, 1),
        "files": len(weights),
        "name": heaviest.rpartition("/")[2],
    }
    return Observation((index.file_place(heaviest),), len(hers), values=values)


CHECK = Check(
    title=N_("A site that is heavy"),
    kind="problem",
    severity="advice",
    source=True,
    params=SiteSizeParams,
    observe=observe,
    words=Words(
        praise=N_("Your site is light. It loads on every phone."),
        next=N_("Your site has {files} files with {mb} MB. Make it lighter."),
        hints=(
            N_("Which file weighs most?"),
            N_("Look at {name} first."),
            N_("Save pictures smaller, and delete what no page needs."),
        ),
        measured=N_("Sites that are heavy: {count}."),
    ),
    examples=(
        Example(
            shows="More than is asked for",
            project={"index.html": "<p>Hi</p>", "film.mp4": b"x" * 2_000_000},
            params={"max_mb": 1},
            amount=1,
            places=("film.mp4",),
        ),
        Example(
            shows="Many files",
            project={"index.html": "<p>Hi</p>", "a.txt": "1", "b.txt": "2"},
            params={"max_files": 2},
            amount=1,
        ),
        Example(shows="A light site", project={"index.html": "<p>Hi</p>", "a.png": "x"}, amount=0, looked_at=2),
    ),
)
