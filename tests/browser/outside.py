"""The rest of the world, as browser tests have it: a proxy that writes down who was asked for and answers nobody."""

from __future__ import annotations

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Outside:
    """Its address, and the first line of every request that reached it."""

    address: str
    asked: list[str]


@contextmanager
def recording() -> Iterator[Outside]:
    """The proxy, until the end of the block."""
    asked: list[str] = []

    class Refuse(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            asked.append(self.rfile.readline(2000).decode("latin-1").strip())
            self.wfile.write(b"HTTP/1.1 502 Nobody\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Refuse) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield Outside(f"http://127.0.0.1:{server.server_address[1]}", asked)
        server.shutdown()
