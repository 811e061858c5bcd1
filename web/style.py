"""Style sheets and scripts under names that change with their bytes, so a phone keeps them and never shows old ones."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from flask import Flask, abort, url_for
from werkzeug.wrappers import Response

from grader.page import PLAYED_SHEET, STYLE_SHEET
from web.access import allow

STATIC = Path(__file__).parent / "static"
TYPES = {".css": "text/css", ".js": "text/javascript", ".woff2": "font/woff2", ".svg": "image/svg+xml"}
FOR_A_YEAR = "public, max-age=31536000, immutable"


def install(app: Flask) -> None:
    """Serve them, and tell templates their addresses: `asset("kru.css")`."""
    app.add_url_rule("/assets/<stamp>/<name>", "style", allow("anyone")(_serve), methods=["GET"])
    app.context_processor(lambda: {"asset": asset})


def asset(name: str) -> str:
    """The address of a style sheet or script."""
    return url_for("style", stamp=_assets()[name][0], name=name)


def _serve(stamp: str, name: str) -> Response:
    """A style sheet or a script of ours; its address changes with its bytes."""
    found = _assets().get(name)
    if found is None or found[0] != stamp:
        abort(404)
    response = Response(found[1], mimetype=TYPES[Path(name).suffix])
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response


@lru_cache(maxsize=1)
def _assets() -> Mapping[str, tuple[str, bytes]]:
    files = [STYLE_SHEET, PLAYED_SHEET, *(path for path in STATIC.rglob("*") if path.suffix in TYPES)]
    return {path.name: (sha256(data := path.read_bytes()).hexdigest()[:12], data) for path in files}
