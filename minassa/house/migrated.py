"""Whether the database already fits this code: then a start need not ask Django, which takes a second."""

from __future__ import annotations

import hashlib
from pathlib import Path

import minassa
from minassa.house.cluster import cluster_in

_PACKAGE = Path(minassa.__file__).resolve().parent
_STAMP = "minassa.migrated"  # lies in the database's own folder, so that it moves and vanishes with it


def is_migrated(var: Path) -> bool:
    stamp = cluster_in(var).data / _STAMP
    return stamp.exists() and stamp.read_text(encoding="ascii") == _fingerprint()


def mark_migrated(var: Path) -> None:
    cluster = cluster_in(var)
    stamp = cluster.data / _STAMP
    stamp.write_text(_fingerprint(), encoding="ascii")
    cluster.account.owns(stamp)


def forget_migrated(var: Path) -> None:
    """After the database was put back from a backup."""
    (cluster_in(var).data / _STAMP).unlink(missing_ok=True)


def _fingerprint() -> str:
    """Our own migrations by content, and everybody else's by the versions installed."""
    sum_of_all = hashlib.sha256()
    for file in sorted(_PACKAGE.rglob("migrations/*.py")):
        sum_of_all.update(file.relative_to(_PACKAGE).as_posix().encode() + b"\0" + file.read_bytes())
    for name in sorted(path.name for path in _site_packages().glob("*.dist-info")):
        sum_of_all.update(name.encode())
    return sum_of_all.hexdigest()


def _site_packages() -> Path:
    import importlib.util

    django = importlib.util.find_spec("django")
    assert django is not None and django.origin is not None
    return Path(django.origin).parent.parent
