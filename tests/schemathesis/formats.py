"""The formats of our own that a pattern can't tell: numbers with right check digits, version 4 UUIDs, hashes.

Their names are the `format` words of docs/api/openapi.json.
"""

from __future__ import annotations

from random import Random

import schemathesis
from hypothesis import strategies as st

_HEX = "0123456789abcdef"


def check_digits(number: str) -> str:
    """The two digits of ISO 7064 MOD 97-10."""
    return f"{98 - int(number) * 100 % 97:02d}"


def digits_with_check(random: Random, count: int) -> str:
    """A ticket: `count` digits of which the first is no zero, and two more that check them."""
    digits = str(random.randint(1, 9)) + "".join(str(random.randint(0, 9)) for _ in range(count - 1))
    return digits + check_digits(digits)


def uid(random: Random) -> str:
    """A version 4 UUID in lower case."""
    value = random.getrandbits(128) & ~(0xF << 76) & ~(0x3 << 62) | 4 << 76 | 0x2 << 62
    text = f"{value:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))


def register() -> None:
    """Tells Schemathesis how to make them."""
    randoms = st.randoms(use_true_random=False)
    tickets = st.builds(digits_with_check, randoms, st.sampled_from((10, 12)))
    hashes = st.text(_HEX, min_size=64, max_size=64)
    for name, strategy in {
        "ticket": tickets,
        "uid": st.builds(uid, randoms),
        "key-proof": hashes,
        "sha256": hashes,
    }.items():
        schemathesis.openapi.format(name, strategy)
