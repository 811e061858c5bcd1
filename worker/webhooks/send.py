"""Send one body to one address, signed. No redirect is followed, and nobody holds the line beyond the limit."""

from __future__ import annotations

import hmac
import socket
import ssl
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from http.client import HTTPConnection, HTTPException

from worker.webhooks.address import Target

CONNECT_SECONDS = 5.0
WHOLE_SECONDS = 15.0


@dataclass(frozen=True, slots=True)
class Answer:
    """The status that came back; without one a word for why."""

    status: int | None
    reason: str = ""

    @property
    def taken(self) -> bool:
        """Whether they have it."""
        return self.status is not None and 200 <= self.status < 300


def signature(secret: str, body: bytes, at: int) -> str:
    """`t=…,v1=…`: HMAC-SHA256 over the moment, a full stop and the body, so that an old one cannot be sent again."""
    told = hmac.new(secret.encode(), f"{at}.".encode() + body, sha256).hexdigest()
    return f"t={at},v1={told}"


def send(
    target: Target,
    body: bytes,
    headers: Mapping[str, str],
    *,
    seconds: float = WHOLE_SECONDS,
    trust: ssl.SSLContext | None = None,
) -> Answer:
    """Send it and say what was answered."""
    try:
        line = socket.create_connection((target.machine, target.port), CONNECT_SECONDS)
    except OSError:
        return Answer(None, "no-answer")
    late = threading.Timer(seconds, _cut, (line,))  # a receiver that sends a byte now and then is never late by itself
    late.daemon = True
    late.start()
    try:
        if target.secure:
            line = (trust or ssl.create_default_context()).wrap_socket(line, server_hostname=target.host)
        line.settimeout(seconds)
        connection = HTTPConnection(target.host, target.port)
        connection.sock = line
        connection.request("POST", target.path, body, dict(headers))
        status = connection.getresponse().status
    except ssl.SSLCertVerificationError:
        return Answer(None, "certificate")
    except (OSError, HTTPException, ValueError):
        return Answer(None, "no-answer")
    else:
        return Answer(status, "moved" if 300 <= status < 400 else "")
    finally:
        late.cancel()
        line.close()


def _cut(line: socket.socket) -> None:
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
