"""Whatever a person writes stays text: a browser looks at pages that hold all sixty programs at once.

The content policy would stop most of them. Here it is switched off, so that what stops them is the page itself. That
every form and every page keeps them apart is asked without a browser (`tests/web/test_payloads.py`).
"""

from __future__ import annotations

import pytest

from tests.browser.conftest import OpenTab
from tests.browser.payloads import ALIVE, PAYLOADS, crowd, site
from tests.browser.service import Running
from tests.browser.tab import Tab

pytestmark = pytest.mark.browser

DANCE, PAGE = "m1-w04-dance-party", "m3-w12-first-page"


def test_nothing_that_people_write_acts(service: Running, open_tab: OpenTab) -> None:
    store, together = service.store, "\n".join(PAYLOADS)
    names = [f"{number}{one}" for number, one in enumerate(PAYLOADS)]
    room = service.room(*names, mentor="<img src=x onerror=window.acted=1>")
    her, dance, page = room.students[0], service.give(room, DANCE), service.give(room, PAGE)
    works = [
        service.hand_in(her, dance, crowd(), "<svg onload=window.acted=1>.sb3").submission_id,
        service.hand_in(her, page, site(), "'><script>window.acted=1< script>.zip").submission_id,
    ]
    for work, criterion in zip(works, ("repeats", "headings"), strict=True):
        store.marks.ask(work, "", together)
        store.marks.override(work, criterion, "good", together, room.mentor.id)
    hers = open_tab(bypass_csp=True)
    hers.sign_in(her)
    for path in ("/work", "/not-you", *(f"/try/{one}" for one in works), f"/try/{works[0]}/ask"):
        _see(hers, path)
    tab = open_tab(bypass_csp=True)
    tab.sign_in_mentor(room.mentor)
    for path in ("", f"class/{room.classroom.id}", f"class/{room.classroom.id}/cards",
                 f"task/{dance.id}", *(f"work/{one}{more}" for one in works for more in ("", "/inside"))):  # fmt: skip
        _see(tab, f"/mentor/{path}")


def test_the_looking_itself_sees_what_acts(open_tab: OpenTab) -> None:
    tab = open_tab(bypass_csp=True)
    tab.page.goto(f"{tab.address}/sign-in")
    assert tab.page.evaluate(ALIVE) == []
    tab.page.evaluate(
        "() => { document.querySelector('h1').innerHTML = '<img src=\"data:,\" onerror=window.acted=1>' }"
    )
    tab.until(lambda: "a script ran" in tab.page.evaluate(ALIVE), "it acted")


def _see(tab: Tab, path: str) -> None:
    answer = tab.page.goto(f"{tab.address}{path}")
    assert answer is not None
    assert answer.status == 200, path
    assert tab.page.evaluate(ALIVE) == [], path
    assert tab.noticed == [], path
