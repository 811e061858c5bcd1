"""The server of the pages: waitress, with one change. A body that is too big gets its answer from the pages too.

By itself waitress would say `Request Entity Too Large` in bare English. The pages refuse by the length that was
announced, before anything is read; so nothing more is taken in, and the sentence is in her language.
"""

from __future__ import annotations

import socket
from typing import TYPE_CHECKING, Any

from waitress import create_server
from waitress.channel import HTTPChannel
from waitress.task import ErrorTask, WSGITask
from waitress.utilities import RequestEntityTooLarge

if TYPE_CHECKING:
    from flask import Flask

THREADS = 8


class _Refused(WSGITask):  # type: ignore[misc]
    """A request whose body nobody reads: the connection ends with the answer."""

    def execute(self) -> None:
        self.set_close_on_finish()
        super().execute()


class _Channel(HTTPChannel):  # type: ignore[misc]
    @staticmethod
    def error_task_class(channel: HTTPChannel, request: Any) -> Any:
        # Without an announced length (no browser does that) the pages could not refuse, so waitress does.
        too_big = isinstance(request.error, RequestEntityTooLarge) and request.content_length
        return (_Refused if too_big else ErrorTask)(channel, request)


def page_server(app: Flask, listening: socket.socket) -> Any:
    """A server for that application on that socket; `run()` it. Bodies have the limit that the application has."""
    server = create_server(
        app,
        sockets=[listening],
        threads=THREADS,
        max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
        ident="Kru",
    )
    server.channel_class = _Channel
    return server
