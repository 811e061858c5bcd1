"""Pictures that were handed in, for a page: small, upright, without what a camera knows about the place."""

from __future__ import annotations

import io

from flask import abort, send_file
from werkzeug.wrappers import Response

WIDEST = 960  # pixels: enough to read a screen, small enough for slow internet


def shown(data: bytes) -> Response:
    """The picture as an answer; 404 for what a browser cannot show (HEIC), or what is no picture."""
    from PIL import Image

    from grader.upload import UploadError, without_exif
    from grader.upload.pictures import format_of

    kind = format_of(data)
    if kind is None or kind == "heic":
        abort(404)
    try:
        clean = without_exif(data)
    except UploadError:
        abort(404)
    out = io.BytesIO()
    with Image.open(io.BytesIO(clean)) as picture:
        picture.thumbnail((WIDEST, WIDEST))
        picture.save(out, "WEBP" if kind == "webp" else kind.upper())
    out.seek(0)
    return send_file(out, mimetype=f"image/{kind}")


def can_show(data: bytes) -> bool:
    """Whether a browser can show it."""
    from grader.upload.pictures import format_of

    return format_of(data) in {"png", "jpeg", "webp"}
