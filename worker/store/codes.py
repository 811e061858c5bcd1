"""Codes for paper, links for one use, and passwords."""

from __future__ import annotations

import secrets
from hashlib import sha256

from werkzeug.security import check_password_hash, generate_password_hash

# No vowels (no word can come out), and nothing that two readers read differently: 0 O 1 I L 5 S 2 Z 8 B U V.
LETTERS = "34679CDFGHJKMNPQRTWXY"
CARD_LETTERS = 8  # 21 to the 8th: 38 thousand million cards
RECEIPT_LETTERS = 6
RECEIPTS = len(LETTERS) ** RECEIPT_LETTERS
SCATTER = 48_271_009  # shares no factor with RECEIPTS, so every number gets a code of its own

MIN_PASSWORD = 8


def new_card_code() -> str:
    """A code for a card, as printed: two groups of four."""
    code = "".join(secrets.choice(LETTERS) for _ in range(CARD_LETTERS))
    return f"{code[:4]}-{code[4:]}"


def fold_card_code(typed: str) -> str:
    """What was typed, as it would be printed: spaces, dashes and small letters do not matter."""
    code = "".join(letter for letter in typed.upper() if letter.isalnum())
    return f"{code[:4]}-{code[4:]}"


def receipt_code(number: int) -> str:
    """A short code for a submission, for the eye: `K7Q4-M2`. It opens nothing."""
    rest = number * SCATTER % RECEIPTS
    code = ""
    for _ in range(RECEIPT_LETTERS):
        rest, place = divmod(rest, len(LETTERS))
        code += LETTERS[place]
    return f"{code[:4]}-{code[4:]}"


def new_token() -> str:
    """What stands in a link that works once."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """How such a link is kept: who reads the table cannot use it."""
    return sha256(token.encode()).hexdigest()


def hash_password(password: str) -> str:
    """The password as it is kept (scrypt)."""
    return generate_password_hash(password)


def check_password(kept: str | None, password: str) -> bool:
    """Whether it is the password. Without a kept one the same work is done, so a stranger learns nothing from time."""
    return check_password_hash(kept or _NOBODY, password) and kept is not None


# scrypt of a random word nobody kept, with the cost that `generate_password_hash` uses.
_NOBODY = "scrypt:32768:8:1$q0cmSNQ7dG5tAzLw$" + "0" * 128
