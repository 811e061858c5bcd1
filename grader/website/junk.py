"""Files that a computer leaves beside a site without being asked."""

from __future__ import annotations

_NAMES = frozenset({".ds_store", "thumbs.db", "ehthumbs.db", "desktop.ini", ".directory", ".localized", "icon\r"})
_FOLDERS = frozenset({"__macosx", ".git", ".idea", ".vscode", "node_modules", ".trashes", ".spotlight-v100"})
_ENDINGS = (".tmp", ".bak", ".swp", ".crdownload", ".part", "~", ".lnk", ".log")


def is_junk(path: str) -> bool:
    """Whether a file is such a one."""
    *folders, name = path.lower().split("/")
    return (
        name in _NAMES
        or name.startswith(("._", "~$"))
        or name.endswith(_ENDINGS)
        or any(folder in _FOLDERS for folder in folders)
    )
