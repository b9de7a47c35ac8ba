"""The keys that seal channels' secrets: read at start, made on the first one."""

from __future__ import annotations

import os
from pathlib import Path

from django.conf import settings

from minassa.core import crypto


def load() -> None:
    crypto.configure(held(), again=held)


def held() -> list[str]:
    """From the environment, else from the keys file, newest first; the file is made when there is none."""
    return list(settings.SEALING_KEYS) or _from_file(Path(settings.SEALING_KEYS_FILE))


def _from_file(path: Path) -> list[str]:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = _draft(path, [crypto.new_key()])
        try:
            os.link(draft, path)  # whoever comes first wins; the other process reads the winner's
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text(encoding="ascii").split()


def replace_file(keys: list[str]) -> None:
    """All at once: a reader sees the old list or the new one."""
    path = Path(settings.SEALING_KEYS_FILE)
    _draft(path, keys).replace(path)


def _draft(path: Path, keys: list[str]) -> Path:
    """Readable by its owner only, and on the disk before anything points at it."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write("\n".join(keys) + "\n")
        file.flush()
        os.fsync(file.fileno())
    return draft
