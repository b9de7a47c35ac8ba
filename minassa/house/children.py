"""The programs the supervisor keeps alive, and the lines they print."""

from __future__ import annotations

import os
import selectors
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, cast

from minassa.house.processes import command_of, dies_with_parent, is_alive, until

_FIRST_WAIT, _LONGEST_WAIT = 0.2, 5.0
_LIVED_WELL = 30.0  # seconds after which a death counts as a new story


@dataclass
class Child:
    name: str
    arguments: list[str]
    patience: float  # seconds between "please stop" and "stop"
    environment: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[bytes] | None = None
    deaths: int = 0
    begun: float = 0.0
    due: float = 0.0  # when it may be started again
    rest: bytes = b""  # of a line not yet ended

    def start(self, listener: selectors.BaseSelector) -> None:
        self.begun = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "-m", "minassa", *self.arguments],
            env=os.environ | self.environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            bufsize=0,
            start_new_session=True,  # Ctrl-C in the terminal is for the supervisor alone
            preexec_fn=dies_with_parent(signal.SIGTERM),  # noqa: PLW1509 made in the main thread only
        )
        pipe = cast("IO[bytes]", self.process.stdout)
        os.set_blocking(pipe.fileno(), False)
        listener.register(pipe, selectors.EVENT_READ, self)

    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def forward(self, pipe: IO[bytes], listener: selectors.BaseSelector) -> None:
        """Its lines, each under its name; whole lines only, so that two children never share one."""
        try:
            said = os.read(pipe.fileno(), 65536)
        except BlockingIOError:
            return
        if said == b"":
            listener.unregister(pipe)
            pipe.close()
        *lines, self.rest = (self.rest + (said or b"\n")).split(b"\n")
        for line in lines:
            if line.strip():
                tell(f"{self.name:<6} | {line.decode(errors='replace')}")

    def plan_restart(self) -> None:
        """Called once after a death. What the dead one left of its own goes too: it may hold the port."""
        self.kill()
        now = time.monotonic()
        self.deaths = 1 if now - self.begun > _LIVED_WELL else self.deaths + 1
        self.due = now + min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (self.deaths - 1))
        self.process = None

    def ask_to_stop(self) -> None:
        if self.is_running() and self.process is not None:
            self.process.terminate()

    def kill(self) -> None:
        if self.process is not None:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()


def end_left_overs(pids: list[int], command: str) -> None:
    """What an earlier supervisor, killed outright, may have left behind."""
    mine = [pid for pid in pids if is_alive(pid) and command in command_of(pid)]
    for last_word, patience in ((signal.SIGTERM, 10), (signal.SIGKILL, 3)):
        for pid in mine:
            with suppress(ProcessLookupError, PermissionError):
                os.kill(pid, last_word)
        if until(lambda: not any(is_alive(pid) for pid in mine), patience):
            return


def tell(line: str) -> None:
    with suppress(BrokenPipeError, OSError):  # the terminal may be gone; the work goes on
        print(line, flush=True)
