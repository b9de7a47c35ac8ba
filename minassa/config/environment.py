"""Reading the environment: text, number, flag and words; a secret may come from a file (`NAME_FILE`)."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    if path := os.environ.get(f"{name}_FILE"):
        return Path(path).read_text(encoding="utf-8").strip()
    return os.environ.get(name, default).strip()


def number(name: str, default: int) -> int:
    given = text(name)
    if not given:
        return default
    try:
        return int(given)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {given!r}.") from error


def flag(name: str, default: bool = False) -> bool:
    given = text(name).lower()
    if given in {"", "0", "no", "false", "off"}:
        return default if given == "" else False
    if given in {"1", "yes", "true", "on"}:
        return True
    raise ImproperlyConfigured(f"{name} must be 1 or 0, not {given!r}.")


def words(name: str) -> list[str]:
    return [word for word in text(name).replace(",", " ").split() if word]


def generated(path: Path) -> str:
    """The secret in this file; made on the first call, readable by its owner only."""
    if path.exists():
        return path.read_text(encoding="ascii").strip()
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(secrets.token_urlsafe(48))
    try:
        os.link(draft, path)  # whoever comes first wins; the other process reads the winner's
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    return path.read_text(encoding="ascii").strip()
