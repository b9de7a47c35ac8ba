"""The product as people meet it: its own web server as a process apart, on the database of the tests."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Self

import httpx

from minassa.testing.workers import database_url, wait_until

READY_WITHIN = 60.0


class WebProcess:
    """`minassa web`; `url` is where it is, and what it believes its public address to be."""

    def __init__(self, **environment: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="minassa-web-")
        self.log = Path(self.folder.name) / "log"
        self.port = _free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "MINASSA_URL": self.url,
            "MINASSA_PORT": str(self.port),
            "MINASSA_ALLOW_HOSTS": "127.0.0.1 localhost",
            "MINASSA_OUTSIDE": "off",
            **environment,
        }

    def start(self) -> Self:
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "minassa", "web", "--port", str(self.port)]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        wait_until(lambda: self.answers() or self.has_ended, READY_WITHIN, self.said)
        assert not self.has_ended, f"The web server did not start:\n{self.said()}"
        return self

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health/live", trust_env=False, timeout=2).is_success
        except httpx.HTTPError:
            return False

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def stop(self) -> None:
        if self.process is None:
            return
        self.process.terminate()
        try:
            self.process.wait(15)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self.folder.cleanup()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
