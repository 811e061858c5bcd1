"""The page of who may do what is the code's own word."""

from __future__ import annotations

import re
from pathlib import Path

from tests.web.conftest import Pages
from tools import permissions

HOUSE = Path(__file__).resolve().parents[2]


def test_every_address_stands_in_the_page_once_and_says_what_it_does(pages: Pages) -> None:
    text = permissions.page(pages.app)
    rows = re.findall(r"^\| ([A-Z, ]+) `([^`]+)` \| (.*?) \|", text, re.MULTILINE)
    assert sorted(route for _, route, _ in rows) == sorted(route.rule for route in pages.app.url_map.iter_rules())
    assert [route for _, route, does in rows if not does] == []


def test_the_page_is_what_the_code_says_with_nothing_behind_it(pages: Pages) -> None:
    assert permissions.page(permissions.application()) == permissions.page(pages.app)
    assert (HOUSE / "docs" / "permissions.md").read_text(encoding="utf-8") == permissions.page(pages.app)


def test_a_new_address_makes_the_page_stale(pages: Pages) -> None:
    app = permissions.application()
    view = app.view_functions["student.work"]
    app.add_url_rule("/new", "new", view)
    assert "`/new` | This week" in permissions.page(app)
    assert permissions.page(app) != permissions.page(pages.app)
