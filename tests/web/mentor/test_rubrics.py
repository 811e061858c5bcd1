"""What is on the shelf, and what is not and why."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient

from tests.web.conftest import DANCE, Pages, visible
from worker.rubrics import consider


def test_a_rubric_shows_its_goals_points_and_the_words_of_people(pages: Pages, channary: FlaskClient) -> None:
    page = visible(channary.get("/mentor/rubric/dance"))
    for words in ("Dance party", "Goals, 12 points together", "scratch.loops", "A friend tried it", "You decide."):
        assert words in page
    assert channary.get("/mentor/rubric/nothing-like-it").status_code == 404


def test_its_guide_is_read_without_becoming_html(pages: Pages, channary: FlaskClient, tmp_path: Path) -> None:
    guide = tmp_path / "own" / "dance" / "mentor.md"
    guide.write_text("# Dance\n\n**Aim.** <script>alert(1)</script> [x](javascript:alert(2))\n\n- one\n")
    text = channary.get("/mentor/rubric/dance").get_data(as_text=True)
    assert "<strong>Aim.</strong>" in text
    assert "<script>alert" not in text
    assert 'href="javascript' not in text
    assert "<h2>Dance</h2>" in text


def test_a_file_that_is_not_in_use_says_where_and_what_to_do(
    pages: Pages, channary: FlaskClient, tmp_path: Path
) -> None:
    settings = replace(pages.settings, data=tmp_path)
    for name, text in (("dance", DANCE.replace("version: 1", "version: 2").replace("points: 12", "pionts: 12")),):
        folder = settings.own_rubrics / name
        folder.mkdir(parents=True)
        (folder / "rubric.yaml").write_text(text, encoding="utf-8")
        assert consider(pages.cast.store, settings, folder)
    page = visible(channary.get("/mentor/rubrics"))
    assert "A change waits here." in page or "This rubric cannot be given yet." in page
    assert "rubric.yaml:8:1" in page
    assert "pionts: 12" in page
    assert "^" in page
    khmer = visible(channary.get("/mentor/rubrics?lang=km", follow_redirects=True)).replace("\u200b", "")
    assert "មិនស្គាល់ពាក្យគន្លឹះ pionts នៅទីនេះទេ។" in khmer
    assert "is not known here" not in khmer
    shutil.rmtree(settings.own_rubrics)
