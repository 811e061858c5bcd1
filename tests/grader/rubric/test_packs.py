from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from grader.rubric.load import SHIPPED, load
from grader.rubric.loaded import LoadedRubric

Loaded = Callable[..., LoadedRubric]
Problems = Callable[..., list[str]]

PACK = """\
pack: shared
gates:
  - {check: scratch.changed-from-starter, say: {en: Change something!}}
criteria:
  - id: tidy
    title: {en: Tidy}
    points: 0
    optional: true
    check: scratch.dead-code
    levels: {good: 2, great: 0}
    next: {en: Look at {where}}
texts:
  samples: [Welcome to my site, Add your text here]
""".replace("{en: Look at {where}}", "{en: 'Look at {where}'}")


KEYS = "Possible here: pack, gates, criteria, texts."


def using(text: str, *packs: str) -> str:
    return text.replace("criteria:", f"uses: [{', '.join(packs)}]\ncriteria:", 1)


def test_a_pack_adds_its_gates_and_criteria(loaded: Loaded, text: str) -> None:
    found = loaded(using(text, "packs/shared"), shared=PACK)
    assert [criterion.id for criterion in found.rubric.criteria] == ["loops", "playtest", "tidy"]
    assert [gate.check for gate in found.rubric.gates] == ["scratch.changed-from-starter"]
    assert found.origins["criteria.tidy.check"] == "packs/shared"
    assert found.origins["gates.scratch.changed-from-starter.say"] == "packs/shared"
    assert "criteria.loops.check" not in found.origins


def test_the_file_wins_key_by_key(loaded: Loaded, text: str) -> None:
    own = using(text, "packs/shared").replace(
        "criteria:", "criteria:\n  - {id: tidy, points: 3, optional: false, title: {en: Neat}}", 1
    )
    found = loaded(own.replace("points: 10", "points: 13"), shared=PACK)
    tidy = found.rubric.criteria[0]
    assert (tidy.id, tidy.points, tidy.title.say("en"), tidy.check) == ("tidy", 3, "Neat", "scratch.dead-code")
    assert found.rules["tidy"].good == 2
    assert found.origins["criteria.tidy.levels"] == "packs/shared"
    assert "criteria.tidy.title" not in found.origins


def test_another_source_takes_the_packs_amounts_along(loaded: Loaded, text: str) -> None:
    own = using(text, "packs/shared").replace("criteria:", "criteria:\n  - {id: tidy, scored_by: mentor}", 1)
    tidy = loaded(own, shared=PACK).rubric.criterion("tidy")
    assert (tidy.scored_by, tidy.check, tidy.levels) == ("mentor", None, None)


def test_a_gate_of_the_same_check_is_one(loaded: Loaded, text: str) -> None:
    own = using(text, "packs/shared").replace(
        "criteria:", "gates:\n  - {check: scratch.changed-from-starter, say: {en: Mine}}\ncriteria:", 1
    )
    gates = loaded(own, shared=PACK).rubric.gates
    assert [gate.say.say("en") for gate in gates if gate.say] == ["Mine"]


def test_points_of_a_pack_are_in_the_sum(problems: Problems, text: str) -> None:
    counted = PACK.replace("points: 0\n    optional: true", "points: 5")
    assert problems(using(text, "packs/shared"), shared=counted) == [
        "6:9 The criteria give 15 points. The rubric says 10. Did you mean 15?"
    ]


def test_a_mistake_in_a_pack_stands_in_the_pack(write: Callable[..., Path], text: str, tmp_path: Path) -> None:
    path = write(using(text, "packs/shared"), shared=PACK.replace("dead-code", "dead-cod"))
    with pytest.raises(Exception, match=r"There is no check called scratch\.dead-cod") as caught:
        load(path, (tmp_path,))
    shown = str(caught.value)
    assert shown.startswith(str(tmp_path / "packs" / "shared.yaml") + ":9:12:")
    assert "        check: scratch.dead-cod\n               ^" in shown


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("pack: shared", "pack: other", "1:7 The pack must be called shared, as its file is."),
        ("points: 0", "ponts: 0", "7:5 The key ponts is not known here. Did you mean points?"),
        ("{where}", "{wher}", "11:25 The placeholder {wher} is not known. Did you mean {where}?"),
        ("gates:", "gates:\n\t", "3:1 A tab stands here. Use spaces."),
        ("texts:", "goal: {en: x}\ntexts:", "12:1 The key goal is not known here. " + KEYS),
    ],
)  # fmt: skip
def test_mistakes_of_packs(problems: Problems, text: str, old: str, new: str, expected: str) -> None:
    assert expected in problems(using(text, "packs/shared"), shared=PACK.replace(old, new))


def test_a_pack_that_is_not_there(problems: Problems, text: str) -> None:
    assert problems(using(text, "packs/shred"), shared=PACK) == [
        "7:8 There is no pack called packs/shred. Did you mean packs/shared?"
    ]
    assert "There is no pack called" in problems(using(text, "shared"), shared=PACK)[0]
    assert "There is no pack called" in problems(using(text, "packs/../module-1/demo/rubric"), shared=PACK)[0]


def test_sentences_of_a_pack_become_a_parameter(loaded: Loaded, problems: Problems, text: str) -> None:
    asks = text.replace("check: scratch.blocks", "check: scratch.sprites").replace(
        "{any_of: [control_repeat, control_forever]}", "{names: packs/shared}"
    )
    names = [line for line in problems(asks, shared=PACK) if "no parameter names" not in line]
    assert names == []
    missing = problems(asks.replace("packs/shared", "packs/none"), shared=PACK)
    assert any("There is no pack called packs/none" in line for line in missing)
    empty = problems(asks, shared=PACK[: PACK.index("texts:")])
    assert any("The pack packs/shared has no texts" in line for line in empty)


@pytest.mark.parametrize("name", [path.stem for path in sorted((SHIPPED / "packs").glob("*.yaml"))])
def test_the_packs_that_ship_can_be_used(loaded: Loaded, text: str, name: str) -> None:
    shipped = (SHIPPED / "packs" / f"{name}.yaml").read_text("utf-8")
    found = loaded(using(text, f"packs/{name}"), **{name.replace("-", "_"): shipped})
    assert found.origins or "texts:" in shipped  # sentences alone are taken by a `with`
    assert not [warning for warning in found.warnings if name in warning.file], "both languages stand in a pack"
