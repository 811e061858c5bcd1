"""The blueprint that every file of mentors' views puts its routes on; `blueprint.py` brings them together."""

from __future__ import annotations

from flask import Blueprint

blueprint = Blueprint("mentor", __name__, url_prefix="/mentor", template_folder="templates")
