"""Every check there is, found by looking into `checks/`. Only what is asked for is imported; there is no list."""

from __future__ import annotations

import pkgutil
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from grader import checks
from grader.check import Check


@dataclass(frozen=True, slots=True)
class Entry:
    """A check by its id, and its page in Markdown: the docstring of its file."""

    id: str
    check: Check[Any, Any]
    page: str

    @property
    def kind_of_project(self) -> str:
        """What it judges: scratch, website or live."""
        return self.id.partition(".")[0]


class UnknownCheckError(KeyError):
    """No file of that name lies in `checks/`."""


def ids() -> tuple[str, ...]:
    """The id of every check, in alphabetical order; imports none of them."""
    return tuple(
        sorted(
            f"{folder.name}.{found.name.replace('_', '-')}"
            for folder in pkgutil.iter_modules(checks.__path__)
            if folder.ispkg
            for found in pkgutil.iter_modules([f"{path}/{folder.name}" for path in checks.__path__])
            if not found.name.startswith("_")
        )
    )


def entry(check_id: str) -> Entry:
    """The check of that id; UnknownCheckError when there is none."""
    folder, _, name = check_id.partition(".")
    module_name = f"{checks.__name__}.{folder}.{name.replace('-', '_')}"
    try:
        module = import_module(module_name)
    except ModuleNotFoundError as error:
        if error.name is not None and module_name.startswith(error.name):
            raise UnknownCheckError(check_id) from None
        raise
    if "_" in check_id or not isinstance(getattr(module, "CHECK", None), Check):
        raise UnknownCheckError(check_id)
    return Entry(check_id, module.CHECK, (module.__doc__ or "").strip())


def entries() -> tuple[Entry, ...]:
    """All of them, imported."""
    return tuple(map(entry, ids()))
