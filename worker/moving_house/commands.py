"""`kru export` and `kru import`: a club or a class from one Kru to another."""

from __future__ import annotations

from pathlib import Path

import click

from worker.commands import DATA, join_link, settings_of


@click.command(
    short_help="Write a club or a class for another Kru.",
    epilog='\b\nExamples:\n  kru export "Kru Siem Reap" --out club.zip\n  kru export class:7 --out class.zip',
)
@click.argument("what", metavar="CLUB|CLASS")
@click.option("--out", "target", required=True, type=click.Path(dir_okay=False, path_type=Path), help="The archive.")
@click.option("--names/--no-names", default=True, show_default=True, help="Nicknames, and names of mentors and files.")
@click.option("--cards", is_flag=True, help="The codes of cards too. Else new cards are printed there.")
@click.option("--force", is_flag=True, help="Write over the archive when it is there.")
@DATA
def export(*, what: str, target: Path, names: bool, cards: bool, force: bool, data: Path | None) -> None:
    """Write a club or a class into one archive: its name, or `club:2`, `class:7`. `kru import` takes it in.

    Without names the files and what projects say stay as they are: a student may have written her name there.
    """
    from worker.backup.archive import BackupError
    from worker.moving_house import out
    from worker.store import open_store

    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already. --force writes over it.")
    settings = settings_of(data)
    store = open_store(settings.database_url, settings.files)
    try:
        kind, number = _meant(what, out.choices(store))
        sent = out.export(store, kind, number, target, names=names, cards=cards)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    finally:
        store.close()
    click.echo(f"{target}: {sent.rows} rows, {sent.files} files.")
    if sent.left:
        click.echo(f"Left out: {sent.left} rows of people who do not go along.", err=True)
    if sent.missing:
        click.echo(f"Files that are not kept any more: {len(sent.missing)}. Their results go along.", err=True)


@click.command(
    "import",
    short_help="Take in what another Kru wrote.",
    epilog="\b\nExamples:\n  kru import --check battambang.zip\n  kru import class.zip --club 1",
)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE")
@click.option("--club", type=click.IntRange(1), help="The number of the club that it goes into. Else a club is made.")
@click.option("--check", is_flag=True, help="Say what would come in; write nothing.")
@DATA
def take_in(*, source: Path, club: int | None, check: bool, data: Path | None) -> None:
    """Take in an archive of `kru export`. The same one twice makes nothing twice; a part that is not whole stops it."""
    from worker.moving_house import into
    from worker.moving_house.opened import MoveError
    from worker.store import open_store

    settings = settings_of(data)
    store = open_store(settings.database_url, settings.files)
    try:
        taken = into.take(store, source, settings.upload_bytes, club=club, check=check)
        link = None
        if taken.new_club and not check and taken.club is not None:
            link = join_link(settings, store.people.make_invite("lead", club=taken.club))
    except MoveError as trouble:
        raise click.ClickException(f"{trouble} Nothing was taken in.") from trouble
    finally:
        store.close()
    new = sum(taken.new.values())
    would = "would come in" if check else "came in"
    click.echo(f"{taken.name}: {new} rows {would}, {taken.known} were here already, {taken.files} files.")
    for name, count in sorted(taken.new.items()):
        click.echo(f"  {name:<14} {count}")
    if taken.missing:
        click.echo(f"Files that were not kept any more there: {taken.missing}.", err=True)
    if not check and taken.new.get("student"):
        click.echo("Cards: print new ones on the page of each class.")
    if link:
        click.echo(f"Its lead joins here: {link}")


def _meant(what: str, choices: tuple[tuple[str, int, str], ...]) -> tuple[str, int]:
    found = [(kind, number) for kind, number, name in choices if what in (name, f"{kind}:{number}")]
    if len(found) > 1:
        several = ", ".join(f"{kind}:{number}" for kind, number in found)
        raise click.UsageError(f"{what} may be one of these: {several}. Name one so.")
    if not found:
        every = ", ".join(f"{kind}:{number} {name}" for kind, number, name in choices)
        raise click.UsageError(f"There is no club or class {what}. There are: {every}")
    return found[0]
