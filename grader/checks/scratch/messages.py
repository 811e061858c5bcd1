"""Sends messages that somebody receives.

## What it looks for

A broadcast and a script below `when I receive` with the same message that has something to do. Each message counts
once. Capital letters make no difference, as in Scratch. With `between_sprites` it must be received in another sprite
(or the stage) than the one that sends it.

## Why it matters

With a message one character tells another that it is her turn. So scenes follow each other, and a game can say that it
is over to everybody at once.

## Limits

A message that is joined together while the project runs is not followed. The check does not see whether the order of
the messages makes sense.
"""

from __future__ import annotations

from collections import defaultdict

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best, proves
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Target

RECEIVE = "event_whenbroadcastreceived"
Receiver = tuple[Spot, Spot]  # the hat, and a block below it


class MessagesParams(Params):
    """Which messages count."""

    between_sprites: bool = False


def observe(index: ScratchIndex, params: MessagesParams) -> Observation:
    """Every broadcast that somebody hears; near are broadcasts nobody hears, and hats nobody calls."""
    receivers = _receivers(index)
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    sent: set[str] = set()
    for spot in index.of("event_broadcast", "event_broadcastandwait"):
        message = index.message(spot)
        if not message:
            continue
        sent.add(message)
        heard = (pair for pair in receivers[message] if not params.between_sprites or pair[0].target is not spot.target)
        best_heard = next(heard, None)  # the best stands first
        if best_heard is None:
            near.append(index.place(spot))
        else:
            places.append(index.place(spot, *best_heard, counts_as=("message", message)))
    near += [index.place(hat) for hat in index.of(RECEIVE) if index.message(hat) not in sent]
    return Observation(tuple(places), looked_at=len(receivers.keys() | sent), near=tuple(near))


def _receivers(index: ScratchIndex) -> defaultdict[str, list[Receiver]]:
    """By message the best script of two different targets: enough to find one that is not the sender's."""
    found: dict[str, dict[Target, Receiver]] = defaultdict(dict)
    for hat in index.of(RECEIVE):
        below = best(index.following(hat))
        message = index.message(hat)
        if below is None or not message:
            continue
        known = found[message].get(hat.target)
        if known is None or _proves((hat, below)) > _proves(known):
            found[message][hat.target] = (hat, below)
    two: defaultdict[str, list[Receiver]] = defaultdict(list)
    for message, by_target in found.items():
        two[message] = sorted(by_target.values(), key=_proves, reverse=True)[:2]
    return two


def _proves(pair: Receiver) -> tuple[bool, bool]:
    both = [proves(spot) for spot in pair]
    return (all(runs for runs, _ in both), any(hers for _, hers in both))


CHECK = Check(
    title=N_("Messages sent and received"),
    kind="count",
    params=MessagesParams,
    observe=observe,
    words=Words(
        praise=N_("Somebody hears the message from {where}."),
        next=N_("Send a message that another sprite receives."),
        hints=(
            N_("How does one sprite know that it is its turn?"),
            N_("Look at the messages in {category:events}."),
            N_("Send with {block:event_broadcast}. Begin with {block:event_whenbroadcastreceived}."),
        ),
        measured=N_("Messages that are sent and received: {count}."),
    ),
    examples=(
        Example(
            shows="One sprite sends, another receives",
            project="""
                sprite "Cat"

                when green flag clicked
                broadcast (go v)

                sprite "Dog"

                when I receive [go v]
                say [Woof]
            """,
            amount=1,
            places=("broadcast (go v)",),
        ),
        Example(
            shows="A message sent two times is one message",
            project="""
                when green flag clicked
                broadcast (go v)
                broadcast (go v)

                when I receive [go v]
                say [Hi]
            """,
            amount=1,
        ),
        Example(
            shows="Nobody receives it",
            project="""
                when green flag clicked
                broadcast (go v)
            """,
            amount=0,
        ),
        Example(
            shows="It is received, and nothing happens",
            project="""
                when green flag clicked
                broadcast (go v)

                when I receive [go v]
            """,
            amount=0,
        ),
        Example(
            shows="Nothing starts the broadcast",
            project="""
                broadcast (go v)

                when I receive [go v]
                say [Hi]
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Another sprite must receive it",
            project="""
                when green flag clicked
                broadcast (go v)

                when I receive [go v]
                say [Hi]
            """,
            params={"between_sprites": True},
            amount=0,
        ),
    ),
)
