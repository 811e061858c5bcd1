"""The `kru` command: finds its sub-commands and loads each only when it is called.

A sub-command of the engine is a file in `grader/commands/`; others come through the entry points `kru.commands`, so
the engine needs to know none of them. One that cannot be loaded says so and leaves the rest alone.
"""

from __future__ import annotations

import os
import pkgutil
import sys
from importlib import import_module
from typing import TYPE_CHECKING

import click

from grader import commands

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

INTERRUPTED = 130
GROUP = "kru.commands"


class Commands(click.Group):
    """A group that looks for its commands instead of listing them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every command's name, in the order of the alphabet."""
        del ctx
        return sorted({*_own(), *_from_outside()})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, loaded now."""
        del ctx
        if cmd_name in _own():
            command: click.Command = import_module(f"{commands.__name__}.{cmd_name}").command
            return command
        point = _from_outside().get(cmd_name)
        return _load(point) if point else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Like click's, with a guess when the name is unknown."""
        name = args[0]
        if not name.startswith("-") and self.get_command(ctx, name) is None:
            import difflib

            near = difflib.get_close_matches(name, self.list_commands(ctx), n=1)
            guess = f" Did you mean `kru {near[0]}`?" if near else " `kru --help` lists them."
            raise click.UsageError(f"There is no command `{name}`.{guess}", ctx)
        return super().resolve_command(ctx, args)


def _own() -> list[str]:
    return [module.name for module in pkgutil.iter_modules(commands.__path__) if not module.name.startswith("_")]


def _from_outside() -> dict[str, EntryPoint]:
    # Reading what is installed takes longer than the rest of the start: a command of our own never asks.
    from importlib.metadata import entry_points

    return {point.name: point for point in entry_points(group=GROUP)}


def _load(point: EntryPoint) -> click.Command:
    try:
        found = point.load()
    except Exception as trouble:  # noqa: BLE001 - whatever stops one command must not stop the others
        return _absent(point.name, trouble)
    return found if isinstance(found, click.Command) else _absent(point.name, None)


def _absent(name: str, trouble: Exception | None) -> click.Command:
    reason = f"{type(trouble).__name__}: {trouble}" if trouble else "it is not a command"

    @click.command(
        name,
        help=f"Not available here ({reason}).",
        context_settings={"ignore_unknown_options": True, "allow_extra_args": True},
    )
    def absent() -> None:
        raise click.ClickException(f"`kru {name}` is not available here: {reason}")

    return absent


def _version(ctx: click.Context, _option: click.Parameter, asked: bool) -> None:  # noqa: FBT001 - click calls it so
    if asked and not ctx.resilient_parsing:
        from importlib.metadata import version

        click.echo(f"kru {version('kru')}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="""\b
    Examples:
      kru grade m2-w10-catch-game class-a/    a folder of files becomes one table
      kru show cat.sb3                        everything Kru sees in a project
      kru serve --demo                        the whole service on this machine

    `kru COMMAND --help` says more, with examples.""",
)
@click.option(
    "--version", is_flag=True, is_eager=True, expose_value=False, callback=_version, help="Say which Kru this is."
)
def kru() -> None:
    """Kru grades Scratch projects and small websites."""


def _tell(trouble: click.ClickException) -> None:
    # Click's own way starts with "Error:"; the sentence alone says it.
    if isinstance(trouble, click.UsageError) and trouble.ctx is not None:
        click.echo(trouble.ctx.get_usage(), err=True)
    click.echo(trouble.format_message(), err=True)


def main() -> int:
    """Run the command line and give its exit code."""
    for stream in (sys.stdout, sys.stderr):
        # A name of a file or a sprite may hold what no encoding can; inside JSON the escape is still the same text.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        code = kru.main(prog_name="kru", standalone_mode=False)
    except click.ClickException as trouble:
        _tell(trouble)
        return trouble.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("Stopped.", err=True)
        return INTERRUPTED
    except BrokenPipeError:
        # The reader, such as `head`, has seen enough. Python would complain again when it closes the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0


if __name__ == "__main__":
    sys.exit(main())
