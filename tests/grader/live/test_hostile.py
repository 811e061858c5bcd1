"""Projects that take all they can get: contained, told, and the next one is played as if nothing had been."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from grader.live import machine
from grader.live.bounds import Bounds, CutError
from grader.live.game import Game
from grader.live.perform import perform
from grader.live.player import Player, call, find_node, network_of
from grader.live.recording import Recording
from grader.live.scenario import from_json
from tests.grader.live.conftest import ASSETS, Start, sb3
from tests.grader.live.hostile import PROJECTS, png, svg

pytestmark = pytest.mark.player
LINUX = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
NEIGHBOUR = """
    sprite "Cat"
    costume "red" "red.svg" at 20 20
    when green flag clicked
    forever
      move (pick random (1) to (9)) steps
      if on edge, bounce
      create clone of (myself v)
      say (join [ជួប ] (timer))
    end
    when I start as a clone
    delete this clone
"""
WALLS = {**ASSETS, "wall.svg": svg(480)}
# What may end before its time: these need more memory than there is.
MAY_BE_CUT = {"a bubble that doubles"}
STEPS = from_json({"steps": [{"do": "green_flag"}, {"do": "wait", "seconds": 30}]})
BUSY = "when green flag clicked\n" + "repeat (1000000)\nset [my variable v] to (letter (1) of [abc])\nend\n" * 3
HUGE = 'sprite "Cat"\ncostume "huge" "huge.{form}"\n\nwhen green flag clicked\nforever\nmove (1) steps\nend'
NET = (
    "when green flag clicked\nset [my variable v] to (translate [hello] to (km v))\n"
    "speak [hello]\nset [my variable v] to [after]"
)


def neighbour(player: Player) -> Recording:
    game = player.open(sb3(NEIGHBOUR))
    game.start(5)
    game.green_flag()
    game.wait(2, record=True)
    return game.recording


@pytest.fixture(scope="module")
def expected() -> Recording:
    with Player() as fresh:
        return neighbour(fresh)


@pytest.mark.parametrize("name", PROJECTS)
def test_it_is_contained_and_the_next_one_is_played_as_ever(player: Player, expected: Recording, name: str) -> None:
    found = perform(player.open(sb3(PROJECTS[name], WALLS)), STEPS)
    if found.status == "finished":
        assert found.passed is True
        assert found.virtual_seconds == pytest.approx(30, abs=1)
    else:
        assert name in MAY_BE_CUT
        assert (found.status, found.passed) == ("timed-out", None)
        assert found.notes[0].key in {"time", "memory"}
    assert neighbour(player) == expected


def test_clones_end_at_three_hundred(start: Start) -> None:
    game = start(PROJECTS["clones of clones"])
    assert len(game.wait(3).find("Sprite1", "any_clone")) == 300


def test_a_text_that_cannot_grow_any_more_is_told(start: Start) -> None:
    game = start(PROJECTS["a text that doubles"])
    game.wait(1)
    assert any(event.kind == "trouble" and "length" in event.text for event in game.events)
    assert str(game.frame.variable("my variable")).endswith("…")


@pytest.mark.parametrize(("form", "data"), [("svg", svg(30_000)), ("png", png(30_000)), ("png", png(7_900))])
def test_a_costume_of_thirty_thousand_pixels_hurts_nobody(
    player: Player, expected: Recording, form: str, data: bytes
) -> None:
    steps = from_json({"steps": [{"do": "green_flag"}, {"do": "wait", "seconds": 2}]})
    found = perform(player.open(sb3(HUGE.format(form=form), {f"huge.{form}": data})), steps)
    assert (found.status, found.passed) == ("finished", True)
    if form == "png":
        assert found.notes[0].key == "too-large"
    assert neighbour(player) == expected


def test_what_asks_for_the_internet_gets_nothing_and_is_told(start: Start) -> None:
    game = start(NET)
    frame = game.wait(3)
    assert frame.variable("my variable") == "after"
    asked = [event.text for event in game.events if event.kind == "network"]
    assert len(asked) == 2
    assert all("scratch.mit.edu" in address for address in asked)


@LINUX
def test_seen_from_outside_it_has_no_network_and_no_environment(player: Player) -> None:
    child = player.child()
    process = Path("/proc", str(child.pid))
    assert (process / "environ").read_bytes() == b""
    assert os.getpgid(child.pid) == child.pid
    if child.network == "namespace":
        lines = (process / "net" / "dev").read_text(encoding="ascii").splitlines()[2:]
        assert [line.split(":")[0].strip() for line in lines] == ["lo"]
        assert lines[0].split(":")[1].split()[:2] == ["0", "0"]  # and not one packet went through it
        assert (process / "ns" / "net").readlink() != Path("/proc/self/ns/net").readlink()


@LINUX
def test_nothing_is_left_open_that_is_not_its_own(player: Player) -> None:
    opened = [str(path.readlink()) for path in Path("/proc", str(player.child().pid), "fd").iterdir()]
    assert [path for path in opened if path.startswith("/") and not path.startswith("/dev/")] == []


def test_in_node_every_way_out_says_no() -> None:
    ways = """
        require('./wall').closeBrowserWays();
        require('./wall').closeNodeWays();
        const tried = [
          () => require('net').connect(80, '127.0.0.1').on('error', () => {}),
          () => require('net').createServer().listen(0),
          () => require('http').get('http://127.0.0.1/'), () => require('https').request('https://127.0.0.1/'),
          () => require('http2').connect('http://127.0.0.1/'), () => require('tls').connect(443, '127.0.0.1'),
          () => require('dns').lookup('localhost', () => {}), () => require('dns').promises.resolve('localhost'),
          () => require('dgram').createSocket('udp4'), () => require('child_process').execSync('true'),
          () => require('child_process').spawn('true'), () => new (require('worker_threads').Worker)('1', {eval: true}),
          () => fetch('http://127.0.0.1/'), () => new WebSocket('ws://127.0.0.1/'),
        ];
        (async () => {
          for (const way of tried) { try { await way(); } catch { } }
          process.stdout.write(JSON.stringify(require('./wall').taken()));
        })();
    """
    said = call((find_node(), "-e", ways), seconds=60, folder=machine.SCRIPTS)
    assert len(json.loads(said.text)) == 13  # WebSocket is not there at all


def test_a_run_that_takes_too_long_is_cut_and_what_it_showed_is_kept(expected: Recording) -> None:
    with Player() as hasty:
        game = hasty.open(sb3(PROJECTS["colours felt all over the stage"], WALLS))
        game.start()
        game.green_flag()
        game.step()
        game._run_left = 0.3  # as if it had used the rest
        pid = hasty.child().pid
        with pytest.raises(CutError) as told:
            game.wait(3000)
        assert told.value.reason == "time"
        assert hasty.child().pid == pid  # it stopped by itself, and can be used again
        patient = Player(Bounds())
        patient._child, hasty._child = hasty._child, None
        with patient:
            assert neighbour(patient) == expected


def played(game: Game, seconds: float) -> None:
    game.start()
    game.green_flag()
    game.wait(seconds)


def test_a_submission_has_its_time_too() -> None:
    with Player(Bounds(submission_seconds=0.8)) as hasty:
        game = hasty.open(sb3("when green flag clicked\nforever\nmove (1) steps\nend"))
        with pytest.raises(CutError) as told:
            [played(game, 30) for _ in range(200)]
        assert told.value.reason == "time"


@LINUX
def test_a_process_above_its_memory_is_killed_with_its_group() -> None:
    with Player() as small:
        game = small.open(sb3(PROJECTS["colours felt all over the stage"], WALLS))
        pid = small.child().pid
        small.child()._bounds = Bounds(most_bytes=1)
        with pytest.raises(CutError) as told:
            played(game, 3000)
        assert told.value.reason == "memory"
        with pytest.raises(ProcessLookupError):
            os.killpg(pid, 0)


@LINUX
def test_it_ends_with_the_process_that_started_it() -> None:
    if machine.cut_off(("node",)) is None or network_of(find_node()) != "namespace":
        pytest.skip("needs unshare and setpriv")
    script = (
        "import os, signal; from grader.live.player import Player; player = Player();"
        "print(player.child().pid, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run((sys.executable, "-c", script), capture_output=True, text=True, check=False, timeout=60)
    pid = int(done.stdout)
    for _ in range(1000):
        # A zombie that nobody waits for is dead too.
        if not Path("/proc", str(pid)).exists() or ") Z " in Path("/proc", str(pid), "stat").read_text(
            encoding="utf-8"
        ):
            return
        os.sched_yield()
    pytest.fail("it still runs")


def test_quick_looks_at_colours_see_what_the_renderer_sees() -> None:
    script = Path(__file__).with_name("compare_colours.js")
    said = call((find_node(), str(script), str(machine.folder()), "40"), seconds=100)
    found = json.loads(said.text)
    assert found["different"] == []
    assert found["asked"] == 1600
    assert found["touched"] > 100
