"""A colour that reads well and is still hers: the nearest lightness of the same hue."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import product

import pytest

from grader.website import colour as colours
from grader.website.colour import BLACK, WHITE, Colour
from grader.website.contrast import suggestion


def of(text: str) -> Colour:
    found = colours.colour(text)
    assert found is not None
    return found


def hls(colour: Colour) -> tuple[float, float, float]:
    return rgb_to_hls(colour.red, colour.green, colour.blue)


@pytest.mark.parametrize(
    ("ink", "paper", "changed"),
    [
        ("#9AA7B8", "#fff", "ink"),
        ("#b8a9d9", "white", "ink"),
        ("yellow", "white", "ink"),
        ("#333", "#000", "ink"),
        ("#700", "black", "ink"),
        ("white", "#ffb6c1", "paper"),  # white has no hue to keep: the pink becomes deeper
        ("#777", "#888", "ink"),
    ],
)
def test_the_hue_stays_hers_and_the_other_colour_stays_as_it_is(ink: str, paper: str, changed: str) -> None:
    mine, behind = of(ink), of(paper)
    found = suggestion(mine, behind)
    assert found is not None
    assert found.changed == changed
    assert found.ratio >= 4.5
    before, now = (mine, found.ink) if changed == "ink" else (behind, found.paper)
    other, still = (behind, found.paper) if changed == "ink" else (mine, found.ink)
    assert still == other
    if hls(before)[2] > 0.05 and 0.05 < hls(now)[1] < 0.95:
        assert abs(hls(before)[0] - hls(now)[0]) % 1 < 0.02


def test_a_step_nearer_to_her_own_colour_would_not_read_well() -> None:
    found = suggestion(of("#b8a9d9"), WHITE)
    assert found is not None
    hue, lightness, saturation = hls(found.ink)
    assert lightness < hls(of("#b8a9d9"))[1]
    from colorsys import hls_to_rgb

    lighter = Colour(*hls_to_rgb(hue, lightness + 0.01, saturation))
    assert colours.contrast(lighter, WHITE) < 4.5


def test_what_reads_well_already_stays_nearly_as_it_is() -> None:
    found = suggestion(BLACK, WHITE)
    assert found is not None
    assert found.ratio >= 4.5


def test_large_words_need_less_and_stay_nearer() -> None:
    small, large = suggestion(of("#aaa"), WHITE), suggestion(of("#aaa"), WHITE, needed=3.0)
    assert small is not None
    assert large is not None
    assert small.ratio > large.ratio >= 3.0


def test_every_pair_of_colours_has_a_suggestion() -> None:
    grid = [Colour(*parts) for parts in product((0.0, 0.4, 0.6, 1.0), repeat=3)]
    for ink, paper in product(grid, repeat=2):
        found = suggestion(ink, paper)
        assert found is not None
        assert found.ratio >= 4.5


def test_more_than_any_pair_of_these_hues_can_reach() -> None:
    assert suggestion(of("#777"), of("#888"), needed=22) is None
