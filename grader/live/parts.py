"""The parts of the player that come from npm, and whether this machine can play: a kit, and Node."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from grader.language import N_
from grader.live import machine
from grader.live.bounds import Missing, MissingError
from grader.live.kit import Kit, State
from grader.live.player import Network, find_node, network_of

NEEDS_PLAYER: Final = N_("unchecked: needs the player")
SENTENCES: Final = {
    "node": N_("The player needs Node 20 or later."),
    "parts": N_("The player's parts are not here yet. Fetch them: kru play --install"),
    "npm": N_("The player's parts come by npm, which is not here."),
}
PLAYER: Final = Kit("player", machine.SCRIPTS, SENTENCES["npm"])


@dataclass(frozen=True, slots=True)
class Status:
    """How the player does: what it lacks, why the last installation did not end, how the network is cut."""

    state: State
    missing: Missing | None = None
    says: str = ""
    network: Network | None = None


def status() -> Status:
    """Look, and start nothing but Node's question for its version."""
    try:
        node = find_node()
    except MissingError as trouble:
        return Status("absent", missing=trouble.what, says=SENTENCES["node"])
    cut = network_of(node)
    state, complaint = PLAYER.state()
    if state == "ready":
        return Status("ready", network=cut, says=node)
    return Status(state, "parts", SENTENCES["parts"] if state == "absent" else complaint, cut)


def install() -> Status:
    """Fetch the parts, unless they are there. Two at once: the second waits and finds them ready. Never raises."""
    try:
        find_node()
    except MissingError as trouble:
        return Status("absent", missing=trouble.what, says=SENTENCES[trouble.what])
    complaint = PLAYER.install()
    return Status("failed", missing="parts", says=complaint) if complaint else status()
