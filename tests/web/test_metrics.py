"""Numbers for machines that watch: true, and of nobody."""

from __future__ import annotations

import re

from tests.web.conftest import Pages, sb3
from worker.store.views import AssignmentView

LINE = re.compile(r'(# (HELP|TYPE) [a-z_]+ .+|[a-z_]+(\{[a-z]+="[a-z_-]+"\})? -?[0-9.]+)')


def test_every_line_is_one_that_prometheus_reads(pages: Pages) -> None:
    answer = pages.client().get("/metrics")
    assert answer.status_code == 200
    assert answer.content_type == "text/plain; version=0.0.4; charset=utf-8"
    lines = answer.get_data(as_text=True).splitlines()
    assert [line for line in lines if not LINE.fullmatch(line)] == []


def test_a_hand_in_counts_and_names_nobody(pages: Pages, dance: AssignmentView) -> None:
    before = _number(pages, "kru_submissions")
    pages.hand_in(pages.signed_in(pages.cast.sokha), dance, sb3("middle"))
    assert _number(pages, "kru_submissions") == before + 1
    assert pages.cast.sokha.nickname not in pages.client().get("/metrics").get_data(as_text=True)


def _number(pages: Pages, name: str) -> int:
    text = pages.client().get("/metrics").get_data(as_text=True)
    found = re.search(rf"^{name} (\d+)$", text, re.MULTILINE)
    assert found
    return int(found[1])
