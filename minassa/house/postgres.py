"""The embedded PostgreSQL: started, adopted, healed and stopped. It listens on no network, only on a private socket."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from minassa.house.cluster import DATABASE, OWNER, Cluster, cluster_in, explain, remember_place
from minassa.house.processes import command_of, dies_with_parent, is_alive, until
from minassa.house.words import Stuck, _

SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "100",
    "shared_buffers": "64MB",
    "max_wal_size": "512MB",
    "min_wal_size": "64MB",
    "jit": "off",
    "io_method": "sync",  # no helper processes for reading; this database fits the memory
    "max_parallel_workers_per_gather": "0",
    "max_logical_replication_workers": "0",
    "random_page_cost": "1.1",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_checkpoints": "off",
    "log_min_messages": "log",  # a statement's error is the caller's to log; this file must not grow by them
    # What people wrote must not reach a log: no statements, no "Key (email)=(…)".
    "log_min_error_statement": "panic",
    "log_error_verbosity": "terse",
}
_FAST = signal.SIGINT  # roll back, disconnect everyone, write everything down
_SOCKET = ".s.PGSQL.5432"
_LOG_LIMIT = 1_000_000


@dataclass(frozen=True, slots=True)
class _Running:
    """What postmaster.pid says: pid, folder, start time, port, socket folder, host, shared memory, status."""

    pid: int
    sockets: Path
    is_ready: bool


class Embedded:
    def __init__(self, var: Path, extra: dict[str, str] | None = None) -> None:
        self.var = var.resolve()
        self.settings = SETTINGS | (extra or {})
        self.child: subprocess.Popen[bytes] | None = None
        self.pid = 0

    def start(self) -> str:
        """Returns the address once it answers. Whoever calls this holds the house's lock."""
        cluster = cluster_in(self.var)
        cluster.ready()
        remember_place(self.var)
        until(lambda: (running := _running(cluster.data)) is None or running.is_ready, 30)
        if running := _running(cluster.data):
            self.pid = running.pid
        else:
            self._spawn(cluster)
        return url(self.var)

    def is_running(self) -> bool:
        if self.child is not None:
            return self.child.poll() is None
        return bool(self.pid) and is_alive(self.pid)

    def stop(self) -> None:
        for last_word, patience in ((_FAST, 20), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if not self.is_running():
                break
            os.kill(self.pid, last_word)
            until(lambda: not self.is_running(), patience)
        self.child, self.pid = None, 0
        with suppress(OSError):  # not ours to remove, or not there
            _socket_path(cluster_in(self.var).data).rmdir()

    def _spawn(self, cluster: Cluster) -> None:
        sockets = _socket_folder(cluster)
        _drop_foreign_pid_file(cluster.data)
        log = _log_file(self.var)
        command = [str(cluster.programs / "postgres"), "-D", str(cluster.data), "-k", str(sockets)]
        command += [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        deadline = time.monotonic() + 20
        while True:
            begin = log.stat().st_size
            with log.open("ab") as stream:
                self.child = subprocess.Popen(
                    command,
                    stdin=subprocess.DEVNULL,
                    stdout=stream,
                    stderr=stream,
                    cwd="/",
                    env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"},
                    umask=0o077,
                    start_new_session=True,  # Ctrl-C in the terminal is for the supervisor alone
                    preexec_fn=dies_with_parent(_FAST),  # noqa: PLW1509 made in the main thread only
                    **cluster.account.run_as(),
                )
            self.pid = self.child.pid
            self._wait_ready(cluster.data)
            if self.is_running():
                return
            with log.open("rb") as stream:
                stream.seek(begin)
                said = stream.read().decode(errors="replace")
            # A killed server's children need a moment to notice; they hold the memory until then.
            if "shared memory block" not in said or time.monotonic() > deadline:
                raise explain(said, cluster.data)
            time.sleep(0.3)

    def _wait_ready(self, data: Path) -> None:
        def settled() -> bool:
            running = _running(data)
            return not self.is_running() or (running is not None and running.pid == self.pid and running.is_ready)

        if not until(settled, 600):
            self.stop()
            raise Stuck(
                _("The embedded PostgreSQL did not become ready within ten minutes. What it does is in {log}.").format(
                    log=self.var / "run/postgres.log"
                )
            )


def url(var: Path) -> str:
    """Where the embedded server of this folder answers, for libpq, psycopg and Django."""
    cluster = cluster_in(var.resolve())
    running = _running(cluster.data)
    sockets = running.sockets if running else _socket_path(cluster.data)
    return f"postgresql://{OWNER}@{quote(str(sockets), safe='')}/{DATABASE}"


def is_up(var: Path) -> bool:
    running = _running(cluster_in(var.resolve()).data)
    return running is not None and running.is_ready


def _running(data: Path) -> _Running | None:
    try:
        lines = (data / "postmaster.pid").read_text().splitlines()
    except OSError:
        return None
    if len(lines) < 5 or not lines[0].strip().isdigit():
        return None
    pid = int(lines[0])
    if not is_alive(pid) or not _is_postgres(pid, data):
        return None
    return _Running(pid, Path(lines[4].strip()), is_ready=len(lines) > 7 and lines[7].strip() == "ready")


def _is_postgres(pid: int, data: Path) -> bool:
    return "postgres" in (command := command_of(pid)) and str(data) in command


def _drop_foreign_pid_file(data: Path) -> None:
    """After a restart of the machine its number may be another program's, and PostgreSQL would refuse to start."""
    file = data / "postmaster.pid"
    if file.exists() and _running(data) is None:
        file.unlink()  # safe even beside left-over backends: the shared memory block is a second lock


def _socket_path(data: Path) -> Path:
    key = hashlib.sha256(str(data).encode()).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"minassa-{key}"
    return folder if len(str(folder / _SOCKET)) < 100 else Path("/tmp") / folder.name  # noqa: S108 a socket path ends at 107 bytes


def _socket_folder(cluster: Cluster) -> Path:
    folder = _socket_path(cluster.data)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if os.geteuid() == 0 and folder.stat().st_uid == 0:
        cluster.account.owns(folder)
    about = folder.lstat()
    if about.st_uid != cluster.account.uid or about.st_mode & 0o077 or folder.is_symlink():
        raise Stuck(
            _(
                "The folder {folder} for the database's socket belongs to another account or is open to others. "
                "Remove it, or name another temporary folder with TMPDIR."
            ).format(folder=folder)
        )
    return folder


def _log_file(var: Path) -> Path:
    log = var / "run/postgres.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    if log.exists() and log.stat().st_size > _LOG_LIMIT:
        log.replace(log.with_suffix(".log.1"))
    log.touch()
    return log
