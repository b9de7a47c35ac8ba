"""People × hours in one cell, a line for each: strictly as our own workbook writes them, and as people do."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

from minassa.documents import cells
from minassa.documents.cells import Bad
from minassa.documents.f01 import layout
from minassa.documents.f01.plan import Effort

MOST_HOURS = Decimal("999999.9")
LONGEST_LINE = 300
_UNIT = r"(?:ساعات|ساعة|ساعه|س|hours?|hrs?|h)?"
_TIMES = r"(?:×|✕|\*|(?<![^\W\d])x(?=\s*\d))"
_LOOSE = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # as "Photographer × 2 × 8" and "مصور × 2: 8 ساعات" are
        rf"(?P<who>\D.*?)\s*{_TIMES}\s*(?P<people>\d+)\s*(?:{_TIMES}|[:،,-])\s*(?P<hours>[\d.]+)\s*{_UNIT}\.?",
        # as "2 designers × 20 h" and "2 مصمم 20 ساعة" are
        rf"(?P<people>\d+)\s*{_TIMES}?\s*(?P<who>\D+?)\s*[:،,(-]?\s*{_TIMES}?\s*(?P<hours>[\d.]+)\s*{_UNIT}\)?\.?",
        # as "Sara: 20 h" and "سارة (20 ساعة)" are
        rf"(?P<who>\D+?)\s*(?:{_TIMES}|[:،,(-])?\s*(?P<hours>[\d.]+)\s*{_UNIT}\s*\)?\.?",
    )
)


def as_we_write(value: object) -> tuple[Effort, ...]:
    found: list[Effort] = []
    for said in cells.text(value).split("\n"):
        parts = said.rsplit(layout.TIMES, 2)
        if len(parts) == 3 and not parts[1].strip().isdecimal():
            parts = said.rsplit(layout.TIMES, 1)
        if len(parts) > 1 and _is_number(parts[-1]):
            found.append(_effort(parts[0], parts[1] if len(parts) == 3 else "1", parts[-1]))
        else:
            found += as_people_write(said)
    return tuple(found)


def as_people_write(value: object) -> tuple[Effort, ...]:
    """Without hours it is still somebody who is needed."""
    lines = (" ".join(said.split()) for said in re.split(r"[\n;؛]+", cells.text(value)))
    return tuple(_as_people_write(line) for line in lines if line)


def _as_people_write(line: str) -> Effort:
    if len(line) > LONGEST_LINE:
        raise Bad(
            _("The text has %(length)s characters; the most is %(most)s.") % {"length": len(line), "most": LONGEST_LINE}
        )
    for pattern in _LOOSE:
        if match := pattern.fullmatch(line.translate(cells.DIGITS)):
            return _effort(match["who"].strip(" :،,-("), match.groupdict().get("people") or "1", match["hours"])
    return _effort(line, "1", "0")


def _is_number(said: str) -> bool:
    return re.fullmatch(r"\s*[\d.,٫]+\s*", said) is not None


def _effort(who: str, people: str, hours: str) -> Effort:
    named = cells.text(who, most=120)
    if not named:
        raise Bad(_("It is not said who works these hours."))
    amount = cells.figure(hours, most=MOST_HOURS, places=1, negative=False)
    return Effort(named, amount, cells.whole(people, least=1, most=30_000))
