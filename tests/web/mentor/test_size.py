"""A first view stays small: HTML and CSS as sent, for a class of forty."""

from __future__ import annotations

import gzip
import re

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3
from worker.store.views import AssignmentView

MOST = 60 * 1024


def test_pages_of_a_class_of_forty_stay_under_sixty_kilobytes(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    store, room = pages.cast.store, pages.cast.saturday.id
    added = store.people.add_students(room, [f"Student {number}" for number in range(38)])
    for student in added:
        store.submissions.hand_in(student.id, dance.id, sb3("middle"), "dance.sb3")
    pages.grade()
    for address in (
        "/mentor/",
        f"/mentor/class/{room}",
        f"/mentor/class/{room}/cards",
        f"/mentor/task/{dance.id}",
        "/mentor/work/1",
        "/mentor/rubrics",
        "/checks",
    ):
        page = channary.get(address)
        assert page.status_code == 200, address
        sheets = re.findall(r'<link rel="stylesheet" href="([^"]+)"', page.get_data(as_text=True))
        assert sheets
        parts = (page.data, *(channary.get(sheet).data for sheet in sheets))
        size = sum(len(gzip.compress(part, 6)) for part in parts)
        assert size <= MOST, f"{address}: {size}"
