"""Pages are sent packed: Khmer takes three bytes a letter, and the internet of a village is slow.

A packed page that holds a secret and a stranger's words can give the secret away by its length. So the length is
blurred by a name of random length inside the gzip head, which every browser skips.
"""

from __future__ import annotations

import gzip
import io
import secrets

from flask import Flask, request
from werkzeug.wrappers import Response

LEAST = 600  # bytes: packing less is not worth it
PACKED_TYPES = frozenset({"text/html", "text/css", "text/javascript", "application/json"})
BLUR = 64


def install(app: Flask) -> None:
    """Pack what a browser takes packed."""
    app.after_request(_pack)


def _pack(response: Response) -> Response:
    response.headers.add("Vary", "Accept-Encoding")
    if (
        response.direct_passthrough
        or response.status_code < 200
        or response.mimetype not in PACKED_TYPES
        or "Content-Encoding" in response.headers
        or not request.accept_encodings["gzip"]
    ):
        return response
    data = response.get_data()
    if len(data) < LEAST:
        return response
    response.set_data(pack(data))
    response.headers["Content-Encoding"] = "gzip"
    return response


def pack(data: bytes) -> bytes:
    """The bytes as gzip, of a length that says little."""
    out = io.BytesIO()
    name = "x" * secrets.randbelow(BLUR)
    with gzip.GzipFile(name, "wb", 6, out, mtime=0) as packed:
        packed.write(data)
    return out.getvalue()
