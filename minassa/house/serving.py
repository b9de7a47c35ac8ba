"""The web server: granian, one process with several threads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from minassa.house.doorway import Doorway
from minassa.house.processes import stop_with_parent

THREADS = 8  # each holds one database connection


def serve(door: Doorway) -> None:
    server = Server(
        "minassa.config.wsgi:application",
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        websockets=False,
        blocking_threads=THREADS,
        backpressure=THREADS * 16,
        respawn_failed_workers=True,
        workers_kill_timeout=10,
        log_level=LogLevels.error,
    )
    server.serve(target_loader=_application, wrap_loader=False)


def _application() -> Callable[..., Any]:
    """Runs in granian's own child, which would outlive a killed parent and keep the port."""
    stop_with_parent()
    from minassa.config.wsgi import application

    return application
