"""What the log says, and what it leaves out."""

from __future__ import annotations

import logging


class Refusals(logging.Filter):
    """A door that stays shut is one line: Django would print the way to it as well, as of a fault."""

    def filter(self, record: logging.LogRecord) -> bool:
        if getattr(record, "status_code", 500) < 500:
            record.exc_info = None
        return True
