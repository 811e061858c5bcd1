"""A project that the engine is too strict for, written anew. Other tools leave slips that Kru reads all the same."""

from __future__ import annotations

import io
import zipfile

from grader.scratch.model import ScratchProject
from grader.scratch.write import write
from grader.upload import UploadError, read


def mended(data: bytes) -> bytes | None:
    """The same project as Kru writes it; None when Kru cannot read it either."""
    try:
        project = read(data)
    except UploadError:
        return None
    return write(project, _assets(data)) if isinstance(project, ScratchProject) else None


def _assets(data: bytes) -> dict[str, bytes]:
    # `read` has counted what is in it: this unpacks no more than the limits of an upload.
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = [name for name in archive.namelist() if name != "project.json" and not name.endswith("/")]
            return {name.rpartition("/")[2]: archive.read(name) for name in names}
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError):
        return {}
