"""The console's own words, in Arabic or English by locale, without importing Django."""

from __future__ import annotations

import gettext
import os
from pathlib import Path

_DOMAIN = "django"

gettext.bindtextdomain(_DOMAIN, str(Path(__file__).resolve().parent.parent / "locale"))
gettext.textdomain(_DOMAIN)  # argparse asks the current domain too, so its own words follow

_ = gettext.gettext
ngettext = gettext.ngettext


def language() -> str:
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return "ar" if value.lower().startswith("ar") else "en"
    return "en"


class Stuck(Exception):
    """The house cannot go on. The message is for a person: what, why, and what to do."""
