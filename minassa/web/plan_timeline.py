"""The plan as a picture: a bar from start to deadline for each activity, months above, today, and what waits for what.

Made here as SVG, in the direction of its reader; the same is on the page as a table for whoever does not see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from minassa.planning.models import Activity, Cycle
from minassa.planning.sheets import Row, Sheet
from minassa.web.ui import moments
from minassa.web.ui.reading import Reading

WIDTH, NAMES, ROW, BAR, HEAD, BAND = 1120, 300, 30, 16, 34, 30
LONGEST_NAME = 38
_TONES = {
    Activity.State.PLANNED: "planned",
    Activity.State.UNDER_WAY: "under-way",
    Activity.State.DONE: "done",
    Activity.State.DROPPED: "dropped",
}


@dataclass(frozen=True)
class Bar:
    row: Row
    y: int
    first: date
    last: date


@dataclass(frozen=True)
class Scale:
    """Days across the picture; in a language that is read from the right they run from there."""

    first: date
    last: date
    is_rtl: bool

    def x(self, day: date) -> float:
        """The side of the day where it begins."""
        whole = (self.last - self.first).days + 1
        along = NAMES + (WIDTH - NAMES) * (day - self.first).days / whole
        return round(self.turned(along), 1)

    def within(self, day: date) -> date:
        return min(max(day, self.first), self.last + timedelta(days=1))

    def turned(self, along: float) -> float:
        return WIDTH - along if self.is_rtl else along


def picture(sheet: Sheet, reading: Reading, today: date) -> SafeString:
    bars, bands, height = _laid(sheet)
    scale = Scale(*_bounds(sheet.cycle, bars), is_rtl=reading.is_arabic)
    label = escape(_("Timeline of the plan"))
    parts = [
        f'<svg class="timeline__picture" viewBox="0 0 {WIDTH} {height}" role="img" aria-label="{label}"'
        f' direction="{"rtl" if scale.is_rtl else "ltr"}">',
        *_months(scale, reading, height),
        *(_band(scale, name, y) for name, y in bands),
        *_waits(scale, bars),
        *(_bar(scale, bar, reading, today) for bar in bars),
        _today(scale, reading, today, height),
        "</svg>",
    ]
    return SafeString("".join(parts))


def undated(sheet: Sheet) -> list[Row]:
    """What has no place in the picture yet."""
    return [row for row in sheet.rows if _span(row.activity) is None]


def _laid(sheet: Sheet) -> tuple[list[Bar], list[tuple[str, int]], int]:
    bars, bands, y = list[Bar](), list[tuple[str, int]](), HEAD
    for group in sheet.groups:
        dated = [(row, span) for row in group.rows if (span := _span(row.activity))]
        if not dated:
            continue
        bands.append((group.initiative.name, y))
        y += BAND
        for row, (first, last) in dated:
            bars.append(Bar(row, y, first, last))
            y += ROW
    return bars, bands, y + 8


def _span(one: Activity) -> tuple[date, date] | None:
    first, last = one.starts_on or one.deadline, one.deadline or one.starts_on
    return (first, last) if first and last else None


def _bounds(cycle: Cycle, bars: list[Bar]) -> tuple[date, date]:
    """The period of the plan, and what reaches beyond it by at most a year."""
    first = min([cycle.starts_on, *(bar.first for bar in bars)])
    last = max([cycle.ends_on, *(bar.last for bar in bars)])
    year = timedelta(days=366)
    return max(first, cycle.starts_on - year), min(last, cycle.ends_on + year)


def _months(scale: Scale, reading: Reading, height: int) -> Iterator[str]:
    month = scale.first.replace(day=1)
    while month <= scale.last:
        following = (month + timedelta(days=32)).replace(day=1)
        start, end = max(month, scale.first), min(following, scale.last + timedelta(days=1))
        x = scale.x(start)
        yield f'<line class="timeline__line" x1="{x}" x2="{x}" y1="0" y2="{height}"/>'
        if (end - start).days >= 12:
            said = escape(moments.say(start, reading, "month"))
            yield f'<text class="timeline__month" x="{scale.turned(scale.turned(x) + 6)}" y="20">{said}</text>'
        month = following


def _band(scale: Scale, name: str, y: int) -> str:
    return (
        f'<rect class="timeline__band" x="0" y="{y}" width="{WIDTH}" height="{BAND - 4}" rx="6"/>'
        f'<text class="timeline__group" x="{scale.turned(10)}" y="{y + 18}">{escape(_short(name, 90))}</text>'
    )


def _bar(scale: Scale, bar: Bar, reading: Reading, today: date) -> str:
    one = bar.row.activity
    first, last = max(bar.first, scale.first), min(bar.last, scale.last)
    sides = sorted((scale.x(first), scale.x(last + timedelta(days=1))))
    width = max(sides[1] - sides[0], 4)
    tone = _TONES.get(Activity.State(one.state), "planned")
    is_late = one.state in (Activity.State.PLANNED, Activity.State.UNDER_WAY) and bar.last < today
    days = f"{moments.say(bar.first, reading, 'date')} – {moments.say(bar.last, reading, 'date')}"
    done = round(width * one.progress / 100, 1) if one.state == Activity.State.UNDER_WAY else 0
    done_x = sides[1] - done if scale.is_rtl else sides[0]
    y = bar.y + (ROW - BAR) // 2
    number = reading.figures(one.number)
    return (
        f"<g><title>{escape(one.name)} · {escape(days)} · {escape(str(one.get_state_display()))}</title>"
        f'<text class="timeline__name" x="{scale.turned(10)}" y="{bar.y + 20}">'
        f'<tspan class="timeline__number">{number}</tspan>\u00a0 {escape(_short(one.name, LONGEST_NAME))}</text>'
        f'<rect class="timeline__bar timeline__bar--{tone}{" timeline__bar--late" if is_late else ""}"'
        f' x="{sides[0]}" y="{y}" width="{width:.1f}" height="{BAR}" rx="5"/>'
        + (
            f'<rect class="timeline__done" x="{done_x:.1f}" y="{y}" width="{done}" height="{BAR}" rx="5"/>'
            if done
            else ""
        )
        + "</g>"
    )


def _waits(scale: Scale, bars: list[Bar]) -> Iterator[str]:
    by_number = {bar.row.activity.number: bar for bar in bars}
    for bar in bars:
        for number in bar.row.after:
            before = by_number.get(number)
            if before is not None:
                yield _arrow(scale, before, bar)


def _arrow(scale: Scale, before: Bar, bar: Bar) -> str:
    """From the end of one to the beginning of the other, in a square step."""
    start, end = scale.x(scale.within(before.last + timedelta(days=1))), scale.x(scale.within(bar.first))
    way = -1 if scale.is_rtl else 1
    y1, y2 = before.y + ROW // 2, bar.y + ROW // 2
    bend = round(min(start + 6 * way, end - 6 * way) if way > 0 else max(start + 6 * way, end - 6 * way), 1)
    is_wrong = before.last >= bar.first
    return (
        f'<path class="timeline__wait{" timeline__wait--wrong" if is_wrong else ""}"'
        f' d="M{start} {y1}H{bend}V{y2}H{end}"/><circle class="timeline__point" cx="{end}" cy="{y2}" r="2.5"/>'
    )


def _today(scale: Scale, reading: Reading, today: date, height: int) -> str:
    if not scale.first <= today <= scale.last:
        return ""
    x, said = scale.x(today), escape(_("today"))
    return (
        f'<line class="timeline__today" x1="{x}" x2="{x}" y1="26" y2="{height}"/>'
        f'<text class="timeline__now" x="{x}" y="{height - 1}" text-anchor="middle">{said}</text>'
    )


def _short(said: str, most: int) -> str:
    return said if len(said) <= most else f"{said[: most - 1].rstrip()}…"
