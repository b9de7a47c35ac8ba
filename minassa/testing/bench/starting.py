"""How soon Minassa is ready, and how much memory all its processes take."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx
import psutil

READY_WITHIN = 120


def start() -> dict[str, object]:
    """The first start makes the database and the demo company; the second finds them."""
    with tempfile.TemporaryDirectory(prefix="minassa-bench-start-") as folder:
        Path(folder).chmod(0o755)
        first, _ = _start(folder)
        second, memory = _start(folder)
    return {"first start s": round(first, 1), "second start s": round(second, 1), "memory MB": round(memory)}


def _start(folder: str) -> tuple[float, float]:
    port = _free_port()
    kept = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "MINASSA_VAR"}}
    environment = kept | {"MINASSA_VAR": f"{folder}/var"}
    started = time.perf_counter()
    with Path(folder, "log").open("wb") as log:
        command = [sys.executable, "-m", "minassa", "up", "--port", str(port)]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health", process, Path(folder, "log"))
        ready = time.perf_counter() - started
        time.sleep(3)
        httpx.get(f"http://127.0.0.1:{port}/accounts/login/")
        return ready, _memory(process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(60)


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    until = time.monotonic() + READY_WITHIN
    while time.monotonic() < until and process.poll() is None:
        try:
            if httpx.get(address, timeout=2).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.05)
    raise RuntimeError(f"Minassa did not become ready:\n{log.read_text()}")


def _memory(pid: int) -> float:
    """All processes' proportional share, in MB: pages they have in common count once."""
    root = psutil.Process(pid)
    everybody = [root, *root.children(recursive=True)]
    return float(sum(one.memory_full_info().pss for one in everybody)) / 1_000_000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
