"""`kru show FILE --annotate OUT.sb3`: a copy of one project with comments at the blocks worth looking at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands import _log
from grader.language import N_, say

if TYPE_CHECKING:
    from grader.batch import Work
    from grader.inputs import Item

WRITTEN = N_("Comments in {file}: {count}.")
NOTHING = N_("There is no block to comment on. {file} is a copy.")
NO_SCRATCH = N_("This is no Scratch project. There are no blocks to comment on.")


def check(items: Sequence[Item], out: Path, *, force: bool) -> None:
    """Says what the options lack; ends the command then."""
    if len(items) != 1 or items[0].kind == "site":
        raise click.UsageError("--annotate takes one project.")
    if out.suffix.lower() != ".sb3":
        raise click.UsageError(f"--annotate OUT needs to end in .sb3: {out}")
    if out.exists() and not force:
        raise click.UsageError(f"{out} is there already. --force writes over it.")
    if out.resolve() == items[0].path.resolve():
        raise click.UsageError("--annotate writes a copy: give it another name.")


def write(item: Item, out: Path, language: str) -> bool:
    """Write the copy in a child process, and say so on stderr. False when the file is none to annotate."""
    from grader import batch

    ((_, answer),) = batch.run([item], Annotate(out, language), jobs=1)
    if answer["status"] == "written":
        sentence = WRITTEN if answer["count"] else NOTHING
        click.echo(say(sentence, language, file=out, count=answer["count"]), err=True)
    elif answer["status"] == "other":
        click.echo(f"{item.name}: {say(NO_SCRATCH, language)}", err=True)
    elif "trace" in answer:
        click.echo(f"{item.name}\n{answer['trace']}", err=True)
    return bool(answer["status"] == "written")


@dataclass(frozen=True, slots=True)
class Annotate:
    """What a child process does with the file."""

    out: Path
    language: str

    def prepare(self) -> Work:
        """Load the engine once, before there are children."""
        from grader import catalogue
        from grader.annotate import annotate
        from grader.inputs import read
        from grader.scratch.model import ScratchProject
        from grader.upload import UploadError

        _log.quiet()
        catalogue.entries()

        def work(item: Item) -> Mapping[str, Any]:
            try:
                project = read(item)
            except UploadError as trouble:
                return {"status": "unreadable", "reason": trouble.key}
            if not isinstance(project, ScratchProject):
                return {"status": "other"}
            data, notes = annotate(item.path.read_bytes(), project, self.language)
            half = self.out.with_name(self.out.name + ".part")
            half.write_bytes(data)
            half.replace(self.out)  # whole or not at all
            return {"status": "written", "count": len(notes)}

        return work
