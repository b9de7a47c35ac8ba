"""The address Minassa answers at: is it free, who holds it, does it answer."""

from __future__ import annotations

import errno
import os
import socket
from contextlib import suppress
from dataclasses import dataclass

from minassa.house.words import Stuck, _

DEFAULT_HOST = "127.0.0.1"
DEFAULT_PORT = 8000


@dataclass(frozen=True, slots=True)
class Doorway:
    host: str
    port: int

    @property
    def address(self) -> str:
        """What a person types; the operator's own name for it comes first."""
        return os.environ.get("MINASSA_URL", "").rstrip("/") or f"http://{_bracketed(self._near)}:{self.port}"

    def check_free(self) -> None:
        try:
            with _socket(self.host) as probe:
                probe.bind((self.host, self.port))
        except OSError as error:
            raise self._explain(error) from error

    def answers(self, path: str = "/health/live") -> bool:
        """Asked by hand: an HTTP client would double the memory of whoever only wants to know this."""
        with suppress(OSError), socket.create_connection((self._near, self.port), timeout=2) as line:
            line.sendall(f"GET {path} HTTP/1.0\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            return line.recv(64).split(b" ")[1:2] == [b"200"]
        return False

    @property
    def _near(self) -> str:
        return {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}.get(self.host, self.host)  # noqa: S104

    def _explain(self, error: OSError) -> Stuck:
        match error.errno:
            case errno.EADDRINUSE:
                other = self.port + 1
                if who := _who_listens(self.port):
                    return Stuck(
                        _(
                            "Port {port} is taken by another program: {program} (process {pid}). "
                            "Stop it with `kill {pid}`, "
                            "or give Minassa another port: MINASSA_PORT={other} or --port {other}"
                        ).format(port=self.port, program=who[1], pid=who[0], other=other)
                    )
                return Stuck(
                    _(
                        "Port {port} is taken by another program. Stop that program, "
                        "or give Minassa another port: MINASSA_PORT={other} or --port {other}"
                    ).format(port=self.port, other=other)
                )
            case errno.EACCES:
                return Stuck(
                    _("Only root may use port {port}. Choose one above 1023, for example MINASSA_PORT=8000").format(
                        port=self.port
                    )
                )
            case _:
                return Stuck(
                    _(
                        "This machine has no address {host}. Name one of its own with --host or MINASSA_HOST; "
                        "127.0.0.1 always works."
                    ).format(host=self.host)
                )


def doorway(host: str | None, port: int | None) -> Doorway:
    """From the command line, else the environment, else the usual; port 0 is any free one."""
    chosen_host = host or os.environ.get("MINASSA_HOST") or DEFAULT_HOST
    chosen_port = port if port is not None else _port_in_environment()
    if not 0 <= chosen_port <= 65535:
        raise Stuck(_("{port} is not a port. A port is a number from 1 to 65535.").format(port=chosen_port))
    if chosen_port == 0:
        with _socket(chosen_host) as probe:
            probe.bind((chosen_host, 0))
            chosen_port = probe.getsockname()[1]
    return Doorway(chosen_host, chosen_port)


def _port_in_environment() -> int:
    given = os.environ.get("MINASSA_PORT") or str(DEFAULT_PORT)
    try:
        return int(given)
    except ValueError as error:
        raise Stuck(_("{port} is not a port. A port is a number from 1 to 65535.").format(port=given)) from error


def _socket(host: str) -> socket.socket:
    probe = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    return probe


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _who_listens(port: int) -> tuple[int, str] | None:
    import psutil  # only now: it is large, and the answer is for someone who must stop anyway

    with suppress(psutil.Error):
        for line in psutil.net_connections("inet"):
            if line.status == psutil.CONN_LISTEN and line.laddr and line.laddr.port == port and line.pid:
                return line.pid, psutil.Process(line.pid).name()
    return None
