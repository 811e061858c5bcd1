"""What an operator can set, read from the environment once. A value nobody can use is one clear sentence."""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

if TYPE_CHECKING:
    from worker.store.files import Files

MEGABYTE = 1_000_000
SHIPPED_RUBRICS = Path(__file__).parent.parent / "rubrics"


class SettingsError(Exception):
    """A setting that cannot be used; the sentence says which and what to do."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Where everything lies and how it behaves. Sizes are bytes."""

    data: Path
    database_url: str
    redis_url: str | None  # None: a server of our own
    public_url: str | None  # what stands on cards; None: the address `serve` listens at
    secret_key: str
    shipped_rubrics: Path = SHIPPED_RUBRICS
    language: str = "en"
    time_zone: str = "UTC"
    club: str = "Our club"
    job_seconds: int = 60
    lease_slack_seconds: int = 15
    play: bool = True  # play Scratch projects, where the player is
    play_seconds: int = 150  # of one project, all its plays and pictures
    memory_mb: int = 1024  # of one grading
    upload_bytes: int = 50 * MEGABYTE
    webhooks_private: bool = False  # webhooks may go to machines of the house, and by http to this one
    smtp_url: str | None = None  # who takes mail for us; None: no mail is sent
    mail_from: str = ""
    files_url: str | None = None  # an object store; None: a folder
    nu: bool = False  # ask the Nu checker about websites too, where Java and its jar are

    @property
    def files(self) -> Path | Files:
        """The folder of uploaded files, or the object store that has them."""
        if self.files_url is None:
            return self.data / "files"
        from worker.store.s3 import open_s3

        return open_s3(self.files_url, os.environ)

    @property
    def own_rubrics(self) -> Path:
        """The club's own rubrics, never touched by an update."""
        return self.data / "rubrics"

    @property
    def lease(self) -> timedelta:
        """How long a worker may be silent about a grading."""
        return timedelta(seconds=self.job_seconds + self.lease_slack_seconds)

    @property
    def play_lease(self) -> timedelta:
        """How long a worker may be silent about what it plays."""
        return timedelta(seconds=self.play_seconds + self.lease_slack_seconds)

    @property
    def secure(self) -> bool:
        """Whether cookies may only go over https."""
        return (self.public_url or "").startswith("https:")

    @classmethod
    def from_env(cls, environ: Mapping[str, str] | None = None, *, data: Path | None = None) -> Settings:
        """The settings of this process; makes the data folder. SettingsError when a value cannot be used."""
        env = os.environ if environ is None else environ
        folder = (data or Path(env.get("KRU_DATA") or "data")).absolute()
        _make(folder)
        return _checked(
            cls(
                data=folder,
                database_url=env.get("DATABASE_URL") or f"sqlite:///{folder / 'kru.db'}",
                redis_url=env.get("REDIS_URL") or None,
                public_url=(env.get("KRU_PUBLIC_URL") or "").rstrip("/") or None,
                secret_key=env.get("KRU_SECRET_KEY") or _secret(folder / "secret-key"),
                shipped_rubrics=Path(env.get("KRU_RUBRICS") or SHIPPED_RUBRICS),
                language=env.get("KRU_LANGUAGE") or "en",
                time_zone=env.get("KRU_TIME_ZONE") or "UTC",
                club=env.get("KRU_CLUB") or "Our club",
                job_seconds=_whole(env, "KRU_JOB_SECONDS", 60),
                lease_slack_seconds=_whole(env, "KRU_LEASE_SLACK_SECONDS", 15),
                play=env.get("KRU_PLAYER") != "off",
                play_seconds=_whole(env, "KRU_PLAY_SECONDS", 150),
                memory_mb=_whole(env, "KRU_MEMORY_MB", 1024),
                upload_bytes=_whole(env, "KRU_UPLOAD_MB", 50) * MEGABYTE,
                webhooks_private=_yes(env, "KRU_WEBHOOKS_PRIVATE"),
                smtp_url=env.get("KRU_SMTP_URL") or None,
                mail_from=env.get("KRU_MAIL_FROM") or "",
                files_url=env.get("KRU_FILES_URL") or None,
                nu=_yes(env, "KRU_NU"),
            )
        )

    @classmethod
    def in_memory(cls) -> Settings:
        """Settings that name no place: for a grading that leaves nothing behind."""
        return cls(data=Path(), database_url="sqlite://", redis_url=None, public_url=None, secret_key="", play=False)

    def with_redis(self, url: str) -> Settings:
        """The same with the queue at that address."""
        return replace(self, redis_url=url)

    def with_public_url(self, url: str) -> Settings:
        """The same, shown at that address."""
        return replace(self, public_url=url)

    def environment(self) -> dict[str, str]:
        """What another process needs in its environment to come to the same settings."""
        values = {
            "KRU_DATA": str(self.data),
            "DATABASE_URL": self.database_url,
            "REDIS_URL": self.redis_url or "",
            "KRU_PUBLIC_URL": self.public_url or "",
            "KRU_SECRET_KEY": self.secret_key,
            "KRU_RUBRICS": str(self.shipped_rubrics),
            "KRU_LANGUAGE": self.language,
            "KRU_TIME_ZONE": self.time_zone,
            "KRU_CLUB": self.club,
            "KRU_JOB_SECONDS": str(self.job_seconds),
            "KRU_LEASE_SLACK_SECONDS": str(self.lease_slack_seconds),
            "KRU_PLAYER": "on" if self.play else "off",
            "KRU_PLAY_SECONDS": str(self.play_seconds),
            "KRU_MEMORY_MB": str(self.memory_mb),
            "KRU_UPLOAD_MB": str(self.upload_bytes // MEGABYTE),
            "KRU_WEBHOOKS_PRIVATE": "1" if self.webhooks_private else "",
            "KRU_SMTP_URL": self.smtp_url or "",
            "KRU_MAIL_FROM": self.mail_from,
            "KRU_FILES_URL": self.files_url or "",
            "KRU_NU": "1" if self.nu else "",
        }
        return {name: value for name, value in values.items() if value}


def _checked(settings: Settings) -> Settings:
    try:
        ZoneInfo(settings.time_zone)
    except (ZoneInfoNotFoundError, ValueError) as error:
        message = f"KRU_TIME_ZONE: there is no time zone {settings.time_zone!r}. Try Asia/Phnom_Penh."
        raise SettingsError(message) from error
    if settings.public_url and not settings.public_url.startswith(("http://", "https://")):
        message = f"KRU_PUBLIC_URL: {settings.public_url!r} is no address. Try https://kru.example.org."
        raise SettingsError(message)
    if settings.smtp_url and not re.fullmatch(r"smtps?://([^@/\s]+@)?[^@/\s]+", settings.smtp_url):
        message = "KRU_SMTP_URL: this is no address of a mail server. Try smtp://name:password@mail.example.org:587."
        raise SettingsError(message)
    if settings.smtp_url and not re.fullmatch(r"[^@\s<>,]+@[^@\s<>,]+", settings.mail_from):
        message = f"KRU_MAIL_FROM: {settings.mail_from!r} is no address of mail. Try kru@example.org."
        raise SettingsError(message)
    bucket = r"s3://[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](/[\w./-]*)?"
    if settings.files_url and not re.fullmatch(bucket, settings.files_url, re.ASCII):
        message = f"KRU_FILES_URL: {settings.files_url!r} is no object store. Try s3://bucket/prefix."
        raise SettingsError(message)
    return settings


def _whole(env: Mapping[str, str], name: str, default: int) -> int:
    text = env.get(name) or str(default)
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        message = f"{name}: {text!r} is not a whole number above zero. Leave it out for {default}."
        raise SettingsError(message)
    return int(text)


def _yes(env: Mapping[str, str], name: str) -> bool:
    text = (env.get(name) or "").strip().lower()
    if text in {"", "0", "no", "false", "off"}:
        return False
    if text in {"1", "yes", "true", "on"}:
        return True
    message = f"{name}: {text!r} is neither 1 nor 0. Leave it out for 0."
    raise SettingsError(message)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)  # what lies in it is nobody else's to read
    except OSError as error:
        message = (
            f"The data folder {folder} cannot be made: {error.strerror}. Name another one with --data or KRU_DATA."
        )
        raise SettingsError(message) from error


def _secret(path: Path) -> str:
    """The key that signs cookies: made once, for the eyes of this account only."""
    try:
        with suppress(FileExistsError):
            handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(secrets.token_urlsafe(32))
        return path.read_text(encoding="ascii")
    except OSError as error:
        message = (
            f"Kru cannot write to {path.parent}: {error.strerror}. Give this account the right, or name another "
            "folder with --data or KRU_DATA."
        )
        raise SettingsError(message) from error
