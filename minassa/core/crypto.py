"""Secrets at rest: sealed with the newest key, opened with any key still held."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet


class BadKey(Exception):
    """A configured key is not a key, or none is configured."""


class CannotOpen(Exception):
    """A sealed secret that none of the keys opens: a key was lost, or the secret was damaged."""


class Keys:
    """The keys, newest first. Only the first one seals."""

    def __init__(self, keys: Sequence[str]) -> None:
        if not keys:
            raise BadKey("There is no key to seal secrets with. Make one and put it first in the list of keys.")
        try:
            self._fernet = MultiFernet([Fernet(key.strip()) for key in keys])
        except ValueError as error:
            raise BadKey("A key must be 32 random bytes in URL-safe base64, as `new_key` makes them.") from error

    def seal(self, text: str) -> str:
        return self._fernet.encrypt(text.encode()).decode()

    def unseal(self, sealed: str) -> str:
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            raise CannotOpen("No key opens this secret. Put the key it was sealed with back in the list.") from None

    def reseal(self, sealed: str) -> str:
        """The same secret under the newest key."""
        return self.seal(self.unseal(sealed))

    def __repr__(self) -> str:
        return "Keys(…)"


def new_key() -> str:
    return Fernet.generate_key().decode()


_keys: Keys | None = None
_again: Callable[[], Sequence[str]] | None = None


def configure(keys: Sequence[str], *, again: Callable[[], Sequence[str]] | None = None) -> None:
    """Once, at start. `again` reads the keys anew when none opens a secret: another process may have made a new one."""
    global _keys, _again
    _keys, _again = Keys(keys), again


def seal(text: str) -> str:
    return _configured().seal(text)


def unseal(sealed: str) -> str:
    try:
        return _configured().unseal(sealed)
    except CannotOpen:
        if _again is None:
            raise
    configure(_again(), again=_again)
    return _configured().unseal(sealed)


def reseal(sealed: str) -> str:
    return _configured().reseal(sealed)


def _configured() -> Keys:
    if _keys is None:
        raise BadKey("The keys were not configured.")
    return _keys
