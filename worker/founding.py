"""`kru club new`: a new location, with the link on which its lead joins."""

from __future__ import annotations

from pathlib import Path

import click

from worker.clubs import make_club, time_zone
from worker.commands import DATA, join_link, settings_of


@click.group(short_help="Clubs: new locations.")
def club() -> None:
    """Clubs: one for each location."""


@club.command(epilog='\b\nExample:\n  kru club new "Kru Battambang" --time-zone Asia/Phnom_Penh --language km')
@click.argument("name")
@click.option("--time-zone", "zone", required=True, help="As in Asia/Phnom_Penh: its days and clocks.")
@click.option("--language", default="en", show_default=True, help="Of its pages: en or km.")
@DATA
def new(*, name: str, zone: str, language: str, data: Path | None) -> None:
    """Make a club and print a link with which its lead joins, once, within 14 days."""
    from grader.language import languages
    from worker.sentences import CATALOGUES
    from worker.store import open_store

    known = time_zone(zone)
    if known is None:
        raise click.BadParameter(f"There is no time zone {zone}. One is Asia/Phnom_Penh.", param_hint="--time-zone")
    if language not in languages(CATALOGUES):
        raise click.BadParameter(
            f"Kru speaks {', '.join(languages(CATALOGUES))}, not {language} yet.", param_hint="--language"
        )
    if not name.strip():
        raise click.BadParameter("A club needs a name.", param_hint="NAME")
    settings = settings_of(data)
    store = open_store(settings.database_url, settings.files)
    made, token = make_club(store.people, name, language, known)
    store.settings.note(None, "club.make", club=made.id)
    store.close()
    click.echo(join_link(settings, token))
