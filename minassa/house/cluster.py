"""The folder that holds the embedded database: where it is, whether it is whole, making it."""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from minassa.house.accounts import Account, keeper
from minassa.house.binaries import MAJOR, SYSTEM_HOME, programs
from minassa.house.words import Stuck, _

OWNER = "minassa"
DATABASE = "minassa"
_SHIPPED_DATABASES = {"1", "4", "5"}  # template1, template0, postgres: numbers fixed by PostgreSQL
_ROOM_TO_START = 200_000_000


@dataclass(frozen=True, slots=True)
class Cluster:
    data: Path
    account: Account

    @property
    def programs(self) -> Path:
        return programs(self.account)

    def ready(self) -> None:
        """Makes the folder on the first call; refuses, in words, one that it must not touch."""
        self._sweep_drafts()
        match _state(self.data):
            case "whole":
                self._must_be_ours()
            case "damaged":
                raise Stuck(
                    _(
                        "The database folder {folder} is damaged: PostgreSQL's own files are missing, "
                        "but there is data in it. Nothing was changed. Restore it from a backup, "
                        "or move the folder away to begin with an empty database."
                    ).format(folder=self.data)
                )
            case "half":
                moment = datetime.now().astimezone()
                aside = self.data.with_name(f"{self.data.name}.broken-{moment:%Y%m%d-%H%M%S}")
                self.data.rename(aside)
                self._make()
            case _:
                self._make()

    def _must_be_ours(self) -> None:
        about = self.data.stat()
        if about.st_uid != self.account.uid:
            raise Stuck(
                _(
                    "The database folder {folder} belongs to another account (number {uid}). "
                    "Start Minassa as that account or as root, or give the folder to your account with chown."
                ).format(folder=self.data, uid=about.st_uid)
            )
        version = (self.data / "PG_VERSION").read_text().strip()
        if version != str(MAJOR):
            raise Stuck(
                _(
                    "The database in {folder} was made by PostgreSQL {found}, "
                    "and this Minassa brings PostgreSQL {brought}. "
                    "Start it with the Minassa that made it, take a backup, and restore the backup here."
                ).format(folder=self.data, found=version, brought=MAJOR)
            )
        self.data.chmod(0o700)  # PostgreSQL refuses a folder that others can read, and copying often loosens it

    def _make(self) -> None:
        """Built beside its place and moved there whole: nobody ever sees half of it."""
        draft = self.data.with_name(f"{self.data.name}.new-{os.getpid()}")
        try:
            self.data.parent.mkdir(parents=True, exist_ok=True)
            free = shutil.disk_usage(self.data.parent).free
            if free < _ROOM_TO_START:
                raise _full(self.data.parent)
            draft.mkdir(mode=0o700)
            self.account.owns(draft)
        except OSError as error:
            raise _cannot_write(self.data.parent, error) from error
        try:
            locale = ["--encoding=UTF8", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
            self._run(["initdb", "-D", str(draft), "-U", OWNER, "--auth=trust", "--no-instructions", *locale])
            self._run(["postgres", "--single", "-D", str(draft), "template1"], f"CREATE DATABASE {DATABASE}")
            draft.rename(self.data)
        except BaseException:
            shutil.rmtree(draft, ignore_errors=True)
            raise

    def _run(self, command: list[str], told: str | None = None) -> None:
        done = subprocess.run(
            [str(self.programs / command[0]), *command[1:]],
            input=told,
            stdin=subprocess.DEVNULL if told is None else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd="/",
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
            umask=0o077,
            check=False,
            **self.account.run_as(),
        )
        if done.returncode:
            raise explain(done.stdout, self.data)

    def _sweep_drafts(self) -> None:
        for draft in self.data.parent.glob(f"{self.data.name}.new-*"):
            shutil.rmtree(draft, ignore_errors=True)


def cluster_in(var: Path) -> Cluster:
    """The cluster that belongs to this var folder, existing or to be made."""
    data = place(var)
    account = keeper()
    if account.borrowed and data.exists() and (owner := data.stat()).st_uid != 0:
        account = Account(owner.st_uid, owner.st_gid, borrowed=True)  # root goes on as the user who made it
    return Cluster(data, account)


def is_elsewhere(var: Path) -> bool:
    return place(var).parent != var


def explain(log: str, data: Path) -> Stuck:
    """PostgreSQL's last words, as a sentence that says what to do."""
    if "No space left on device" in log:
        return _full(data.parent)
    if "Permission denied" in log or "Read-only file system" in log:
        return _cannot_write(data.parent, None)
    last = [line for line in log.splitlines() if line.strip()][-6:]
    return Stuck(
        _(
            "The embedded PostgreSQL did not start. What it said last is below. If it speaks of damaged files, "
            "restore {folder} from a backup; otherwise report this to Minassa's authors with these lines."
        ).format(folder=data)
        + "\n  "
        + "\n  ".join(last)
    )


def place(var: Path) -> Path:
    """`postgres` in the folder; for root in a folder closed to the account, one of the system's."""
    here, sign = var / "postgres", var / "postgres.at"
    if sign.exists():
        return Path(sign.read_text(encoding="utf-8").strip())
    if here.exists() or keeper().reaches(var):
        return here
    key = hashlib.sha256(str(var).encode()).hexdigest()[:12]
    return SYSTEM_HOME / key / "postgres"


def remember_place(var: Path) -> None:
    """So that the data is found again when the folder is moved or opened to others."""
    sign = var / "postgres.at"
    if is_elsewhere(var) and not sign.exists():
        var.mkdir(parents=True, exist_ok=True)
        sign.write_text(f"{place(var)}\n", encoding="utf-8")


def _state(data: Path) -> str:
    if not data.exists() or not any(data.iterdir()):
        return "none"
    base = data / "base"
    own = {folder.name for folder in base.iterdir()} - _SHIPPED_DATABASES if base.is_dir() else set()
    if not any(name.isdigit() for name in own):
        return "half"
    return "whole" if (data / "PG_VERSION").exists() and (data / "global/pg_control").exists() else "damaged"


def _full(folder: Path) -> Stuck:
    return Stuck(
        _(
            "The disk that holds {folder} is full. Nothing was lost. Free some space (at least 200 MB) and start again."
        ).format(folder=folder)
    )


def _cannot_write(folder: Path, error: OSError | None) -> Stuck:
    if error is not None and error.errno == errno.ENOSPC:
        return _full(folder)
    return Stuck(
        _(
            "Minassa cannot write in {folder}. Let your account write there, start Minassa in another folder, "
            "or name another one with MINASSA_VAR."
        ).format(folder=folder)
    )
