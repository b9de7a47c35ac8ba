"""One Minassa a folder: whoever holds the lock may start, stop and mend what is in it."""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Self, TextIO


@dataclass
class Holder:
    """Who holds the lock, for the next one to read: also after a crash, when its children may still be there."""

    pid: int = 0
    address: str = ""
    children: list[int] = field(default_factory=list)


class Lock:
    def __init__(self, var: Path) -> None:
        self.file = var / "run/up.lock"
        self.note = var / "run/up.json"
        self.held: TextIO | None = None

    def take(self) -> bool:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        file = self.file.open("a+")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.close()
            return False
        self.held = file
        return True

    def give_back(self) -> None:
        if self.held is not None:
            self.held.close()
            self.held = None

    def holder(self) -> Holder:
        with suppress(OSError, ValueError, TypeError):
            return Holder(**json.loads(self.note.read_text(encoding="utf-8")))
        return Holder()

    def write(self, holder: Holder) -> None:
        draft = self.note.with_name(f"{self.note.name}.{os.getpid()}")
        draft.write_text(json.dumps(asdict(holder)), encoding="utf-8")
        draft.replace(self.note)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.give_back()
