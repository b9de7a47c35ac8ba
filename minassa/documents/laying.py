"""The head and foot of a paper as its template takes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from minassa.documents.figures import Figures
from minassa.documents.isolating import isolated, printable
from minassa.documents.letterhead import Letterhead, Signed
from minassa.documents.logos import small


def paper(
    head: Letterhead, signatures: Iterable[Signed], figures: Figures, *, title: str, landscape: bool
) -> dict[str, Any]:
    logo = small(head.logo)
    return {
        "lang": figures.language,
        "dir": "rtl" if figures.is_arabic else "ltr",
        "digits": figures.numbering,
        "landscape": landscape,
        "page_of": _("Page %(page)s of %(pages)s") % {"page": "{page}", "pages": "{pages}"},
        "head": {
            "company": isolated(one_line(head.company)),
            "plain_company": one_line(head.company),
            "title": isolated(title),
            "plain_title": f"{title} — {one_line(head.company)}",
            "plain_author": one_line(head.prepared_by),
            "code": code(head, figures),
            "fields": [{"label": label, "value": value} for label, value in fields(head, figures)],
        },
        "signatures": [_signed(one, figures) for one in signatures],
        **({"logo": list(logo.png), "logo_is_broad": logo.is_broad} if logo else {}),
    }


def code(head: Letterhead, figures: Figures) -> str:
    said = {"code": isolated(head.code), "revision": isolated(figures.written(head.revision))}
    return _("Form %(code)s, revision %(revision)s") % said


def period(head: Letterhead, figures: Figures) -> str:
    days = {"first": isolated(figures.day(head.starts_on)), "last": isolated(figures.day(head.ends_on))}
    return _("from %(first)s to %(last)s") % days


def fields(head: Letterhead, figures: Figures) -> list[tuple[str, str]]:
    """Label and value, the value set apart from its surroundings already."""
    return [
        (_("Period"), period(head, figures)),
        (_("Prepared by"), isolated(one_line(head.prepared_by))),
        (_("Date"), both_days(head, figures)),
        (_("State"), isolated(head.state)),
    ]


def both_days(head: Letterhead, figures: Figures) -> str:
    said = [figures.day(head.prepared_on), figures.hijri_day(head.prepared_on)]
    return " · ".join(isolated(one) for one in said if one)


def one_line(text: str) -> str:
    return " ".join(printable(text).split())


def signature_fields(one: Signed, figures: Figures) -> list[tuple[str, str]]:
    return [
        (_("Name"), isolated(one_line(one.name))),
        (_("Date"), isolated(figures.day(one.on))),
        (_("Approval no."), isolated(one.record)),
    ]


def _signed(one: Signed, figures: Figures) -> dict[str, Any]:
    shown = [{"label": label, "value": value} for label, value in signature_fields(one, figures)]
    return {"capacity": one.capacity, "fields": shown}
