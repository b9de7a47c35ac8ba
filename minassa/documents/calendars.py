"""A day as people write it: in figures or with the month's name, in the Gregorian or the Hijri calendar."""

from __future__ import annotations

import re
from datetime import date

from hijridate import Hijri

GREGORIAN_MONTHS = (
    ("يناير", "كانون الثاني", "جانفي", "january", "jan"), ("فبراير", "شباط", "فيفري", "february", "feb"),
    ("مارس", "آذار", "march", "mar"), ("أبريل", "ابريل", "إبريل", "نيسان", "أفريل", "april", "apr"),
    ("مايو", "أيار", "ماي", "may"), ("يونيو", "يونيه", "حزيران", "جوان", "june", "jun"),
    ("يوليو", "يوليه", "تموز", "جويلية", "july", "jul"), ("أغسطس", "اغسطس", "آب", "أوت", "august", "aug"),
    ("سبتمبر", "أيلول", "september", "sept", "sep"), ("أكتوبر", "اكتوبر", "تشرين الأول", "october", "oct"),
    ("نوفمبر", "تشرين الثاني", "november", "nov"), ("ديسمبر", "كانون الأول", "december", "dec"),
)  # fmt: skip
HIJRI_MONTHS = (
    ("محرم", "muharram"), ("صفر", "safar"), ("ربيع الأول", "ربيع الاول", "rabi i", "rabi al-awwal"),
    ("ربيع الآخر", "ربيع الثاني", "ربيع الاخر", "rabi ii", "rabi al-thani"),
    ("جمادى الأولى", "جمادى الاولى", "جمادى الأول", "jumada i", "jumada al-ula"),
    ("جمادى الآخرة", "جمادى الثانية", "جمادى الاخرة", "jumada ii", "jumada al-akhirah"),
    ("رجب", "rajab"), ("شعبان", "shaban", "sha'ban"), ("رمضان", "ramadan"), ("شوال", "shawwal"),
    ("ذو القعدة", "ذي القعدة", "dhu al-qadah", "dhu al-qa'dah"), ("ذو الحجة", "ذي الحجة", "dhu al-hijjah"),
)  # fmt: skip
_SAYS = {
    name: (month, is_hijri)
    for names, is_hijri in ((GREGORIAN_MONTHS, False), (HIJRI_MONTHS, True))
    for month, spellings in enumerate(names, start=1)
    for name in spellings
}
_NAMES = "|".join(re.escape(name) for name in sorted(_SAYS, key=len, reverse=True))
_ERA = re.compile(r"\s*(?P<hijri>هـ?|هجري|هجرية|ah|a\.h\.)\s*$|\s*(?:م|ميلادي|ad|ce)\s*\.?\s*$", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"^(?:(?:يوم )?(?:ال)?(?:سبت|أحد|احد|اثنين|إثنين|ثلاثاء|أربعاء|اربعاء|خميس|جمعة)|[a-z]+day)\s*[،,]?\s*", re.I
)
_CLOCK = re.compile(r"[ T]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?$")
_YEAR_FIRST = re.compile(r"(\d{4})[-/.\s](\d{1,2})[-/.\s](\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})[-/.\s](\d{1,2})[-/.\s](\d{4}|\d{2})")
_NAMED = re.compile(
    rf"(?:(\d{{1,2}})[\s\-/,]+(?:من\s+)?({_NAMES})|({_NAMES})\s+(\d{{1,2}}))[\s\-/,،]+(\d{{4}})", re.IGNORECASE
)

HIJRI_YEARS = range(1343, 1501)


class NotADay(ValueError):
    def __init__(self, *, is_ambiguous: bool = False) -> None:
        super().__init__("ambiguous" if is_ambiguous else "no day")
        self.is_ambiguous = is_ambiguous


def day_in_words(said: str, order: str = "") -> date:
    """`order` decides a date that could be read two ways: "dmy", "mdy", or neither."""
    bare = " ".join(said.split())
    era = _ERA.search(bare)
    bare = _CLOCK.sub("", _WEEKDAY.sub("", _ERA.sub("", bare, count=1)).strip())
    is_hijri = bool(era and era["hijri"])
    if found := _YEAR_FIRST.fullmatch(bare):
        return _day(int(found[1]), int(found[2]), int(found[3]), is_hijri=is_hijri)
    if found := _YEAR_LAST.fullmatch(bare):
        return _from_parts(int(found[1]), int(found[2]), _year(found[3]), order, is_hijri=is_hijri)
    if found := _NAMED.fullmatch(bare):
        month, of_hijri = _SAYS[(found[2] or found[3]).lower()]
        return _day(int(found[5]), month, int(found[1] or found[4]), is_hijri=is_hijri or of_hijri)
    raise NotADay


def _from_parts(first: int, second: int, year: int, order: str, *, is_hijri: bool) -> date:
    if first > 12 or first == second or is_hijri or year in HIJRI_YEARS:
        return _day(year, second, first, is_hijri=is_hijri)  # nobody writes a Hijri month before its day
    if second > 12:
        return _day(year, first, second, is_hijri=False)
    match order:
        case "dmy":
            return _day(year, second, first, is_hijri=False)
        case "mdy":
            return _day(year, first, second, is_hijri=False)
    raise NotADay(is_ambiguous=True)


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _day(year: int, month: int, on: int, *, is_hijri: bool) -> date:
    try:
        if is_hijri or year in HIJRI_YEARS:
            return date.fromisoformat(Hijri(year, month, on).to_gregorian().isoformat())
        if not 1900 <= year <= 2199:
            raise NotADay
        return date(year, month, on)
    except (ValueError, OverflowError):
        raise NotADay from None
