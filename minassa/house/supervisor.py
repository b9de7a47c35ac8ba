"""`minassa up`: database, web and worker under one roof. It stays small and never imports Django."""

from __future__ import annotations

import os
import selectors
import signal
import sys
import time
from pathlib import Path
from typing import IO, cast

from minassa.house.children import Child, end_left_overs, tell
from minassa.house.cluster import is_elsewhere, place
from minassa.house.database import var_folder
from minassa.house.doorway import Doorway
from minassa.house.lock import Holder, Lock
from minassa.house.migrated import is_migrated, mark_migrated
from minassa.house.postgres import Embedded
from minassa.house.words import Stuck, _

_READY_WITHIN = 90.0
_GIVE_UP_AFTER = 4  # deaths of one child before everything was ready once


class Stopping(Exception):
    """Someone asked us to stop."""


class House:
    def __init__(self, var: Path, door: Doorway, *, with_demo: bool) -> None:
        self.var = var
        self.door = door
        self.with_demo = with_demo
        self.lock = Lock(var)
        self.listener = selectors.DefaultSelector()
        self.server: Embedded | None = None
        self.ready_file = var / "run/worker.ready"
        web = ["web", "--host", door.host, "--port", str(door.port)]
        worker = {"MINASSA_READY_FILE": str(self.ready_file)}
        self.web = Child("web", web, patience=15)
        self.worker = Child("worker", ["worker"], patience=65, environment=worker)
        self.kept: list[Child] = []
        self.is_stopping = False
        self.is_hurried = False

    def run(self) -> int:
        if not self.lock.take():
            raise self._already_running()
        before = self.lock.holder()
        end_left_overs(before.children, "minassa")
        self.door.check_free()
        for wish in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(wish, self._asked_to_stop)
        self.lock.write(Holder(os.getpid(), self.door.address))
        try:
            self._open()
            while True:
                self._tick(1.0)
        except Stopping:
            tell(_("Stopping …"))
            return 0
        finally:
            self.is_stopping = True
            self._close()

    def _open(self) -> None:
        os.environ |= {"MINASSA_PORT": str(self.door.port), "MINASSA_VAR": str(self.var)}
        embedded = not os.environ.get("DATABASE_URL")
        if embedded:
            self.server = Embedded(self.var)
            os.environ["DATABASE_URL"] = self.server.start()
            if is_elsewhere(self.var):
                tell(_("The database is kept in {folder}.").format(folder=place(self.var)))
        if not embedded or not is_migrated(self.var):
            self._do("migrate", _("The database could not be prepared. What went wrong is above."))
            if embedded:
                mark_migrated(self.var)
        self.ready_file.unlink(missing_ok=True)
        self.kept = [self.web, self.worker]
        for child in self.kept:
            self._start(child)
        demo_done = self.var / "run/demo"
        is_first = embedded and self.with_demo and not demo_done.exists()
        links = self._first_people() if is_first else ""
        self._wait_ready()
        tell(_("Minassa is ready: {address}").format(address=self.door.address))
        if links:
            tell(links)
            demo_done.touch()
        else:
            tell(_("For a new sign-in link: {command} signin-link EMAIL").format(command=_command()))
        tell(_("To stop it, press Ctrl-C."))

    def _tick(self, seconds: float) -> None:
        """One breath: pass on what was said, notice deaths, bring back who is due."""
        due = min((child.due for child in self.kept if child.process is None), default=time.monotonic() + seconds)
        for key, _events in self.listener.select(max(0.0, min(seconds, due - time.monotonic()))):
            cast("Child", key.data).forward(cast("IO[bytes]", key.fileobj), self.listener)
        if self.is_stopping:
            return
        self._mend_database()
        for child in self.kept:
            if child.process is not None and not child.is_running():
                code = child.process.returncode
                child.plan_restart()
                tell(_("{name} ended with code {code} and is started again.").format(name=child.name, code=code))
            if child.process is None and time.monotonic() >= child.due:
                self._start(child)

    def _mend_database(self) -> None:
        if self.server is None or self.server.is_running():
            return
        tell(_("The database ended unexpectedly and is started again."))
        try:
            self.server.start()
        except Stuck as trouble:
            tell(str(trouble))
            time.sleep(2)

    def _start(self, child: Child) -> None:
        child.start(self.listener)
        running = [kept.process.pid for kept in self.kept if kept.process is not None]
        self.lock.write(Holder(os.getpid(), self.door.address, running))

    def _do(self, command: str, complaint: str, *more: str) -> None:
        """A short errand that needs Django, in a process of its own: its memory goes with it."""
        errand = Child(command, [command, *more], patience=5)
        errand.start(self.listener)
        self.kept.append(errand)
        while errand.is_running():
            for key, _events in self.listener.select(0.5):
                cast("Child", key.data).forward(cast("IO[bytes]", key.fileobj), self.listener)
        self.kept.remove(errand)
        if errand.process is not None and errand.process.returncode:
            raise Stuck(complaint)

    def _first_people(self) -> str:
        """The demo company's people with their links, printed after the address."""
        note = self.var / "run/demo.txt"
        self._do(
            "demo",
            _("The demo company could not be made. What went wrong is above."),
            "--only-if-empty",
            "--to",
            str(note),
        )
        text = note.read_text(encoding="utf-8").rstrip() if note.exists() else ""
        note.unlink(missing_ok=True)  # the links open the door; they are shown once and kept nowhere
        return text

    def _wait_ready(self) -> None:
        deadline = time.monotonic() + _READY_WITHIN
        while not (self.ready_file.exists() and self.door.answers()):
            if any(child.deaths >= _GIVE_UP_AFTER for child in self.kept) or time.monotonic() > deadline:
                raise Stuck(
                    _(
                        "Minassa did not get ready. What its programs said is above. "
                        "`{command} doctor` looks for the cause."
                    ).format(command=_command())
                )
            self._tick(0.03)

    def _close(self) -> None:
        """Worker first, so that nothing is being sent when the rest goes; the database last."""
        for child in (self.worker, self.web, *self.kept):
            child.ask_to_stop()
            deadline = time.monotonic() + child.patience
            while child.is_running() and not self.is_hurried and time.monotonic() < deadline:
                self._tick(0.05)
            child.kill()
        if self.server is not None:
            self.server.stop()
        self.lock.write(Holder())
        self.lock.give_back()

    def _asked_to_stop(self, *_: object) -> None:
        if self.is_stopping:
            self.is_hurried = True  # asked twice: no more waiting
            return
        self.is_stopping = True
        raise Stopping

    def _already_running(self) -> Stuck:
        holder = self.lock.holder()
        return Stuck(
            _(
                "Minassa is already running in this folder, at {address} (process {pid}). "
                "Open that address, or stop it first: kill {pid}"
            ).format(address=holder.address or "?", pid=holder.pid)
        )


def up(door: Doorway, *, with_demo: bool) -> int:
    return House(var_folder(), door, with_demo=with_demo).run()


def _command() -> str:
    """How this person calls Minassa: from the source tree, or installed."""
    beside = Path(sys.executable).with_name("minassa")
    try:
        return str(beside.relative_to(Path.cwd()))
    except ValueError:
        return "minassa"
