"""Whether a value of `autocomplete` is one: in what order its words stand, and which they may be."""

from __future__ import annotations

_CONTACT = frozenset({"home", "work", "mobile", "fax", "pager"})
_OF_CONTACT = frozenset(
    {"tel", "tel-country-code", "tel-national", "tel-area-code", "tel-local", "tel-local-prefix", "tel-local-suffix"}
    | {"tel-extension", "email", "impp"}
)
_FIELDS = (
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname username new-password "
    "current-password one-time-code organization-title organization street-address address-line1 address-line2 "
    "address-line3 address-level4 address-level3 address-level2 address-level1 country country-name postal-code "
    "cc-name cc-given-name cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc "
    "cc-type transaction-currency transaction-amount language bday bday-day bday-month bday-year sex url photo"
)
_OTHER = frozenset(_FIELDS.split())


def is_autofill(value: str) -> bool:
    """`on`, `off`, or the name of a field with the words that may stand before it."""
    words = value.lower().split()
    if words in (["on"], ["off"]):
        return True
    if words and words[-1] == "webauthn":
        words = words[:-1]
        if not words:
            return True
    if words and words[0].startswith("section-"):
        words = words[1:]
    if words and words[0] in {"shipping", "billing"}:
        words = words[1:]
    if words and words[0] in _CONTACT:
        return len(words) == 2 and words[1] in _OF_CONTACT
    return len(words) == 1 and words[0] in _OF_CONTACT | _OTHER
