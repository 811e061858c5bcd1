"""Write who may do what into `docs/permissions.md`: `python tools/permissions.py`.

The table is read off the application: every address with the rule that its view states. `--check` writes nothing and
exits with 1 when the page is stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, cast

from flask import Flask
from werkzeug.routing import Rule as Route

from web import create_app
from web.access import rule_of
from worker.health import Health
from worker.settings import Settings

PAGE = Path(__file__).resolve().parent.parent / "docs" / "permissions.md"
WHO = {
    "anyone": "anyone, signed in or not",
    "student": "students",
    "mentor": "mentors, leads, admins",
    "lead": "leads, admins",
    "admin": "admins",
    "token": "programs with a token of the club",
}
HEAD = """\
# Who may do what

Generated from the code by `python tools/permissions.py`. Every view says whom it lets in; a view that says nothing lets
nobody in, and a test fails. Where an address names a class, a student or a work, it also has to be theirs: a student's
own, a mentor's own classrooms, a lead's and an admin's own club. What is not theirs answers "not found", which tells
nothing.
"""


def main() -> int:
    """Write the page, or compare it."""
    parser = argparse.ArgumentParser(description="Write who may do what.")
    parser.add_argument("--check", action="store_true", help="write nothing; say whether the page is stale")
    only_check = parser.parse_args().check
    text = page(application())
    if PAGE.exists() and PAGE.read_text(encoding="utf-8") == text:
        return 0
    if only_check:
        print("docs/permissions.md is not what the code says. Run: python tools/permissions.py")
        return 1
    PAGE.write_text(text, encoding="utf-8", newline="\n")
    return 0


def application() -> Flask:
    """The pages with nothing behind them: their addresses need no store."""
    nothing = cast("Any", None)
    settings = Settings.from_env({"KRU_SECRET_KEY": "for reading addresses"}, data=Path())
    return create_app(nothing, nothing, lambda _: None, settings, lambda: Health((), datetime.now(UTC)))


def page(app: Flask) -> str:
    """The page: one table for each rule, the widest first."""
    return "\n".join([HEAD, *(line for rule in WHO for line in _table(app, rule))]).rstrip() + "\n"


def _table(app: Flask, rule: str) -> Iterator[str]:
    routes = [route for route in app.url_map.iter_rules() if rule_of(app, route.endpoint) == rule]
    if not routes:
        return
    yield f"## {WHO[rule][0].upper()}{WHO[rule][1:]}\n"
    yield "| address | does | theirs only |\n|---|---|---|"
    for route in sorted(routes, key=lambda route: (route.rule, sorted(route.methods or ()))):
        does = (app.view_functions[route.endpoint].__doc__ or "").strip().split("\n")[0]
        yield f"| {_methods(route)} `{route.rule}` | {does} | {', '.join(sorted(route.arguments)) or '-'} |"
    yield ""


def _methods(route: Route) -> str:
    return ", ".join(sorted((route.methods or set()) - {"HEAD", "OPTIONS"}))


if __name__ == "__main__":
    sys.exit(main())
