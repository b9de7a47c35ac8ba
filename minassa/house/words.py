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


def gettext_noop(message: str) -> str:
    return message


# What argparse itself says; listed so that the catalogue has it.
_ARGPARSE = (
    gettext_noop("usage: "),
    gettext_noop("options"),
    gettext_noop("positional arguments"),
    gettext_noop("show this help message and exit"),
    gettext_noop("%(prog)s: error: %(message)s\n"),
    gettext_noop("argument %(argument_name)s: %(message)s"),
    gettext_noop("the following arguments are required: %s"),
    gettext_noop("unrecognized arguments: %s"),
    gettext_noop("invalid choice: %(value)r (choose from %(choices)s)"),
    gettext_noop("invalid %(type)s value: %(value)r"),
    gettext_noop("expected one argument"),
)
