"""On a page of a site builder: what is hers counts, what the builder wrote is nobody's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from grader import catalogue, upload
from grader.check import Observation, counting
from grader.website.builder.profile import profile, profiles
from grader.website.index import SiteIndex, index
from grader.website.selectors import compile_selector
from tests.kit import saved
from tests.kit.sb3 import zipped
from tests.kit.site import indexed

Maker = Callable[[saved.Words], str]
ALL: tuple[Maker, ...] = (saved.wix, saved.google_sites, saved.canva, saved.wordpress)


def opened(page: str, **more: str) -> SiteIndex:
    files = saved.complete(page) | {name: text.encode() for name, text in more.items()}
    found = upload.read(zipped(files), "site.zip")
    assert not isinstance(found, upload.Picture)
    return index(found)  # type: ignore[arg-type]


def words(**changes: Any) -> saved.Words:
    return saved.Words(**{"menu": {}, "links": {}, **saved.SMALL, **changes})


def look(name: str, seen: SiteIndex, **params: Any) -> Observation:
    check = catalogue.entry(f"website.{name}").check
    given = {key: tuple(value) if isinstance(value, list) else value for key, value in params.items()}
    return counting(check.kind, check.observe(seen, check.params(**given)))


def texts(found: Observation) -> list[str]:
    return [place.text for place in found.places]


@pytest.mark.parametrize("make", ALL)
def test_her_words_count_and_the_builders_do_not(make: Maker) -> None:
    seen = opened(make(words(headings=("Lina sews",), paragraphs=("We sew bags.",), pictures={})))
    assert look("words", seen).amount == 5


@pytest.mark.parametrize("make", ALL)
def test_her_pictures_count_and_icons_do_not(make: Maker) -> None:
    shown = {"IMG_2041.jpg": "IMG_2041.jpg", "shop.png": "Our table at the market", "b.png": ""}
    seen = opened(make(words(pictures=shown)))
    found = look("pictures-described", seen)
    assert (found.amount, found.looked_at, len(found.near)) == (1, 2, 1)
    assert look("pictures-found", seen).amount == 2


@pytest.mark.parametrize(
    "alt", ["Facebook", "image by Jane Doe", "LinkedIn icon", "IMG_2041.jpg", "photo", "DSC_0033.JPG"]
)
def test_alt_words_that_nobody_wrote(alt: str) -> None:
    assert look("pictures-described", opened(saved.wix(words(pictures={"a.jpg": alt})))).amount == 0


@pytest.mark.parametrize("make", ALL)
def test_headings(make: Maker) -> None:
    assert look("headings", opened(make(words()))).amount == 4


def test_titles_that_the_builder_gives() -> None:
    for title, amount in (("Home | My Site 1", 0), ("My Site", 0), ("HOME | mysite", 0), ("Lina sews", 1)):
        assert look("title", opened(saved.wix(words(title=title)))).amount == amount, title
    assert look("title", indexed("<title>My Site</title>")).amount == 1


def test_pages_of_a_menu_count_once() -> None:
    menu = {
        "Home": saved.HOME,
        "Bags": f"{saved.HOME}/bags",
        "Bags again": f"{saved.HOME}/bags/?lang=km#top",
        "Shop": "https://shop.example/",
        "Contact": "https://www.lina.wixsite.com/sewing/contact",
        "Another site of hers": "https://lina.wixsite.com/blog",
    }
    seen = opened(saved.wix(words(menu=menu)))
    assert look("pages", seen, counting_menu_links=True).amount == 3  # home is the page handed in
    assert look("pages", seen).amount == 1


def test_pages_that_were_handed_in_are_not_counted_a_second_time() -> None:
    menu = {"Home": saved.HOME, "Bags": f"{saved.HOME}/bags"}
    bags = saved.wix(words(menu=menu, headings=("Bags",)), address=f"{saved.HOME}/bags")
    seen = opened(saved.wix(words(menu=menu)), **{"Bags.html": bags})
    assert look("pages", seen, counting_menu_links=True).amount == 2


@pytest.mark.parametrize(
    ("make", "other"),
    [
        (saved.wix, f"{saved.HOME}/bags"),
        (saved.google_sites, "https://sites.google.com/view/lina-sews/bags"),
        (saved.canva, "https://lina-sews.my.canva.site/bags"),
        (saved.wordpress, "https://linasews.wordpress.com/bags/"),
    ],
)
def test_links_to_her_other_pages_are_links_between_her_pages(make: Maker, other: str) -> None:
    menu = {"Bags": other, "Elsewhere": "https://example.org/", "Other": "https://sites.google.com/view/other/home"}
    page = make(words(menu=menu)).replace("</body>", f'<a href="{other}">Bags</a></body>')
    found = look("links-work", opened(page), between_own_pages=True)
    assert found.amount == 1, texts(found)


def test_a_link_from_a_page_to_the_page_handed_in_with_it() -> None:
    links = {"Bags": f"{saved.HOME}/bags"}
    bags = saved.wix(words(links={"Home": f"{saved.HOME}#top"}), address=f"{saved.HOME}/bags")
    found = look("links-work", opened(saved.wix(words(links=links)), **{"Bags.html": bags}), between_own_pages=True)
    assert [place.file for place in found.places if hasattr(place, "file")] == ["Bags.html", "Home.html"]


def test_the_social_links_of_a_template_are_not_hers() -> None:
    links = {"f": "https://www.facebook.com/wix", "Mine": "https://www.facebook.com/lina-sews"}
    seen = opened(saved.wix(words(links=links)))
    assert len([text for text in texts(look("links-work", seen)) if "facebook.com/" in text]) == 1


def test_an_unknown_address_leaves_links_of_the_builder_hers() -> None:
    page = saved.wix(words(links={"Bags": "https://lina.wixsite.com/sewing/bags"}), address=None)
    assert look("links-work", opened(page), between_own_pages=True).amount == 1


def test_words_of_a_template_cut_into_pieces() -> None:
    template = "I'm a paragraph. Click here to add your own text and edit me. It's easy."
    seen = opened(saved.wix(words(headings=("Lina sews",), paragraphs=(template,), pictures={})))
    assert look("sample-text-left", seen, texts=[template], common=False).amount == 1
    assert look("words", seen, without=[template]).amount == 2
    assert look("words", seen).amount > 10


def test_her_paragraph_with_a_few_words_of_the_template_stays_hers() -> None:
    text = "Welcome to our shop. " + "We sew bags from old rice sacks every Saturday morning. " * 3
    seen = indexed(f"<p>{text}</p>")
    assert look("words", seen, without=["Welcome to our shop."]).amount == look("words", seen).amount > 0


def test_contrast_is_read_from_the_saved_styles() -> None:
    pale = look("contrast", opened(saved.wix(words(ink="#cccccc"))))
    assert pale.amount > 0
    assert look("contrast", opened(saved.wix(words()))).amount == 0


@pytest.mark.parametrize("make", ALL)
def test_language(make: Maker) -> None:
    assert look("language", opened(make(words()))).amount == 1
    khmer = words(lang="en", headings=("ស្វាគមន៍មកកាន់ហាងរបស់យើង",), paragraphs=("យើងដេរកាបូបសាលា",))
    assert look("language", opened(make(khmer))).amount == 0


def test_profiles_are_data_that_can_be_used() -> None:
    assert [one.id for one in profiles()] == ["wix", "google-sites", "canva", "wordpress", "other"]
    for one in profiles():
        for selector in (*one.own, *one.menu):
            compile_selector(selector)
    assert profile(None).id == ""
    assert not profile(None).wrote("top of page")


def test_the_contact_of_a_template_is_no_way_to_reach_her() -> None:
    template = {"Mail": "mailto:info@mysite.com", "Call": "tel:123-456-7890", "f": "https://www.facebook.com/wix"}
    assert look("contact", opened(saved.wix(words(links=template)))).amount == 0
    mine = {
        "Mail": "mailto:club@example.org",
        "f": "https://www.facebook.com/our-club",
        "Facebook": "https://facebook.com",
    }
    assert look("contact", opened(saved.wix(words(links=mine)))).amount == 2


def test_whether_a_page_came_whole() -> None:
    assert look("saved-whole", opened(saved.wix(words()))).amount == 1
    alone = index(upload.read(saved.wix(words()).encode(), "a.html"))  # type: ignore[arg-type]
    assert (look("saved-whole", alone).amount, len(look("saved-whole", alone).near)) == (0, 1)
