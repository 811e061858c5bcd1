"""Uploaded files in an object store that speaks the S3 protocol: four calls, signed by ourselves, nothing to install.

Keys come from the environment, as for every tool of that kind: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, and where they
are used AWS_SESSION_TOKEN, AWS_REGION, and AWS_ENDPOINT_URL for a store that is not Amazon's.
"""

from __future__ import annotations

import hmac
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import sha256
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from urllib.parse import quote, urlsplit

from worker.store.files import HEX

SECONDS = 60.0
NOTHING = sha256(b"").hexdigest()


class StoreAwayError(OSError):
    """The object store does not do what it is asked; to pages it is a disk that does not take a file."""


@dataclass(frozen=True, slots=True)
class Keys:
    """With what requests are signed."""

    access: str
    secret: str = field(repr=False)
    session: str = field(default="", repr=False)
    region: str = "us-east-1"


@dataclass(frozen=True, slots=True)
class S3Files:
    """Files in a bucket, each under its hash. `endpoint` is an address without a path."""

    endpoint: str
    bucket: str
    prefix: str
    keys: Keys

    def keep(self, data: bytes) -> str:
        """Put it there, once. A store answers when it has it whole."""
        name = sha256(data).hexdigest()
        if not self.has(name):
            self._ask("PUT", name, data, wanted=(200, 201, 204))
        return name

    def read(self, file_hash: str) -> bytes:
        """The bytes of that name."""
        status, data = self._ask("GET", file_hash, wanted=(200, 404))
        if status == 404:
            raise FileNotFoundError(file_hash)
        if sha256(data).hexdigest() != file_hash:
            raise StoreAwayError(f"the object store has other bytes under {file_hash}")
        return data

    def has(self, file_hash: str) -> bool:
        """Whether they are there."""
        return self._ask("HEAD", file_hash, wanted=(200, 404))[0] == 200

    def delete(self, file_hash: str) -> None:
        """Take them away."""
        self._ask("DELETE", file_hash, wanted=(200, 204, 404))

    def _ask(self, method: str, name: str, data: bytes = b"", *, wanted: tuple[int, ...]) -> tuple[int, bytes]:
        if len(name) != 64 or not set(name) <= HEX:
            message = f"not the name of a kept file: {name[:80]!r}"
            raise ValueError(message)
        found = urlsplit(self.endpoint)
        path = quote("/".join(("", self.bucket, *filter(None, self.prefix.split("/")), name[:2], name)))
        headers = signed(method, found.netloc, path, data, self.keys, datetime.now(UTC))
        line = (
            HTTPSConnection(found.hostname or "", found.port, timeout=SECONDS, context=ssl.create_default_context())
            if found.scheme == "https"
            else HTTPConnection(found.hostname or "", found.port, timeout=SECONDS)
        )
        try:
            line.request(method, path, data or None, headers)
            answer = line.getresponse()
            body = answer.read()
        except (OSError, HTTPException) as trouble:
            raise StoreAwayError(f"the object store does not answer: {type(trouble).__name__}") from trouble
        finally:
            line.close()
        if answer.status not in wanted:
            raise StoreAwayError(f"the object store answered {answer.status} to {method}")
        return answer.status, body


def open_s3(url: str, environ: Mapping[str, str]) -> S3Files:
    """The bucket at `s3://bucket/prefix`."""
    found = urlsplit(url)
    region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or "us-east-1"
    keys = Keys(
        environ.get("AWS_ACCESS_KEY_ID", ""),
        environ.get("AWS_SECRET_ACCESS_KEY", ""),
        environ.get("AWS_SESSION_TOKEN", ""),
        region,
    )
    endpoint = environ.get("AWS_ENDPOINT_URL") or f"https://s3.{region}.amazonaws.com"
    return S3Files(endpoint.rstrip("/"), found.netloc, found.path.strip("/"), keys)


def signed(
    method: str,
    host: str,
    path: str,
    data: bytes,
    keys: Keys,
    at: datetime,
    more: Mapping[str, str] | None = None,
    query: str = "",
) -> dict[str, str]:
    """The headers of a request, with its signature (AWS, version 4). `path` is quoted, `query` is in order."""
    moment, day = f"{at:%Y%m%dT%H%M%SZ}", f"{at:%Y%m%d}"
    body = sha256(data).hexdigest() if data else NOTHING
    headers = {"host": host, "x-amz-content-sha256": body, "x-amz-date": moment}
    headers.update({name.lower(): value for name, value in (more or {}).items()})
    if keys.session:
        headers["x-amz-security-token"] = keys.session
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    whole = f"{method}\n{path}\n{query}\n{lines}\n{names}\n{body}"
    scope = f"{day}/{keys.region}/s3/aws4_request"
    told = f"AWS4-HMAC-SHA256\n{moment}\n{scope}\n{sha256(whole.encode()).hexdigest()}"
    key = f"AWS4{keys.secret}".encode()
    for part in (day, keys.region, "s3", "aws4_request"):
        key = hmac.digest(key, part.encode(), "sha256")
    signature = hmac.digest(key, told.encode(), "sha256").hex()
    grant = f"AWS4-HMAC-SHA256 Credential={keys.access}/{scope},SignedHeaders={names},Signature={signature}"
    return {**headers, "Authorization": grant}
