"""A moment in words: in the company's zone, its digits, with the Hijri date beside when the company wants it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import cache

from babel import Locale
from babel.dates import format_skeleton, format_time, match_skeleton
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from hijridate import Gregorian

from minassa.web.ui.reading import Reading

NO_BREAK = "\u00a0"
HIJRI_MONTHS_EN = (
    "Muharram", "Safar", "Rabiʿ I", "Rabiʿ II", "Jumada I", "Jumada II",
    "Rajab", "Shaʿban", "Ramadan", "Shawwal", "Dhu al-Qaʿda", "Dhu al-Hijja",
)  # fmt: skip
HIJRI_MONTHS_AR = (
    "محرم", "صفر", "ربيع الأول", "ربيع الآخر", "جمادى الأولى", "جمادى الآخرة",
    "رجب", "شعبان", "رمضان", "شوال", "ذو القعدة", "ذو الحجة",
)  # fmt: skip


def say(moment: datetime | date, reading: Reading, how: str = "datetime", now: datetime | None = None) -> str:
    """`how`: datetime, date, day (with its weekday), time, month, relative, or full (everything, for a tooltip)."""
    now = now or timezone.now()
    match how:
        case "relative" if isinstance(moment, datetime):
            said = relative(moment, reading, now)
        case "time" if isinstance(moment, datetime):
            said = _time(moment, reading)
        case "month":
            said = _skeleton(moment, reading, "yMMMM")
        case "full":
            said = _with_time(moment, reading, with_hijri(moment, reading, _skeleton(moment, reading, "yMMMMEEEEd")))
        case "datetime" if isinstance(moment, datetime):
            said = _with_time(moment, reading, _day(moment, reading, now, "MMMd"))
        case "day":
            said = _day(moment, reading, now, "MMMEEEEd")
        case _:
            said = _day(moment, reading, now, "MMMd")
    # A date is one word to the eye: only the full one may break.
    return reading.figures(said if how == "full" else said.replace(" ", NO_BREAK))


def relative(moment: datetime, reading: Reading, now: datetime) -> str:
    ahead = moment >= now
    seconds = abs(int((moment - now).total_seconds()))
    if seconds < 45:
        return gettext("now")
    minutes, hours = round(seconds / 60), round(seconds / 3600)
    days = abs((local(moment, reading).date() - local(now, reading).date()).days)
    if minutes < 60:
        return _minutes(minutes, ahead)
    if hours < 22:
        return _hours(hours, ahead)
    if days <= 1:
        return gettext("tomorrow") if ahead else gettext("yesterday")
    if days <= 30:
        return _days(days, ahead)
    return _day(moment, reading, now, "MMMd")


def with_hijri(moment: datetime | date, reading: Reading, said: str) -> str:
    hijri = hijri_date(_date(moment, reading), reading) if reading.hijri else ""
    return gettext("%(gregorian)s (%(hijri)s)") % {"gregorian": said, "hijri": hijri} if hijri else said


def hijri_beside(moment: datetime | date, reading: Reading) -> str:
    """The Hijri day and month, for the quiet line beside a date; the year is in the full form."""
    said = hijri_date(_date(moment, reading), reading) if reading.hijri else ""
    return reading.figures(said.rpartition(" ")[0].replace(" ", NO_BREAK))


def hijri_date(day: date, reading: Reading) -> str:
    """Umm al-Qura, as printed on the wall calendars of the Gulf; empty outside its tables (1924 to 2077)."""
    try:
        hijri = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return ""
    months = HIJRI_MONTHS_AR if reading.is_arabic else HIJRI_MONTHS_EN
    return f"{hijri.day} {months[hijri.month - 1]} {hijri.year}"


def local(moment: datetime, reading: Reading) -> datetime:
    return timezone.localtime(moment, reading.zone) if timezone.is_aware(moment) else moment


def _date(moment: datetime | date, reading: Reading) -> date:
    return local(moment, reading).date() if isinstance(moment, datetime) else moment


def _day(moment: datetime | date, reading: Reading, now: datetime, skeleton: str) -> str:
    far = abs(_date(moment, reading) - _date(now, reading)) > timedelta(days=180)
    return _skeleton(moment, reading, f"y{skeleton}" if far else skeleton)


def _skeleton(moment: datetime | date, reading: Reading, skeleton: str) -> str:
    midnight = datetime.combine(_date(moment, reading), datetime.min.time())
    return str(format_skeleton(_nearest(skeleton, str(reading.locale)), midnight, locale=reading.locale))


@cache
def _nearest(skeleton: str, locale: str) -> str:
    """Babel compares with every pattern it has, which a page of forty dates would feel."""
    known = Locale.parse(locale).datetime_skeletons
    return skeleton if skeleton in known else str(match_skeleton(skeleton, known))


def _time(moment: datetime, reading: Reading) -> str:
    return str(format_time(local(moment, reading).time(), "short", locale=reading.locale))


def _with_time(moment: datetime | date, reading: Reading, day: str) -> str:
    if not isinstance(moment, datetime):
        return day
    return gettext("%(date)s, %(time)s") % {"date": day, "time": _time(moment, reading)}


def _minutes(count: int, ahead: bool) -> str:
    if ahead:
        return ngettext("in %(count)s minute", "in %(count)s minutes", count) % {"count": count}
    return ngettext("%(count)s minute ago", "%(count)s minutes ago", count) % {"count": count}


def _hours(count: int, ahead: bool) -> str:
    if ahead:
        return ngettext("in %(count)s hour", "in %(count)s hours", count) % {"count": count}
    return ngettext("%(count)s hour ago", "%(count)s hours ago", count) % {"count": count}


def _days(count: int, ahead: bool) -> str:
    if ahead:
        return ngettext("in %(count)s day", "in %(count)s days", count) % {"count": count}
    return ngettext("%(count)s day ago", "%(count)s days ago", count) % {"count": count}
