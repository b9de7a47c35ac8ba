"""PostgreSQL refuses to run as root, so root lends its files to an account without rights."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

SUITABLE = ("minassa", "postgres", "nobody")


class RunAs(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    borrowed: bool

    def run_as(self) -> RunAs:
        """What subprocess needs to start a program as this account."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.borrowed else {}

    def owns(self, path: Path) -> None:
        if self.borrowed:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Whether this account may walk down to the folder (or to what exists of it)."""
        return all(self._enters(step) for step in (folder, *folder.parents) if step.exists())

    def _enters(self, folder: Path) -> bool:
        about = folder.stat()
        if about.st_uid == self.uid:
            return bool(about.st_mode & stat.S_IXUSR)
        return bool(about.st_mode & (stat.S_IXGRP if about.st_gid == self.gid else stat.S_IXOTH))


def keeper() -> Account:
    """The account the database runs as: one's own, or for root the first suitable one."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid(), borrowed=False)
    import pwd  # not on every system, but wherever there is a root

    for name in SUITABLE:
        try:
            entry = pwd.getpwnam(name)
        except KeyError:
            continue
        if entry.pw_uid != 0:
            return Account(entry.pw_uid, entry.pw_gid, borrowed=True)
    return Account(65534, 65534, borrowed=True)
