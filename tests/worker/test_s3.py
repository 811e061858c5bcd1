"""Files in an object store: signed as its makers show, whole or not at all, and behind everything that files are for.

`FakeS3` is a fake: it speaks the four calls that Kru makes, and nothing of a real store stands behind it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from tests.kit.serving import serving
from tests.worker.conftest import keep_rubric
from worker.backup import backup, restore
from worker.privacy import privacy
from worker.settings import Settings, SettingsError
from worker.store import open_store
from worker.store.s3 import Keys, S3Files, StoreAwayError, open_s3, signed

KEYS = Keys("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")  # of the documentation
THEN = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "examplebucket.s3.amazonaws.com"


class FakeS3(ThreadingHTTPServer):
    """Keeps what is put, checks whose signature it is, and can be told to be out of order."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), FakeS3Handler)
        self.there: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.broken = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"


class FakeS3Handler(BaseHTTPRequestHandler):
    server: FakeS3

    def _do(self) -> None:
        data = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        at = datetime.strptime(self.headers["x-amz-date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        wanted = signed(self.command, self.headers["Host"], self.path, data, KEYS, at)["Authorization"]
        self.server.asked.append(f"{self.command} {self.path}")
        there, status, body = self.server.there, 200, b""
        if self.server.broken or self.headers["Authorization"] != wanted:
            status = self.server.broken or 403
        elif self.command == "PUT":
            there[self.path] = data
        elif self.command == "DELETE":
            there.pop(self.path, None)
            status = 204
        elif self.path not in there:
            status = 404
        else:
            body = there[self.path]
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def __getattr__(self, name: str) -> Callable[[], None]:
        """Every method is done by one function."""
        if name.startswith("do_"):
            return self._do
        raise AttributeError(name)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def fake() -> Iterator[FakeS3]:
    with serving(FakeS3()) as server:
        yield server


@pytest.fixture
def files(fake: FakeS3) -> S3Files:
    return S3Files(fake.url, "bucket", "kru/files", KEYS)


def seal(headers: dict[str, str]) -> str:
    return headers["Authorization"].rpartition("Signature=")[2]


def test_requests_are_signed_as_the_documentation_shows() -> None:
    """Amazon's own examples: reading a part of an object, putting one, and listing a bucket."""
    got = signed("GET", HOST, "/test.txt", b"", KEYS, THEN, {"Range": "bytes=0-9"})
    assert seal(got) == "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41"
    more = {"Date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}
    put = signed("PUT", HOST, "/test%24file.text", b"Welcome to Amazon S3.", KEYS, THEN, more)
    assert seal(put) == "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"
    listed = signed("GET", HOST, "/", b"", KEYS, THEN, query="max-keys=2&prefix=J")
    assert seal(listed) == "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"


def test_a_file_is_kept_once_read_back_and_taken_away(fake: FakeS3, files: S3Files) -> None:
    name = files.keep(b"cat")
    assert name == sha256(b"cat").hexdigest()
    assert list(fake.there) == [f"/bucket/kru/files/{name[:2]}/{name}"]
    files.keep(b"cat")
    assert sum(one.startswith("PUT") for one in fake.asked) == 1
    assert (files.read(name), files.has(name)) == (b"cat", True)
    files.delete(name)
    files.delete(name)
    assert (fake.there, files.has(name)) == ({}, False)
    with pytest.raises(FileNotFoundError):
        files.read(name)
    with pytest.raises(ValueError, match="not the name"):
        files.read("../../etc/passwd")


def test_a_store_that_is_out_of_order_loses_nothing_quietly(fake: FakeS3, files: S3Files) -> None:
    name = files.keep(b"cat")
    fake.there[f"/bucket/kru/files/{name[:2]}/{name}"] = b"dog"
    with pytest.raises(StoreAwayError, match="other bytes"):
        files.read(name)
    for status in (500, 503, 301):
        fake.broken = status
        for ask in (lambda: files.keep(b"new"), lambda: files.read(name), lambda: files.has(name)):
            with pytest.raises(StoreAwayError, match=str(status)):
                ask()
    other = replace(files, keys=Keys("AKIAIOSFODNN7EXAMPLE", "another"))
    fake.broken = 0
    with pytest.raises(StoreAwayError, match="403"):
        other.keep(b"new")
    with pytest.raises(StoreAwayError, match="does not answer"):
        replace(files, endpoint="http://127.0.0.1:1").keep(b"new")


def test_works_backups_and_deletes_go_through_it(
    sqlite_template: tuple[Path, Cast], fake: FakeS3, files: S3Files, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ACCESS_KEY_ID", KEYS.access), ("SECRET_ACCESS_KEY", KEYS.secret), ("ENDPOINT_URL", fake.url)):
        monkeypatch.setenv(f"AWS_{name}", value)
    here = tmp_path / "here"
    here.mkdir()
    (here / "kru.db").write_bytes(sqlite_template[0].read_bytes())
    settings = Settings.from_env({"KRU_FILES_URL": "s3://bucket/kru/files"}, data=here)
    assert settings.files == files
    cast = replace(sqlite_template[1], store=open_store(settings.database_url, settings.files))
    keep_rubric(cast.store, rubric_folder(tmp_path / "rubrics"))
    cast.store.submissions.hand_in(cast.sokha.id, cast.give().id, project(1), "cat.sb3")
    assert list(fake.there.values()) == [project(1)]
    assert backup.write(settings, tmp_path / "all.zip").missing == ()
    privacy.delete(cast.store, cast.sokha.id)
    assert fake.there == {}
    cast.store.close()
    there = Settings.from_env({"KRU_FILES_URL": "s3://bucket/other"}, data=tmp_path / "there")
    restore.restore(tmp_path / "all.zip", there)
    assert list(fake.there.values()) == [project(1)]
    assert not (tmp_path / "there" / "files").exists()


def test_an_address_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="KRU_FILES_URL"):
        Settings.from_env({"KRU_FILES_URL": "https://bucket.example.org"}, data=tmp_path)
    found = open_s3("s3://bucket/a/b/", {"AWS_REGION": "ap-southeast-1"})
    assert (found.endpoint, found.prefix) == ("https://s3.ap-southeast-1.amazonaws.com", "a/b")
    assert "secret" not in repr(replace(found, keys=Keys("a", "secret")))
