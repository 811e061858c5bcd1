"""What is measured on real pages, and that it leads back to the right place of the source."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from grader.live.browser import Bounds, Browser
from grader.live.rendering.model import Rendering
from grader.live.rendering.serve import Served, marked, type_of
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import Wanted
from grader.website.index import index
from grader.website.read import read

QUICK = Wanted(widths=(360,), rules=(), pictures=False)


@pytest.fixture(scope="module")
def looking() -> Iterator[Browser]:
    with Browser(Bounds(page=60, goto=30, picture=30)) as found:
        yield found


def look(browser: Browser, files: dict[str, str | bytes], wanted: Wanted = QUICK) -> Rendering:
    return browser.look(
        read({name: one.encode() if isinstance(one, str) else one for name, one in files.items()}), wanted
    )


def page(html: str) -> str:
    return marked(read({"index.html": html.encode()}).pages[0])


# What the browser gets


def test_every_tag_carries_its_number() -> None:
    source = (
        "<!doctype html>\n<title>A</title><P class=x>One<br/>two <a href='#'>three</a></P><!-- <p> --><img src=a.png>"
    )
    site = read({"index.html": source.encode()})
    text = marked(site.pages[0])
    for element in site.pages[0].elements:
        if element.written:
            assert f'data-kru-place="{element.order}"' in text
    assert text.count("data-kru-place") == sum(element.written for element in site.pages[0].elements)
    assert "<!-- <p> -->" in text
    without = read({"index.html": text.encode()})
    assert [one.name for one in without.pages[0].elements] == [one.name for one in site.pages[0].elements]


def test_a_base_of_another_site_is_taken_away_and_one_of_her_own_stays() -> None:
    assert "base" not in page("<head><base href='https://cats.wixsite.com/site'><title>A</title></head>")
    assert "<base" in page("<head><base href='pictures/'><title>A</title></head>")


@pytest.mark.parametrize(
    ("asked", "there"),
    [
        ("/", True),
        ("/index.html", True),
        ("/INDEX.html", False),
        ("/img/ឆ្មា.png", True),
        ("/img/", False),
        ("/../index.html", False),
        ("/etc/passwd", False),
    ],
)
def test_what_is_served(asked: str, there: bool) -> None:  # noqa: FBT001
    served = Served(read({"index.html": b"<p>Hi", "img/ឆ្មា.png": b"\x89PNG"}))
    assert (served.answer(asked) is not None) == there


def test_types_do_not_hang_on_the_machine() -> None:
    assert [type_of(name) for name in ("a.css", "A.JPG", "b.svg", "c.woff2", "d.webp")] == [
        "text/css; charset=utf-8",
        "image/jpeg",
        "image/svg+xml",
        "font/woff2",
        "image/webp",
    ]
    assert type_of("nothing.known-of") == "application/octet-stream"


# What the browser says


@pytest.mark.browser
def test_what_sticks_out_is_named_and_found_in_the_source(looking: Browser) -> None:
    files: dict[str, str | bytes] = {
        "index.html": '<!doctype html>\n<title>A</title>\n<p>Fits\n<ul id="menu" style="width: 700px">\n<li>One</ul>'
    }
    site = read({name: str(one).encode() for name, one in files.items()})
    rendering = looking.look(site, QUICK)
    [view] = rendering.pages[0].views
    assert view.scrolls_sideways
    assert view.scroll_width > 700
    assert [part.name for part in view.sticks_out] == ["ul#menu"]
    rendered = RenderedSite(index(site), rendering)
    place = rendered.place(site.pages[0], view.sticks_out[0])
    assert (place.file, place.line, place.column) == ("index.html", 4, 1)


@pytest.mark.browser
@pytest.mark.parametrize("style", ["html { overflow-x: hidden }", "body { overflow-x: hidden }"])
def test_a_page_that_hides_what_sticks_out_does_not_scroll(looking: Browser, style: str) -> None:
    [seen] = look(looking, {"index.html": f"<style>{style}</style><p style='width: 900px'>A"}).pages
    assert not seen.views[0].scrolls_sideways
    assert seen.views[0].sticks_out == ()


@pytest.mark.browser
def test_computed_values_are_those_of_the_width(looking: Browser) -> None:
    html = "<style>p { color: red; width: 50% } @media (max-width: 500px) { p { color: teal } }</style><p>One"
    wanted = Wanted(
        rules=(), pictures=False, selectors=("p", "p::nonsense("), properties={"p": ("color", "width", "a")}
    )
    narrow, wide = look(looking, {"index.html": html}, wanted).pages[0].views
    assert narrow.matched["p"][0].styles == {"color": "rgb(0, 128, 128)", "width": "50%"}
    assert wide.matched["p"][0].styles["color"] == "rgb(255, 0, 0)"
    assert wide.matched["p::nonsense("] == ()
    assert (narrow.width, wide.width) == (360, 1280)


@pytest.mark.browser
def test_files_come_by_their_khmer_names_and_from_folders(looking: Browser) -> None:
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"><rect width="9" height="9"/></svg>'
    files: dict[str, str | bytes] = {
        "ទំព័រ/index.html": '<link rel=stylesheet href="../css/a%20b.css"><p>One</p><img src="../រូប/ឆ្មា.svg">',
        "css/a b.css": "body { font-size: 21px }",
        "រូប/ឆ្មា.svg": picture,
    }
    [seen] = look(looking, files).pages
    assert seen.missing == ()
    assert seen.views[0].body_font_size == 21
    assert [one.state for one in seen.views[0].pictures] == ["shown"]


@pytest.mark.browser
def test_what_moves_is_seen_at_its_end(looking: Browser) -> None:
    html = (
        "<style>@keyframes in { from { opacity: 0; margin-left: 2000px } } p { animation: in 60s }"
        "@keyframes round { to { rotate: 1turn } } b { display: block; animation: round 2s infinite }</style>"
        "<p>One<b>Two</b>"
    )
    [seen] = look(looking, {"index.html": html}).pages
    assert seen.cut is None
    assert seen.views[0].shows == 2
    assert not seen.views[0].scrolls_sideways


@pytest.mark.browser
def test_one_site_keeps_nothing_for_the_next(looking: Browser) -> None:
    html = "<body><script>document.body.innerHTML = `<p>${(localStorage.n = +(localStorage.n || 0) + 1)}</p>`</script>"
    wanted = Wanted(widths=(360,), rules=(), pictures=False, scripts=True, selectors=("p",))
    for _ in range(2):
        [seen] = look(looking, {"index.html": html}, wanted).pages
        assert [one.part.text for one in seen.views[0].matched["p"]] == ["1"]


@pytest.mark.browser
@pytest.mark.samples
def test_every_site_of_the_samples_is_seen(looking: Browser, samples: Path) -> None:
    manifest = samples / "sites" / "manifest.json"
    assert json.loads(manifest.read_text("utf-8"))
    for folder in sorted(path for path in (samples / "sites").iterdir() if path.is_dir()):
        site = read({str(one.relative_to(folder)): one.read_bytes() for one in folder.rglob("*") if one.is_file()})
        rendering = looking.look(site, Wanted())
        assert not rendering.cut, folder.name
        rendered = RenderedSite(index(site), rendering)
        for shown, seen in rendered.pages():
            assert [view.width for view in seen.views] == [360, 1280]
            for part in (part for view in seen.views for part in view.sticks_out):
                element = rendered.element(shown, part)
                assert element is None or part.name.startswith(element.name)
