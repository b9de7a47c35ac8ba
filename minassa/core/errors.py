"""Saying no to a person."""

from __future__ import annotations


class Sorry(Exception):
    """A refusal: `message` is a whole sentence for the reader (what, why, what to do), `code` names it for programs.

    The message may be a lazy translation; it is turned into words only when shown.
    """

    code = "sorry"

    def __init__(self, message: object, *, code: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.code = code or type(self).code

    def __str__(self) -> str:
        return str(self.message)
