"""From the word in a cell to the key that the records keep: platforms, indicators, states, in either language."""

from __future__ import annotations

import re
from functools import cache

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from minassa.connectors.handoff.table import PLATFORMS
from minassa.connectors.registry import KINDS
from minassa.documents import cells
from minassa.documents.cells import Bad
from minassa.documents.f01 import words
from minassa.documents.f01.headings import in_both_languages, plain
from minassa.planning.models import Metric

NOT_PLATFORMS = {"handoff", "rehearsal"}  # ways of posting, and of practising
ALSO_CALLED = {
    "instagram": ("إنستغرام", "انستقرام", "انستجرام", "إنستجرام", "انستا", "ig", "insta"),
    "facebook": ("فيسبوك", "فيس بوك", "فيس", "fb"),
    "x": ("إكس", "تويتر", "twitter", "منصة إكس", "x twitter"),
    "linkedin": ("لينكدإن", "لينكد إن", "لينكدان"),
    "tiktok": ("تيك توك", "تيكتوك", "tik tok"),
    "snapchat": ("سناب شات", "سنابشات", "سناب", "snap"),
    "youtube": ("يوتيوب", "يوتيوب شورتس", "yt"),
    "whatsapp": ("واتساب", "واتس اب", "واتس", "whats app"),
    "pinterest": ("بنترست", "بينتيريست"),
    "telegram": ("تيليجرام", "تلغرام", "تيليغرام", "تليجرام"),
    "threads": ("ثريدز",),
    "mastodon": ("ماستودون", "مستودون"),
    "bluesky": ("بلوسكاي", "بلو سكاي"),
}
STATES = {
    "planned": ("مخطط", "لم يبدأ", "جديد", "not started", "new", "todo", "to do", "open", "pending"),
    "under_way": ("جاري", "جار", "جاري التنفيذ", "قيد العمل", "in progress", "ongoing", "started", "wip"),
    "done": ("مكتمل", "منجز", "تم", "انتهى", "منتهي", "completed", "complete", "finished", "closed"),
    "dropped": ("ملغى", "ملغي", "ملغاة", "متوقف", "cancelled", "canceled", "stopped"),
}
YES = {plain(one) for one in ("نعم", "yes", "true", "صح", "1", "✓", "✔", "y", "x")}
NO = {plain(one) for one in ("لا", "no", "false", "0", "n", "-")} | {""}


def platforms(said: str) -> tuple[str, ...]:
    parts = [part.strip() for part in re.split(r"[,،;؛/|\n+&]+", said) if part.strip()]
    return tuple(dict.fromkeys(platform(part) for part in parts))


def platform(said: str) -> str:
    known = _platforms()
    if said in known.values():
        return said
    found = known.get(plain(said))
    if found is None:
        named = {"platform": cells.shown(said), "known": ", ".join(words.platforms(sorted(set(known.values()))))}
        raise Bad(_("%(platform)s is not a platform that is known here. These are: %(known)s.") % named)
    return found


def metric(said: str) -> str:
    """The code of an indicator of the catalogue; anything else is the company's own."""
    wanted = plain(said)
    for code, label in Metric.Code.choices:
        if wanted == plain(code) or wanted in map(plain, in_both_languages(label)):
            return str(code)
    return said


def choice(choices: type[TextChoices], said: str) -> str:
    wanted = plain(said)
    for key, label in choices.choices:
        more = STATES.get(str(key), ()) if choices.__name__ == "State" else ()
        if wanted in map(plain, (key, *in_both_languages(label), *more)):
            return str(key)
    named = {"value": cells.shown(said), "choices": ", ".join(str(label) for label in choices.labels)}
    raise Bad(_("%(value)s is not one of these: %(choices)s.") % named)


def yes(value: object) -> bool:
    said = plain(cells.text(value))
    if said in YES or value is True or said == plain(_("yes")):
        return True
    if said in NO or value is False or said == plain(_("no")):
        return False
    raise Bad(_("%(value)s is neither yes nor no.") % {"value": cells.shown(value)})


@cache
def _platforms() -> dict[str, str]:
    """What a platform is called → its code."""
    codes = [*PLATFORMS, *(kind for kind in KINDS if kind not in NOT_PLATFORMS)]
    called = {plain(code): code for code in codes}
    called |= {plain(words.platform(code)): code for code in codes}
    called |= {plain(name): code for code, names in ALSO_CALLED.items() if code in codes for name in names}
    return called
