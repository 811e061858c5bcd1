"""Her way in a real browser, with scripts and without: from the card to the feedback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from waitress.server import create_server

from tests.web.conftest import Pages, sb3
from worker.store.views import AssignmentView

pytestmark = pytest.mark.browser


@pytest.fixture
def address(pages: Pages) -> Iterator[str]:
    """The pages, served on this machine."""
    server = create_server(pages.app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.effective_port}"
    server.close()
    thread.join(5)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_from_the_card_to_the_feedback(
    pages: Pages,
    dance: AssignmentView,
    address: str,
    browser: Any,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    scripts: object,
) -> None:
    monkeypatch.setattr("web.student.blueprint.LOOK_AGAIN", 1)
    file = tmp_path / "my dance.sb3"
    file.write_bytes(sb3("middle"))
    context = browser.new_context(viewport={"width": 320, "height": 700}, java_script_enabled=scripts)
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{address}/c/{pages.cast.sokha.code}")
    page.click("button.btn")
    page.set_input_files("input[type=file]", file)
    page.click(f"#task-{dance.id} button.btn")
    assert page.inner_text("h1") == "We have your file"
    pages.grade()
    page.wait_for_selector("#did")  # nobody touched the page
    assert page.inner_text("h1") == "Dance party"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    if scripts:
        page.click("text=A question to think about")
        with page.expect_response("**/hint"):
            page.click("text=A question to think about")
        assert pages.cast.store.marks.hints(pages.cast.sokha.id, dance.id) == {"repeats": frozenset({0})}
    assert all(url.startswith((address, "data:")) for url in asked)
    assert complaints == []
    context.close()
