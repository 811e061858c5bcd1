"""Pictures of a project inside a page that stands alone: `data:` addresses, nothing beside the page."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Literal

MOST_BYTES = 1_500_000  # of all pictures of a page: it is sent by chat, too


@dataclass(frozen=True, slots=True)
class Screen:
    """A page of a site as a screen shows it, and what is said under it."""

    kind: Literal["phone", "laptop"]
    says: str
    image: bytes


@dataclass(frozen=True, slots=True)
class Pictures:
    """The stage a second after the flag, and three seconds that move; or pages of a site on two screens."""

    still: bytes | None = None
    film: bytes | None = None
    screens: tuple[Screen, ...] = ()

    def __bool__(self) -> bool:
        return self.still is not None or bool(self.screens)

    @property
    def fitting(self) -> tuple[Screen, ...]:
        """The screens, as far as a page that is sent about has room for them."""
        room, found = MOST_BYTES, []
        for one in self.screens:
            room -= len(one.image)
            if room < 0:
                break
            found.append(one)
        return tuple(found)


def address(image: bytes) -> str:
    """The picture as an address."""
    kind = "gif" if image.startswith(b"GIF8") else "webp" if image.startswith(b"RIFF") else "png"
    return f"data:image/{kind};base64,{base64.b64encode(image).decode()}"
