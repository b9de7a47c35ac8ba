"""The database for one command: the one that runs already, or the embedded one for as long as the command takes."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from minassa.house.lock import Lock
from minassa.house.postgres import Embedded, is_up, url
from minassa.house.processes import until
from minassa.house.words import Stuck, _


def var_folder() -> Path:
    """Everything Minassa keeps: `var` in the current folder, or the one named by MINASSA_VAR."""
    var = Path(os.environ.get("MINASSA_VAR") or "var").absolute()
    try:
        (var / "run").mkdir(parents=True, exist_ok=True)
        probe = var / f"run/probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise Stuck(
            _(
                "Minassa cannot write in {folder} ({reason}). Let your account write there, "
                "start Minassa in another folder, or name another one with MINASSA_VAR."
            ).format(folder=var, reason=error.strerror)
        ) from error
    return var


@contextmanager
def database() -> Iterator[None]:
    if os.environ.get("DATABASE_URL"):
        yield
        return
    var = var_folder()
    with Lock(var) as lock:
        if is_up(var):
            os.environ["DATABASE_URL"] = url(var)
            yield
        elif lock.take():
            server = Embedded(var)
            try:
                os.environ["DATABASE_URL"] = server.start()
                yield
            finally:
                server.stop()
        elif until(lambda: is_up(var), 30, step=0.2):  # someone else is just starting it
            os.environ["DATABASE_URL"] = url(var)
            yield
        else:
            raise Stuck(
                _(
                    "Another Minassa command holds the folder {folder} and its database does not answer. "
                    "Stop it first: kill {pid}"
                ).format(folder=var, pid=lock.holder().pid)
            )


def running_database() -> None:
    """For `web` and `worker` by themselves: they use a database, they do not keep one."""
    if not os.environ.get("DATABASE_URL"):
        var = var_folder()
        if not is_up(var):
            raise Stuck(
                _(
                    "No database is running. Start everything with `minassa up`, "
                    "or set DATABASE_URL to a PostgreSQL server of your own."
                )
            )
        os.environ["DATABASE_URL"] = url(var)
