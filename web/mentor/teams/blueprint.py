"""Teams and moves: each file below puts its views on the one blueprint."""

from __future__ import annotations

from web.mentor.teams import groups, moving
from web.mentor.teams.pages import blueprint

__all__ = ["blueprint", "groups", "moving"]
