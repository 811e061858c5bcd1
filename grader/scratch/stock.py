"""What every new project holds: the cat, the white backdrop, `pop` and `Meow`, in all versions of Scratch 3."""

from __future__ import annotations

from grader.scratch.model import Costume
from grader.scratch.opcodes import default_name

# By the name of the file, which is a hash of its content.
ASSETS = frozenset(
    {
        "bcf454acf82e4504149f7ffe07081dbc", "0fb9be3e8397c983338cb71dc84d0b25",  # the cat, since 2021
        "b7853f557e4426412e64bb3da6531a99", "e6ddc55a6ddd9cc9d84fe0b4c21e016f",  # the cat of 2019
        "09dc888b0b7df19f70d81588ae73420e", "3696356a03a8d938318876a593572843",  # the cat of 2018
        "4490f27a28b3c677348f330297a3bb89", "d15c553bc1cd08d2d9d15eba9df5cd1b",  # the cat of the first days
        "cd21514d0531fdffb22204e0ec5ed84a", "739b5e2a2435f6e1ec2993791b423146",  # the white backdrop
        "797b03bdb8cf6ccfc30c0692d533d998", "b61b1077b0ea1931abee9dbbfa7903ff",
        "83a9787d4cb6f3b7632b4ddfebf74367", "83c36d806dc92327b9e7049a565c6bff",  # pop, Meow
    }
)  # fmt: skip
_SOUNDS = frozenset({"pop", "meow"})


def is_stock(item: Costume) -> bool:
    """Does every new project have this costume, backdrop or sound; without a file the editor's own name tells."""
    if item.asset:
        return item.asset.partition(".")[0] in ASSETS
    name = item.name.strip()
    return name.casefold() in _SOUNDS or any(default_name(thing).fullmatch(name) for thing in ("costume", "backdrop"))
