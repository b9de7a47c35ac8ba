"""Other programs that the tests talk to: installed once, pinned, in a folder outside the product."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

INSTALL_SECONDS = 900


class NotInstalled(Exception):
    """The program cannot be had on this machine; the message is the reason a test is skipped for."""


def cache_folder() -> Path:
    named = os.environ.get("MINASSA_TEST_CACHE")
    return Path(named) if named else Path.home() / ".cache" / "minassa-tests"


def npm_packages(name: str, manifest: Path) -> Path:
    """A folder that holds `manifest`'s package.json and everything its lock file names.

    A changed lock file is a new folder; two runs at once wait for each other.
    """
    lock_file = manifest / "package-lock.json"
    digest = hashlib.sha256(lock_file.read_bytes()).hexdigest()[:12]
    folder = cache_folder() / f"{name}-{digest}"
    folder.mkdir(parents=True, exist_ok=True)
    complete = folder / "complete"
    with _alone(folder / "lock"):
        if not complete.exists():
            for part in ("package.json", "package-lock.json", ".npmrc"):
                shutil.copy(manifest / part, folder / part)
            _npm_ci(folder)
            complete.touch()
    return folder


def node() -> str:
    found = shutil.which("node")
    if found is None:
        raise NotInstalled("Node.js is not installed.")
    return found


def _npm_ci(folder: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise NotInstalled("npm is not installed.")
    environment = dict(os.environ)
    if Path("/usr/include/node/node.h").exists():
        # Node's headers from the system, so that parts in C are built without downloading any.
        environment.setdefault("npm_config_nodedir", "/usr")
    try:
        done = subprocess.run(
            [npm, "ci", "--no-progress"],
            cwd=folder,
            env=environment,
            capture_output=True,
            text=True,
            timeout=INSTALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise NotInstalled(f"npm did not finish in {INSTALL_SECONDS} seconds.") from None
    if done.returncode != 0:
        raise NotInstalled(f"npm could not install it: {done.stderr.strip()[-500:]}")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with path.open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield
