"""The blueprint that the files of this folder put their views on; `blueprint.py` brings them together."""

from __future__ import annotations

from typing import Any

from flask import Blueprint

from web import kru

blueprint = Blueprint("lead", __name__, url_prefix="/mentor", template_folder="templates")


@blueprint.app_context_processor
def _for_templates() -> dict[str, Any]:
    """What other pages of mentors ask: her words beside a try, the days promised for a task."""
    return {
        "told_of": kru().store.path.told,
        "promised": kru().store.path.promise,
        "keeps_alone": _keeps_alone,
    }


def _keeps_alone() -> bool:
    """Whether no file and no name leaves this house: an operator's object store, or a program that sees names."""
    return kru().settings.files_url is None and not kru().store.outside.tells_names()
