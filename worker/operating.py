"""The sub-commands of `kru` for whoever runs the service: backup, restore, privacy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from worker.commands import DATA, settings_of

if TYPE_CHECKING:
    from worker.store import Store

ARCHIVE = click.Path(dir_okay=False, path_type=Path)


@click.command(short_help="Write everything into one archive.", epilog="\b\nExample:\n  kru backup kru-monday.zip")
@click.argument("target", type=ARCHIVE, metavar="OUT.zip")
@click.option("--force", is_flag=True, help="Write over OUT.zip when it is there.")
@DATA
def backup(*, target: Path, force: bool, data: Path | None) -> None:
    """Write rows, files and own rubrics into one archive, with checksums, while the service runs.

    The archive holds the codes of the cards: keep it where only you can read it.
    """
    from worker.backup.archive import BackupError
    from worker.backup.backup import write

    if target.exists() and not force:
        raise click.UsageError(f"{target} is there already. --force writes over it.")
    try:
        kept = write(settings_of(data), target)
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"{target}: {kept.rows} rows, {kept.files} files.")
    for name in kept.missing:
        click.echo(f"A file is gone from the disk, its row is kept: {name}", err=True)


@click.command(
    short_help="Check a backup, or bring it back.",
    epilog="\b\nExamples:\n  kru restore --check kru-monday.zip\n  kru restore kru-monday.zip --data /srv/kru-new",
)
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="BACKUP.zip")
@click.option("--check", is_flag=True, help="Read every part and write nothing.")
@DATA
def restore(*, source: Path, check: bool, data: Path | None) -> None:
    """Bring a backup back into an empty data folder; also one that an older version made, or another database."""
    from worker.backup import restore as back
    from worker.backup.archive import BackupError

    try:
        held = back.check(source) if check else back.restore(source, settings_of(data))
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    click.echo(f"Made {held.made} by Kru {held.kru}: {held.rows} rows, {held.files} files. Every part is whole.")
    for name in held.missing:
        click.echo(f"A file was gone when this was made: {name}", err=True)


@click.group(short_help="What is kept of one student.")
def privacy() -> None:
    """Give a student what is kept of her, take it away, or let old files go."""


@privacy.command(epilog="\b\nExample:\n  kru privacy export 17 sokha.zip")
@click.argument("student", type=int)
@click.argument("target", type=ARCHIVE, metavar="OUT.zip")
@DATA
def export(*, student: int, target: Path, data: Path | None) -> None:
    """Write everything that is kept of the student of that number into a zip."""
    from worker.backup.archive import BackupError
    from worker.privacy import privacy as kept

    store = _store(data)
    try:
        kept.export(store, student, target)
    except kept.NobodyError:
        raise click.ClickException(_nobody(student)) from None
    except BackupError as trouble:
        raise click.ClickException(str(trouble)) from trouble
    finally:
        store.close()
    click.echo(f"Written: {target}")


@privacy.command(epilog="\b\nExample:\n  kru privacy delete 17")
@click.argument("student", type=int)
@click.option("--yes", is_flag=True, help="Do not ask.")
@DATA
def delete(*, student: int, yes: bool, data: Path | None) -> None:
    """Delete everything that is kept of the student of that number. Backups hold her until they are replaced."""
    from worker.privacy import privacy as kept

    store = _store(data)
    try:
        her = store.people.student(student)
        if her is None:
            raise click.ClickException(_nobody(student))
        if not yes:
            click.confirm(f"Delete {her.nickname}, her files and all that was said of them?", abort=True)
        gone = kept.delete(store, student)
    finally:
        store.close()
    click.echo(f"Gone: {gone.rows} rows, {gone.files} files. Older backups still hold her.")


@privacy.command(epilog="\b\nExamples:\n  kru privacy purge --dry-run\n  kru privacy purge --days 365")
@click.option(
    "--days", type=click.IntRange(1), help="Days after a term, or after the last thing that happened; else as set, 180."
)
@click.option("--dry-run", is_flag=True, help="Say what would go; delete nothing.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@DATA
def purge(*, days: int | None, dry_run: bool, yes: bool, data: Path | None) -> None:
    """Delete the files of classes that ended long ago. Levels and what was said stay."""
    from worker.privacy import privacy as kept

    store = _store(data)
    days = days or kept.keep_days(store)
    try:
        ended = kept.old(store, days)
        for one in kept.old(store, max(days - kept.NOTICE_DAYS, 0)):
            when = "now" if one in ended else f"after {(one.last + timedelta(days=days)):%Y-%m-%d}"
            name = f"{one.name}, {one.term}" if one.term else one.name
            click.echo(f"{name}: {len(one.files)} files, the last thing happened {one.last:%Y-%m-%d}, due {when}.")
        if not ended:
            click.echo("Nothing is due.")
        elif not dry_run:
            if not yes:
                click.confirm("Delete the files that are due now?", abort=True)
            click.echo(f"Gone: {kept.purge(store, ended).files} files.")
    finally:
        store.close()


def _store(data: Path | None) -> Store:
    from worker.store import open_store

    settings = settings_of(data)
    return open_store(settings.database_url, settings.files)


def _nobody(student: int) -> str:
    return f"There is no student {student}. The address of her page in the mentors' pages ends in her number."
