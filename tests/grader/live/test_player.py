"""The engine in its process: time, chance, and what is seen of a project."""

from __future__ import annotations

import os
import signal

import pytest

from grader.live.bounds import Bounds, CutError, LoadError
from grader.live.player import Player
from tests.grader.live.conftest import Start, sb3

pytestmark = pytest.mark.player

WALKS = """
    sprite "Cat"
    costume "red" "red.svg" at 20 20
    when green flag clicked
    go to x: (0) y: (0)
    forever
      move (2) steps
      turn right (pick random (1) to (30)) degrees
    end
"""


def test_thirty_frames_are_a_second_of_its_time(start: Start) -> None:
    game = start("""
        when green flag clicked
        reset timer
        wait (1) seconds
        set [my variable v] to (timer)
    """)
    frame = game.wait(2)
    assert frame.number == 61
    assert frame.variable("my variable") == pytest.approx(1, abs=0.05)


def test_a_glide_arrives_when_its_time_is_over_and_not_before(start: Start) -> None:
    game = start("when green flag clicked\nglide (2) secs to x: (100) y: (50)")
    assert game.wait(1).find("Sprite1")[0].x == pytest.approx(50, abs=3)
    assert game.frame.running == 1
    frame = game.wait(1.1)
    assert (frame.find("Sprite1")[0].x, frame.find("Sprite1")[0].y, frame.running) == (100, 50, 0)


def test_the_same_seed_gives_the_same_frames_and_another_seed_others(player: Player) -> None:
    game = player.open(sb3(WALKS))
    seen = []
    for seed in (1, 1, 2):
        game.start(seed)
        game.green_flag()
        game.wait(5, record=True)
        seen.append(game.recording)
    assert len(seen[0].frames) == 150
    assert seen[0] == seen[1]
    assert seen[0] != seen[2]


def test_what_ran_before_changes_nothing(player: Player) -> None:
    first = player.open(sb3(WALKS))
    first.start(3)
    first.green_flag()
    first.wait(2, record=True)
    other = player.open(sb3("when green flag clicked\nforever\nmove (pick random (1) to (9)) steps\nend"))
    other.start(3)
    other.green_flag()
    other.wait(1)
    again = player.open(sb3(WALKS))
    again.start(3)
    again.green_flag()
    again.wait(2, record=True)
    assert again.recording == first.recording


def test_time_in_pieces_is_the_same_time(player: Player) -> None:
    game = player.open(sb3(WALKS))
    ends = []
    for pieces in ((3.0,), (0.1,) * 30, (1.0, 0.5, 1.5)):
        game.start(1)
        game.green_flag()
        for piece in pieces:
            game.wait(piece)
        ends.append(game.frame)
    assert ends[0] == ends[1] == ends[2]


def test_frames_that_only_tell_changes_are_whole_again(player: Player) -> None:
    text = """
        sprite "Cat"
        costume "red" "red.svg" at 20 20
        when green flag clicked
        repeat (5)
          create clone of (myself v)
          wait (0.1) seconds
        end
        when I start as a clone
        glide (0.4) secs to x: (90) y: (0)
        delete this clone
    """
    game = player.open(sb3(text))
    counts = []
    ends = []
    for record in (True, False):
        game.start(1)
        game.green_flag()
        for _ in range(45):
            game.step(record=record)
            counts.append(len(game.frame.find("Cat", "any_clone")))
        ends.append(game.frame)
    assert ends[0] == ends[1]
    assert counts[:45] == counts[45:]
    assert max(counts) > 1
    assert counts[44] == 0


def test_a_project_without_its_pictures_still_runs(player: Player) -> None:
    game = player.open(sb3("when green flag clicked\nmove (10) steps"))
    game.start()
    game.green_flag()
    assert game.wait(0.1).find("Sprite1")[0].x == 10


def test_what_is_no_project_is_said_to_be_none(player: Player) -> None:
    with pytest.raises(LoadError):
        player.open(b"these are words, not a project").start()


def test_a_killed_child_is_told_and_the_next_project_gets_a_new_one(start: Start, player: Player) -> None:
    game = start(WALKS)
    old = player.child().pid
    os.kill(old, signal.SIGKILL)
    with pytest.raises(CutError) as told:
        game.wait(1)
    assert told.value.reason == "crash"
    assert start(WALKS).wait(0.5).number == 16
    assert player.child().pid != old


def test_the_same_game_starts_again_after_its_child_was_killed(start: Start, player: Player) -> None:
    game = start(WALKS)
    os.kill(player.child().pid, signal.SIGKILL)
    game.start(1)
    game.green_flag()
    assert game.wait(0.5).number == 15


def test_after_so_many_projects_there_is_a_new_process() -> None:
    data = sb3("when green flag clicked\nmove (10) steps")
    with Player(Bounds(most_projects=2)) as small:
        pids = []
        for _ in range(5):
            small.open(data).start()
            pids.append(small.child().pid)
    assert [pids.index(pid) for pid in pids] == [0, 0, 2, 2, 4]


def test_a_tired_process_is_replaced() -> None:
    data = sb3("when green flag clicked\nmove (10) steps")
    with Player(Bounds(tired_bytes=1)) as small:
        small.open(data).start()
        first = small.child().pid
        small.open(data).start()
        assert small.child().pid != first


def test_closing_ends_the_process() -> None:
    with Player() as short:
        short.open(sb3("when green flag clicked\nmove (10) steps"))
        pid = short.child().pid
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
