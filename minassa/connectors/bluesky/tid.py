"""Record keys that Bluesky sorts posts by: the microsecond they were made, and a random tail."""

from __future__ import annotations

import secrets
import time

_LETTERS = "234567abcdefghijklmnopqrstuvwxyz"


def new_tid() -> str:
    number = (time.time_ns() // 1000) << 10 | secrets.randbits(10)
    return "".join(_LETTERS[number >> shift & 0b11111] for shift in range(60, -1, -5))
