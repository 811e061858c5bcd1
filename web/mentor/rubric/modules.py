"""The editor's modules for her browser: their addresses, the map of their names, and a policy that lets the map in."""

from __future__ import annotations

import json
import secrets
from typing import Any

from flask import abort, url_for
from werkzeug.wrappers import Response

from web.access import allow
from web.editor import modules
from web.mentor.pages import blueprint
from web.security import CONTENT

FOR_A_YEAR = "private, max-age=31536000, immutable"


@blueprint.get("/rubric-editor/<stamp>/<path:name>")
@allow("mentor")
def editor_module(stamp: str, name: str) -> Response:
    """A module of the editor; its address changes with the lock file."""
    data = modules.read(name) if stamp == modules.stamp() else None
    if data is None:
        abort(404)
    response = Response(data, mimetype="text/javascript")
    response.headers["Cache-Control"] = FOR_A_YEAR
    return response


def page() -> dict[str, Any]:
    """For the template: the map, the addresses to fetch at once, and the word that lets the map in; or nothing."""
    stamp = modules.stamp()
    if stamp is None:
        return {"modules": None, "addresses": (), "nonce": ""}
    found = {
        name: url_for("mentor.editor_module", stamp=stamp, name=path) for name, path in sorted(modules.names().items())
    }
    # Only names and addresses of ours stand in it; `<` never ends the element early.
    said = json.dumps({"imports": found}).replace("<", "\\u003c")
    return {"modules": said, "addresses": tuple(found.values()), "nonce": secrets.token_urlsafe(16)}


def policy(nonce: str) -> str:
    """The usual policy, and besides it the map and the editor's own style sheet by that word, which stands once."""
    return CONTENT.replace("script-src 'self'", f"script-src 'self' 'nonce-{nonce}'").replace(
        "style-src 'self'", f"style-src 'self' 'nonce-{nonce}'"
    )
