"""Identifiers that sort by the moment they were made."""

from __future__ import annotations

import secrets
import threading
import time
from uuid import UUID

_lock = threading.Lock()
_last = 0


def new_id() -> UUID:
    """A version 7 UUID (RFC 9562): later ids of one process are always greater."""
    moment = _next_moment()
    value = (moment >> 12) << 80 | 0x7 << 76 | (moment & 0xFFF) << 64 | 0b10 << 62 | secrets.randbits(62)
    return UUID(int=value)


def _next_moment() -> int:
    """Milliseconds in the upper 48 bits, 4096ths of a millisecond in the lower 12; never the same twice."""
    global _last  # noqa: PLW0603
    milliseconds, rest = divmod(time.time_ns(), 1_000_000)
    moment = milliseconds << 12 | rest * 4096 // 1_000_000
    with _lock:
        _last = max(moment, _last + 1)
        return _last
