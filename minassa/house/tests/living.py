"""`minassa up` as a person starts it: a process of its own, in a folder of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[3]
READY_WITHIN = 90.0
# Of the test run itself; a person's shell has none of them.
OURS = ("DATABASE_URL", "DJANGO_SETTINGS_MODULE", "LANG", "LC_ALL", "LANGUAGE", "PYTEST_CURRENT_TEST")


def environment(**more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in OURS and not name.startswith("MINASSA_")}
    return kept | {"LANG": "C.UTF-8", **more}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Up:
    def __init__(self, folder: Path, *arguments: str, command: Sequence[str] = (), **more: str) -> None:
        self.folder = folder
        self.port = free_port()
        self.command = [*(command or [sys.executable, "-m", "minassa"]), "up", "--port", str(self.port), *arguments]
        self.environment = environment(**more)
        self.log = Path(tempfile.mkstemp(prefix="minassa-up-", suffix=".log")[1])
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Seconds until it said that it is ready."""
        begun = time.monotonic()
        self.begin()
        while "is ready" not in self.said():
            assert self.is_running and time.monotonic() - begun < READY_WITHIN, self.said()
            time.sleep(0.02)
        return time.monotonic() - begun

    def begin(self) -> None:
        with self.log.open("wb") as log:
            self.process = subprocess.Popen(
                self.command, cwd=self.folder, env=self.environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
            )

    def fails(self) -> str:
        """It gives up: with an exit code, and in words instead of a traceback."""
        self.begin()
        assert self.process is not None
        code = self.process.wait(READY_WITHIN)
        assert code == 1, self.said()
        assert "Traceback" not in self.said()
        return self.said()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace") if self.log.exists() else ""

    def family(self) -> list[psutil.Process]:
        """Every process that works in this house, whoever its parent is by now."""
        marks = (str(self.folder / "var"), f"--port {self.port}")
        return [each for each in psutil.process_iter() if self._is_ours(each, marks)]

    def one(self, name: str) -> psutil.Process:
        """The supervisor's own child of that name."""
        assert self.process is not None
        for child in psutil.Process(self.process.pid).children():
            if re.search(rf"minassa {name}\b|/{name} -D", " ".join(child.cmdline())):
                return child
        raise AssertionError(f"no {name} among the children")

    def get(self, path: str = "/") -> tuple[int, str]:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        assert self.process is not None
        self.process.send_signal(how)
        return self.process.wait(90)

    def end(self) -> None:
        """Whatever the test left."""
        for each in self.family():
            if each.is_running():
                each.kill()
        if self.process is not None:
            self.process.wait(10)
        self.log.unlink(missing_ok=True)

    def _is_ours(self, each: psutil.Process, marks: tuple[str, str]) -> bool:
        try:
            words = " ".join(each.cmdline())
            if "minassa" in words and "worker" in words:
                return bool(each.environ().get("MINASSA_VAR") == marks[0])
            return any(mark in words for mark in marks)
        except psutil.Error:
            return False
