"""Private details: found by their form, masked wherever Kru shows them again, never points."""

from __future__ import annotations

import base64
import io
import json

import pytest
from PIL import Image

from grader import catalogue
from grader.check import FilePlace
from grader.grade import grade
from grader.report import kept, kept_values, to_json
from grader.rubric.load import load
from grader.show import show
from grader.website.index import index
from grader.website.photos import inline, tells_where
from grader.website.private import details, masked, tells_name
from tests.kit import saved
from tests.kit.site import indexed, site

CHECK = catalogue.entry("website.private-details").check


def found(page: str | dict[str, str | bytes], **params: object) -> list[str]:
    places = CHECK.observe(indexed(page), CHECK.params(**params)).places
    return [place.text for place in places]


def photo(form: str = "JPEG", *, place: bool = True) -> bytes:
    exif = Image.Exif()
    if place:
        exif[0x8825] = {1: "N", 2: (11.0, 33.0, 0.0), 3: "E", 4: (104.0, 55.0, 0.0)}
    written = io.BytesIO()
    Image.new("RGB", (8, 8)).save(written, form, exif=exif)
    return written.getvalue()


# Which details


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Call 012 345 678 or write to sok@gmail.com", ["email", "phone"]),
        ("០១២ ៣៤៥ ៦៧៨", ["phone"]),
        ("0\u200b12 345\u200b 678", ["phone"]),
        ("info@club.example", []),
        ("info@gmail.com", ["email"]),
        ("In 2026 we sold 120 bags for 4.50 each", []),
        ("Sunrise High School", []),
    ],
)
def test_details(text: str, kinds: list[str]) -> None:
    assert [detail.kind for detail in details(text)] == kinds


def test_a_detail_stands_where_it_stands() -> None:
    text = "Call \u200b០១២ \u200b៣៤៥ ៦៧៨ now"
    detail = next(details(text))
    assert text[detail.start : detail.end] == "០១២ \u200b៣៤៥ ៦៧៨"
    assert detail.text == "012 345 678"


@pytest.mark.parametrize(
    "school",
    [
        "Sunrise High School",
        "Bak Touk Primary School",
        "Hun Sen school",
        "Lycée Sisowath",
        "វិទ្យាល័យបាក់ទូក",
        "អនុវិទ្យាល័យទួលទំពូង",
    ],
)
@pytest.mark.parametrize("name", ["My name is Sokha Chan.", "I’m Sokha Chan", "ខ្ញុំឈ្មោះ ចាន់ សុខា"])
def test_a_school_with_a_full_name(school: str, name: str) -> None:
    page = f"<h1>{name}</h1><p>I learn at {school}.</p>"
    told = found(page)
    assert len(told) == 1
    assert told[0].endswith("•")
    assert school not in told[0]
    assert found(f"<p>We visited {school}.</p>") == []
    assert found({"index.html": f"<p>{name}</p>", "b.html": f"<p>We visited {school}.</p>"}) == []


def test_a_first_name_alone_is_no_full_name() -> None:
    assert not tells_name(["My name is Sokha.", "I am happy today", "ខ្ញុំឈ្មោះ សុខា"])


def test_details_in_titles_alt_words_and_links() -> None:
    assert len(found("<title>Call 012 345 678</title>")) == 1
    assert len(found('<img src="a.png" alt="My number is 012 345 678">')) == 1
    assert len(found('<a href="tel:+85512345678"><img src="a.png" alt=""></a>')) == 1


def test_the_same_number_in_two_ways_is_one_detail() -> None:
    page = '<p>012 345 678, <b>012-345-678</b> <a href="tel:012345678">call</a></p>'
    assert CHECK.observe(indexed(page), CHECK.params()).amount == 1


def test_an_allowed_number_with_or_without_the_code_of_the_country() -> None:
    assert found("<p>+855 23 123 456</p>", allowed=("023 123 456",)) == []
    assert found("<p>023 123 457</p>", allowed=("023 123 456",)) != []


def test_the_contact_of_a_builders_template_is_nobodys() -> None:
    page = saved.wix(saved.Words(paragraphs=("500 Terry Francine Street 123-456-7890 info@mysite.com",), **saved.SMALL))
    assert found({"a.html": page}) == []


# Photos


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_photos_that_tell_where(form: str) -> None:
    assert tells_where(photo(form))
    assert not tells_where(photo(form, place=False))
    assert not tells_where(photo(form)[:30])


def test_a_photo_of_a_phone() -> None:
    exif = photo()
    start = exif.find(b"Exif\x00\x00")
    heic = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + b"mdat" + exif[start : start + 400]
    assert tells_where(heic)
    assert not tells_where(heic[:30])


def test_a_place_in_words() -> None:
    told = b"\xff\xd8\xff\xe1http://ns.adobe.com/xap/1.0/\x00<rdf:Description exif:GPSLatitude='11,33N'/>\xff\xd9"
    assert tells_where(told)
    assert not tells_where(told.replace(b"11,33N", b""))


def test_a_photo_in_the_page_itself() -> None:
    address = f"data:image/jpeg;base64,{base64.b64encode(photo()).decode()}"
    assert tells_where(inline(address))
    assert inline("cat.jpg") == inline("data:image/jpeg;base64,%%%") == b""
    assert len(found(f'<img src="{address}" alt="Me">')) == 1


# Masked wherever they are shown


def test_masked() -> None:
    assert masked("Call 012 345 678!") == "Call 01• ••• •••!"
    assert masked("sok@gmail.com, 012 345 678") == "so•@•••••.•••, 01• ••• •••"
    assert masked("Nothing here") == "Nothing here"


def test_a_report_holds_no_detail() -> None:
    page = "<html lang=en><title>012 345 678</title><h1>Call 012 345 678</h1><p>Write to sok.dara@gmail.com, 012345678"
    report = grade(site(page), load("m3-w12-first-page"))
    stored = json.dumps(to_json(report), ensure_ascii=False)
    for detail in ("345 678", "345678", "dara@", "gmail"):
        assert detail not in stored
    safe = report.result("safe-online")
    assert (safe.level, safe.points, safe.of) == ("start", 0, 0)


def test_places_keep_their_lines() -> None:
    place = FilePlace("a.html", 3, 1, 3, 20, "<p>012 345 678</p>", counts_as=("phone", "012345678"))
    (safe,) = kept((place,))
    assert isinstance(safe, FilePlace)
    assert (safe.line, safe.end_column, safe.text) == (3, 20, "<p>01• ••• •••</p>")
    assert safe.counts_as == ("phone", "01•••••••")
    assert kept_values({"missing": "tel:012345678", "count": 3}) == {"missing": "tel:01•••••••", "count": 3}


def test_what_is_shown_holds_no_detail() -> None:
    seen = show("a", site('<h1 style="color:#eee">012 345 678</h1><a href="012 345 678.html">x'))
    assert "345 678" not in json.dumps(seen, ensure_ascii=False)


def test_a_long_page_without_details_costs_one_look() -> None:
    seen = index(site("<p>" + "word " * 50_000))
    assert CHECK.observe(seen, CHECK.params()).places == ()
