"""What stands at the head and the foot of every form."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Letterhead:
    company: str
    starts_on: date
    ends_on: date
    prepared_by: str
    prepared_on: date
    state: str  # in the reader's words
    code: str = ""  # of the form, where the manual gave it one
    revision: str = "1"
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class Signed:
    """A place to sign. Without a name nobody has signed yet; `record` is the id under which the signature is kept."""

    capacity: str  # in the reader's words
    name: str = ""
    on: date | None = None
    record: str = ""
