"""Text that arrived as it was typed: a letter that could not be read comes as U+FFFD, and nobody means that."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def unbroken(text: str) -> None:
    if "\ufffd" in text:
        raise ValidationError(_("Some letters of this text arrived broken. Type them again."))
