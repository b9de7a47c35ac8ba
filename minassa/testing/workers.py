"""A worker as a process apart, to be killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self
from urllib.parse import quote

from django.db import connection

READY_WITHIN = 30.0


def database_url() -> str:
    """Where this test's database is, for a process of its own."""
    given = connection.settings_dict
    host = quote(str(given["HOST"]), safe="")
    return f"postgresql://{given['USER']}@/{given['NAME']}?host={host}" + (
        f"&port={given['PORT']}" if given["PORT"] else ""
    )


class WorkerProcess:
    def __init__(self, **environment: str) -> None:
        self.folder = tempfile.TemporaryDirectory(prefix="minassa-worker-")
        self.ready = Path(self.folder.name) / "ready"
        self.log = Path(self.folder.name) / "log"
        self.process: subprocess.Popen[bytes] | None = None
        self.environment = os.environ | {
            "DATABASE_URL": database_url(),
            "MINASSA_READY_FILE": str(self.ready),
            "MINASSA_ALLOW_HOSTS": "127.0.0.1 localhost",
            "MINASSA_OUTSIDE": "off",
            **environment,
        }

    def start(self) -> Self:
        self.ready.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            command = [sys.executable, "-m", "minassa", "worker"]
            self.process = subprocess.Popen(command, env=self.environment, stdout=log, stderr=log)
        wait_until(lambda: self.ready.exists() or self.has_ended, READY_WITHIN, self.said)
        assert not self.has_ended, f"The worker did not start:\n{self.said()}"
        return self

    @property
    def has_ended(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def kill(self) -> None:
        self._end(signal.SIGKILL)

    def stop(self) -> int:
        """As a deploy does: SIGTERM, and its own time to finish. Returns its exit code."""
        return self._end(signal.SIGTERM)

    def said(self) -> str:
        return self.log.read_text(errors="replace") if self.log.exists() else ""

    def _end(self, how: signal.Signals) -> int:
        if self.process is None:
            raise RuntimeError("The worker was not started.")
        self.process.send_signal(how)
        return self.process.wait(90)

    def __enter__(self) -> Self:
        return self.start()

    def __exit__(self, *_: object) -> None:
        if self.process is not None and self.process.poll() is None:
            self.kill()
        self.folder.cleanup()


def wait_until(
    true: Callable[[], object], seconds: float, otherwise: Callable[[], str] = lambda: "It did not happen in time."
) -> float:
    """Waits until `true()` holds; how long it took. AssertionError with `otherwise()` after `seconds`."""
    started = time.monotonic()
    while not true():
        if time.monotonic() - started > seconds:
            raise AssertionError(otherwise())
        time.sleep(0.05)
    return time.monotonic() - started
