"""The sub-commands of `kru` that run the service. `grader.cli` finds them through entry points."""

from __future__ import annotations

import json
import logging
import os
import sys
from pathlib import Path

import click

from worker.settings import Settings, SettingsError

STATES = {"on": "on ", "slow": "on*", "off": "OFF", "absent": " - "}
DATA = click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Where everything lies. KRU_DATA, or ./data."
)


@click.command(
    short_help="Run everything on this machine.",
    epilog="""\b
    Examples:
      kru serve
      kru serve --demo --port 8080
      kru serve --host 0.0.0.0 --data /srv/kru""",
)
@click.option("--demo", is_flag=True, help="With a class of twelve to look at, in a data folder of its own.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0 lets the whole network in.")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(0, 65535))
@DATA
def serve(*, demo: bool, host: str, port: int, data: Path | None) -> None:
    """Run everything on this machine: pages, workers, and the queue's server. Ctrl-C ends it in order."""
    _not_on_windows()
    from worker.fetch import Fetch
    from worker.supervise import ServeError, Service

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    service = Service(settings_of(data, demo=demo), host, port)
    try:
        if demo:
            from worker.demo import fill

            click.echo("Making a class of twelve, once. This takes some seconds.")
            fill(service.settings)
        service.start()
    except ServeError as error:
        raise click.ClickException(str(error)) from error
    fetch = Fetch()
    try:
        for line in _greeting(service.address, service.settings, service.invite):
            click.echo(line)
        if demo:
            from worker.demo import links

            for line in links(service.settings):
                click.echo(line)
        begun = fetch.start()
        if "player" in begun:
            click.echo("  The player of Scratch projects is being fetched, in the background.")
        if "editor" in begun:
            click.echo("  The editor of rubrics is being fetched, in the background.")
        service.run()
    finally:
        click.echo("\nEnding in order: pages, workers, queue.")
        fetch.stop()
        service.stop()


@click.command(short_help="Run one more worker.", epilog="\b\nExample:\n  kru worker --queue grade")
@click.option("--queue", required=True, type=click.Choice(["grade", "regrade", "play"]))
@DATA
def worker(*, queue: str, data: Path | None) -> None:
    """Take gradings from one queue, by REDIS_URL and DATABASE_URL, until Ctrl-C (after the one in hand)."""
    _not_on_windows()
    from worker.store.views import LANES
    from worker.workhorse import preload, work

    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(name)s: %(message)s")
    settings = with_running_server(settings_of(data))
    if settings.redis_url is None:
        raise click.ClickException("There is no queue. Start `kru serve` on this data folder, or set REDIS_URL.")
    preload()
    work(settings, next(lane for lane in LANES if lane == queue))


@click.command(short_help="Say what is on and what is not.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@DATA
def doctor(*, form: str, data: Path | None) -> None:
    """Say what is on and what is not: the same truth as /health. Exit code 1 when something needed is off."""
    from worker.health import health
    from worker.store import open_store

    settings = with_running_server(settings_of(data))
    store = open_store(settings.database_url, settings.files)
    found = health(store, settings)
    store.close()
    if form == "json":
        click.echo(json.dumps(found.to_json(), ensure_ascii=False, indent=2))
    else:
        for part in found.parts:
            click.echo(f"{STATES[part.state]}  {part.name:<11} {part.says}")
        click.echo(f"\n{'All that is needed is on.' if found.ok else 'Something that is needed is off.'}")
    sys.exit(0 if found.ok else 1)


@click.group(short_help="Links for mentors.")
def mentor() -> None:
    """Links with which a mentor joins, or chooses a new password."""


@mentor.command(epilog="\b\nExample:\n  kru mentor invite --role lead")
@click.option("--role", type=click.Choice(["mentor", "lead", "admin"]), default="mentor", show_default=True)
@DATA
def invite(*, role: str, data: Path | None) -> None:
    """Print a link with which one person joins, once, within 14 days."""
    from worker.store import open_store

    settings = settings_of(data)
    store = open_store(settings.database_url, settings.files)
    clubs = store.people.clubs()
    if not clubs:
        raise click.ClickException("There is no club yet. Start `kru serve` once.")
    chosen = next(word for word in ("mentor", "lead", "admin") if word == role)
    click.echo(join_link(settings, store.people.make_invite(chosen, club=clubs[0].id)))
    store.close()


@mentor.command(epilog="\b\nExample:\n  kru mentor reset channary")
@click.argument("login")
@DATA
def reset(*, login: str, data: Path | None) -> None:
    """Print a link with which the mentor of that login chooses a new password, once, within two days."""
    from worker.store import open_store

    settings = settings_of(data)
    store = open_store(settings.database_url, settings.files)
    found = store.people.mentor_by_login(login)
    if found is None:
        raise click.ClickException(f"Nobody signs in as {login}.")
    click.echo(reset_link(settings, store.people.reset_link(found.id)))
    store.close()


def with_running_server(settings: Settings) -> Settings:
    """The same settings with the address of the server that `kru serve` runs on this data folder, if it does."""
    from worker.embedded import ServerError, embedded_server

    if settings.redis_url is not None:
        return settings
    try:
        server = embedded_server(settings.data)
    except ServerError:
        return settings
    return settings.with_redis(server.url) if server.answers() else settings


def join_link(settings: Settings, token: str) -> str:
    """Where a new mentor joins."""
    return f"{settings.public_url or 'http://127.0.0.1:8000'}/mentor/join/{token}"


def reset_link(settings: Settings, token: str) -> str:
    """Where a mentor chooses a new password."""
    return f"{settings.public_url or 'http://127.0.0.1:8000'}/mentor/reset/{token}"


def _not_on_windows() -> None:
    if os.name == "nt":
        raise click.ClickException("Workers fork, which Windows cannot do. Run this command inside WSL.")


def settings_of(data: Path | None, *, demo: bool = False) -> Settings:
    """The settings of a command, its data folder named or not. A setting nobody can use is one sentence."""
    try:
        if demo and data is None:
            from worker.demo import folder

            data = folder()
        return Settings.from_env(data=data)
    except SettingsError as error:
        raise click.ClickException(str(error)) from error


def _greeting(address: str, settings: Settings, token: str | None) -> list[str]:
    lines = [f"Kru is here: {address}", f"  data: {settings.data}"]
    if token is not None:
        lines.append(f"  The first mentor joins here: {join_link(settings, token)}")
    return [*lines, "  Ctrl-C ends it."]
