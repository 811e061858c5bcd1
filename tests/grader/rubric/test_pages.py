"""Criteria by a page: `page:` and what stands beside it; mistakes at their word; counting, mutants, decoys, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from grader.grade import grade
from grader.report import from_json, to_json
from grader.rubric import mutate_page
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from grader.rubric.problems import RubricError
from grader.rubric.trial import test as try_rubric
from grader.website.criterion.look import Look
from grader.website.index import index
from grader.website.model import Website
from grader.words import say
from tests.kit.site import site

Give = Callable[[str], LoadedRubric]

RUBRIC = """\
rubric: 1
id: demo
version: 1
title: {en: Demo}
accepts: [website]
points: 10
criteria:
  - id: titles
    title: {en: Titles, km: "ចំណងជើង"}
    points: 10
    page: main h2
    style: {color: {family: purple}, font-family: own}
    text: {min_words: 2}
    levels: {good: 1, great: 2}
"""
FULL = {
    "index.html": "<link rel=stylesheet href=s.css><main><h2 class=a>My cats</h2><h2>Our dogs</h2></main>",
    "s.css": "/* mine */\nbody { font-family: Arial }\nh2 { color: indigo }",
}
HALF = {**FULL, "s.css": FULL["s.css"].replace("h2", "h2.a")}


@pytest.fixture
def loaded(tmp_path: Path) -> Give:
    def give(text: str) -> LoadedRubric:
        folder = tmp_path / "demo"
        folder.mkdir(exist_ok=True)
        (folder / "rubric.yaml").write_text(text, "utf-8")
        return load(folder)

    return give


def problems(loaded: Give, text: str) -> list[str]:
    with pytest.raises(RubricError) as caught:
        loaded(text)
    return [f"{one.line}:{one.column} {one.say('en')}" for one in caught.value.problems]


@pytest.mark.parametrize(
    ("files", "expected"), [(FULL, "great"), (HALF, "good"), ({**FULL, "s.css": ""}, "start"), ("", "start")]
)
def test_the_amount_gives_the_level(loaded: Give, files: Mapping[str, str], expected: str) -> None:
    assert grade(site(files), loaded(RUBRIC)).result("titles").level == expected


def test_a_report_keeps_what_stands_beside(loaded: Give) -> None:
    report = grade(site(FULL), loaded(RUBRIC))
    places = report.result("titles").places
    assert [place.text for place in places] == ["<h2 class=a>My cats</h2>", "<h2>Our dogs</h2>"]
    assert [one.text for one in places[0].beside] == ["h2 { color: indigo }", "body { font-family: Arial }"]
    assert from_json(to_json(report)) == report


def page(keys: str) -> str:
    return RUBRIC[: RUBRIC.index("    page:")] + keys


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("    page: main >\n", ["11:17 This is not a selector that CSS knows."]),
        ("    page: 'p..a'\n", ["11:14 This is not a selector that CSS knows."]),
        ("    page: h1, hh2\n", ["11:15 There is no element called hh2. Did you mean h2?"]),
        ("    page: 'a:hover'\n", ["11:13 This part of a selector is there at moments. Leave it out."]),
        ("    page: 'p:frist-child'\n", ["11:13 :frist-child is not known here. Did you mean first-child?"]),
        ("    page: p\n    style: {colour: red}\n", ["12:13 There is no property called colour. Did you mean color?"]),
        (
            "    page: p\n    style: {color: purpel}\n",
            ["12:20 Browsers do not take purpel for color. Did you mean purple?"],
        ),
        (
            "    page: p\n    style:\n      font-size: {min: 16pz}\n",
            ["13:26 There is no unit called pz. Did you mean px?"],
        ),
        ("    page: p\n    style: {margin: [1px, 2xp]}\n", ["12:28 There is no unit called xp. Did you mean px?"]),
        (
            "    page: p\n    style: {width: {unit_in: [rem, emm]}}\n",
            ["12:36 There is no unit called emm. Did you mean em?"],
        ),
        ("    page: p\n    style: {color: {famly: red}}\n", ["12:21 famly is not known here. Did you mean family?"]),
        (
            "    page: p\n    style: {color: {family: purpel}}\n",
            ["12:29 There is no family of colours called purpel. Did you mean purple?"],
        ),
        ("    page: p\n    style: {display: {min: 3}}\n", ["12:23 min cannot be asked of display."]),
        ("    page: p\n    style: {font-size: {contrast: 3}}\n", ["12:25 contrast cannot be asked of font-size."]),
        ("    page: p\n    style: {color: {contrast: 99}}\n", ["12:31 This needs a number from 1 to 21, or aa."]),
        ("    page: p\n    style: {color: {differs_from: 'h1 >'}}\n", ["12:40 This is not a selector that CSS knows."]),
        ("    page: p\n    style: {color: inherit}\n", ["12:20 inherit depends on the page. Write what it must be."]),
        ("    page: p\n    style: {color: {own: 1}}\n", ["12:26 This needs true, or leave it out."]),
        ("    page: p\n    style: own\n", ["12:12 This needs keys with values."]),
        ("    page: p\n    style: {}\n", ["12:12 This key needs something in it."]),
        (
            "    page: p\n    text: {minwords: 2}\n",
            ["12:12 The key minwords is not known here. Did you mean min_words?"],
        ),
        ("    page: p\n    text: {min_words: two}\n", ["12:23 This needs a whole number, 0 or more."]),
        (
            "    page: p\n    text: {min_words: 3, max_words: 2}\n",
            ["12:23 The smallest number is more than the biggest."],
        ),
        ("    page: img\n    attributes: {atl: set}\n", ["12:18 There is no attribute called atl. Did you mean alt?"]),
        (
            "    page: img\n    attributes: {alt: {min_word: 2}}\n",
            ["12:24 The key min_word is not known here. Did you mean min_words?"],
        ),
        ("    page: p\n    count: many\n", ["12:12 This needs a number, or {min: 2, max: 5}."]),
        ("    page: p\n    share: most\n", ["12:12 This needs any, all, at least 2, or 80 %."]),
        ("    page: p\n    share: 180 %\n", ["12:12 This needs any, all, at least 2, or 80 %."]),
        ("    page: p\n    share: any\n    at_most: true\n", ["12:5 share does not go with `at_most`."]),
        ("    page: p\n    at: {width: 36}\n", ["12:17 A window is 200 to 4000 wide."]),
        ("    page: p\n    at: {widht: 360}\n", ["12:10 The key widht is not known here. Did you mean width?"]),
        (
            "    page: p\n    from: outside\n    style: {color: set}\n",
            ["12:11 outside is not known here. Possible here: external, style, inline, any."],
        ),
        ("    page: p\n    via: class\n", ["12:5 via needs `style` beside it."]),
        (
            "    page: p\n    via: clas\n    style: {color: set}\n",
            ["12:10 clas is not known here. Did you mean class?"],
        ),
        ("    page: p\n    rendered: 1\n", ["12:15 This needs true or false."]),
        (
            "    page: p\n    next: {en: '{nearr}'}\n",
            ["12:17 The placeholder {nearr} is not known. Did you mean {near}?"],
        ),
        ("    page: p\n    check: website.words\n", ["11:5 Choose one of these: check, page."]),
    ],
)
def test_mistakes_stand_at_their_word(loaded: Give, keys: str, expected: list[str]) -> None:
    assert problems(loaded, page(keys)) == expected


def test_all_mistakes_are_told_at_once(loaded: Give) -> None:
    keys = "    page: hh1\n    style: {colour: own, font-size: {min: 1pz}}\n    share: som\n    at: {width: 5}\n"
    assert [line.split(" ")[0] for line in problems(loaded, page(keys))] == [
        "11:11",
        "12:13",
        "12:44",
        "13:12",
        "14:17",
    ]


def test_the_error_shows_the_line_and_a_caret_in_khmer_too(loaded: Give) -> None:
    with pytest.raises(RubricError) as caught:
        loaded(page("    page: p\n    style: {colour: own}\n"))
    assert str(caught.value).endswith("    style: {colour: own}\n                ^")
    assert "គ្មានលក្ខណៈ (property) ឈ្មោះ colour ទេ។" in caught.value.show("km")


def test_mistakes_in_a_pack_stand_in_the_pack(tmp_path: Path, loaded: Give) -> None:
    (tmp_path / "packs").mkdir()
    (tmp_path / "packs" / "looks.yaml").write_text(
        "pack: looks\ncriteria:\n  - id: looks\n    title: {en: Looks}\n    page: h1\n    style: {colour: set}\n",
        "utf-8",
    )
    with pytest.raises(RubricError) as caught:
        loaded(RUBRIC.replace("criteria:", "uses: [packs/looks]\ncriteria:"))
    [problem] = caught.value.problems
    assert (Path(problem.file).name, problem.line, problem.column) == ("looks.yaml", 6, 13)


def test_keys_beside_it_belong_to_page(loaded: Give) -> None:
    text = page("    check: website.words\n    style: {color: set}\n    share: any\n")
    assert problems(loaded, text) == ["12:5 style belongs to page.", "13:5 share belongs to page."]


@pytest.mark.parametrize("key", ["rendered", "scripts"])
def test_what_needs_a_browser_costs_nothing(loaded: Give, key: str) -> None:
    result = grade(site(FULL), loaded(f"{RUBRIC}    {key}: true\n")).result("titles")
    assert (result.level, result.reason, result.points) == ("unchecked", "needs a browser", None)


def test_a_kept_criterion_that_no_longer_reads_costs_nothing(loaded: Give) -> None:
    rubric = loaded(RUBRIC)
    criterion = rubric.rubric.criteria[0].model_copy(update={"style": {"colour": "own"}})
    kept = rubric.rubric.model_copy(update={"criteria": (criterion,)})
    report = grade(site(FULL), LoadedRubric(kept, rubric.folder, "", ""))
    assert (report.result("titles").level, report.result("titles").reason) == ("unchecked", "needs website.page")


def test_another_question_is_another_score_and_new_words_are_not(loaded: Give) -> None:
    first = loaded(RUBRIC).score_hash
    assert first == loaded(f"{RUBRIC}    next: {{en: Try it}}\n").score_hash
    assert first == loaded(RUBRIC).score_hash
    for keys in ("    at: {width: 360}\n", "    share: all\n", "    count: 2\n", "    from: external\n"):
        assert first != loaded(RUBRIC + keys).score_hash
    assert first != loaded(RUBRIC.replace("purple", "green")).score_hash


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("    page: p\n    text: {min_words: 2}\n", "great"),
        ("    page: p\n    style: {color: {contrast: 4.5}}\n", "great"),
        ("    page: p\n    style: {color: own}\n", "not-hers"),
        ("    page: p\n    style: {color: {equals: navy}}\n    from: inline\n", "not-hers"),
    ],
)
def test_how_a_site_builder_writes_is_not_hers(loaded: Give, keys: str, expected: str) -> None:
    text = page(keys).replace("[website]", "[website, builder]")
    built = site('<p style="color: navy">My own words</p>')
    saved = Website(built.pages, built.sheets, built.files, built.notes, builder="other")
    assert grade(saved, loaded(text)).result("titles").level == expected


# --- mutants and decoys


def tried(loaded: Give, tmp_path: Path, text: str, files: Mapping[str, str], level: str) -> tuple[int, int, str]:
    rubric = loaded(f"{text}examples:\n  - {{file: full, expect: {{titles: {level}}}}}\n")
    folder = tmp_path / "demo" / "full"
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    report = try_rubric(rubric)
    return report.tried("mutant"), report.tried("decoy"), "" if report.passed else report.show()


@pytest.mark.parametrize(
    ("keys", "page_source", "decoys"),
    [
        ("    page: h1\n    text: {min_words: 2}\n", "<h1>My cats</h1>", 2),
        ("    page: h1\n    style: {color: own}\n", "<style>h1 { color: red }</style><h1>My cats</h1>", 4),
        ("    page: h1\n    style: {color: own}\n", "<style>h1 { color: red !important }</style><h1>Cats</h1>", 4),
        ("    page: h1\n    style: {color: own}\n", "<h1 style='color: red'>Cats</h1>", 2),
        ("    page: body\n    style: {background: own}\n", "<style>body { background: pink }</style>Hi", 4),
        ("    page: a\n    style: {text-decoration: none}\n", "<style>a { text-decoration: none }</style><a>x</a>", 4),
        ("    page: p\n    style: {color: {contrast: 7}}\n", "<style>p { color: navy }</style><p>x</p>", 4),
        ("    page: title\n    text: {min_words: 2}\n", "<title>My cats</title>", 2),
        ("    page: nav\n    style: {display: none}\n", "<style>nav { display: none }</style><nav>x</nav>", 3),
        ("    page: p\n    style: {color: red}\n    share: all\n", "<style>p { color: red }</style><p>x<p>y", 4),
    ],
)
def test_the_rubric_can_be_tried(loaded: Give, tmp_path: Path, keys: str, page_source: str, decoys: int) -> None:
    assert tried(loaded, tmp_path, page(keys), {"index.html": page_source}, "great") == (1, decoys, "")


def test_a_style_sheet_of_its_own_is_changed_too(loaded: Give, tmp_path: Path) -> None:
    assert tried(loaded, tmp_path, RUBRIC, FULL, "great") == (1, 4, "")


def test_decoys_are_what_they_say() -> None:

    whole = site({**FULL, "s.css": "h2 { color: indigo; font-family: " + "Arial, " * 20 + "serif }"})
    places = [index(whole).declaration_place(one) for one in index(whole).declarations()]
    nothing = mutate_page.matching_nothing(whole, mutate_page.declarations(whole, places))
    assert nothing.sheets[0].source.count("Arial") == 20
    [h2, _] = index(nothing).select("h2")
    assert index(nothing).style(h2, "color").winner is None


def test_a_beaten_rule_takes_nothing_over_from_around_it(loaded: Give) -> None:
    """Whoever made the whole body purple would have purple headings by `inherit` too."""
    files = {**FULL, "s.css": "body { color: purple } h2 { color: purple }"}
    criterion = loaded(RUBRIC).rubric.criteria[0]
    beaten = Look(index(mutate_page.beaten(site(files), criterion)))
    assert [beaten.style(h2, "color").value for h2 in beaten.select("main h2")] == ["black", "black"]


def test_a_beaten_rule_and_a_hidden_element_are_so(loaded: Give) -> None:

    [criterion] = loaded(RUBRIC).rubric.criteria
    files = {**FULL, "s.css": "body { font-family: Arial } main h2.a#b, h2 { color: indigo !important }"}
    beaten = Look(index(mutate_page.beaten(site(files), criterion)))
    for h2 in beaten.select("h2"):
        assert beaten.style(h2, "color").value == "black"
        assert len(beaten.style(h2, "color").losers) >= 1
    hidden = mutate_page.hidden(site(files), criterion)
    assert hidden is not None
    look = Look(index(hidden))
    assert all(look.hidden(h2) for h2 in look.select("main h2"))


def test_a_criterion_that_looks_at_nothing_of_hers_is_seen_through(loaded: Give, tmp_path: Path) -> None:
    """`main` is there without any element: of what an empty page has nothing earns points."""
    assert tried(loaded, tmp_path, page("    page: body\n"), {"index.html": "<body>x</body>"}, "great")[2] == ""
    rubric = loaded(page("    page: body\n"))
    assert grade(site(""), rubric).result("titles").level == "start"


# --- words


def test_without_words_of_its_own_the_page_says_what_is_near(loaded: Give) -> None:
    rubric = loaded(RUBRIC)
    files = {**FULL, "s.css": f"{FULL['s.css']}\nmain h2 {{ color: red }}"}
    report = grade(site(files), rubric)
    step = say(report, rubric.rubric, "en").next
    assert str(step.title) == "Your rule is there, but s.css, line 4 beats it. Then send it again."
    assert [place.text for place in step.places] == ["h2 { color: indigo }", "main h2 { color: red }"]
    khmer = say(report, rubric.rubric, "km").next.title
    assert khmer.language == "km"
    assert "s.css បន្ទាត់ទី 4 ឈ្នះវា" in str(khmer)


def test_with_words_of_its_own_what_is_near_stands_beside_them(loaded: Give) -> None:
    rubric = loaded(f"{RUBRIC}    next: {{en: Which colour do you like?}}\n")
    step = say(grade(site({**FULL, "s.css": ""}), rubric), rubric.rubric, "en").next
    assert str(step.title) == "Which colour do you like?"
    assert str(step.why[0]) == "Your <h2> has no color of its own yet."
    placed = loaded(f"{RUBRIC}    next: {{en: '{{near}} Which one do you like?'}}\n")
    title = say(grade(site({**FULL, "s.css": ""}), placed), placed.rubric, "en").next.title
    assert str(title) == "Your <h2> has no color of its own yet. Which one do you like?"


def test_her_page_shows_the_declaration_below_its_element(loaded: Give) -> None:
    from grader.page.evidence import evidence

    drawn = str(evidence(grade(site(FULL), loaded(RUBRIC)).result("titles").places[:1], "en"))
    assert drawn.index("index.html, line 1") < drawn.index("s.css, line 3") < drawn.index("s.css, line 2")
    assert "h2 { color: " in drawn


def test_a_new_rubric_from_one_with_a_page_keeps_every_key(loaded: Give, tmp_path: Path) -> None:
    from grader.rubric.new import like

    rubric = loaded(f"{RUBRIC}    at: {{width: 360}}   # a phone\n    share: 80 %\n    from: external\n")
    data = (tmp_path / "demo" / "rubric.yaml").read_bytes()
    folder = tmp_path / "other"
    folder.mkdir()
    (folder / "rubric.yaml").write_text(like(data, "other", "Other"), "utf-8")
    new = load(folder)
    assert new.rubric.criteria == rubric.rubric.criteria
    assert "# a phone" in like(data, "other", "Other")
