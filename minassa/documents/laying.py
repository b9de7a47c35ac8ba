"""The head and foot of a paper as its template takes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from minassa.documents.figures import Figures
from minassa.documents.isolating import isolated, printable
from minassa.documents.letterhead import Letterhead, Signed
from minassa.documents.logos import small

# A row of more than this would fill most of a page: it may go on overleaf, every other one is kept whole.
LONG = 1200


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
    if not head.code:
        return ""
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
        (_("Date"), " · ".join(days(head.prepared_on, figures))),
        (_("State"), isolated(head.state)),
    ]


def days(on: date | None, figures: Figures) -> list[str]:
    """The day in each calendar of the company."""
    return [isolated(said) for said in (figures.day(on), figures.hijri_day(on)) if said]


def listing(
    title: str,
    columns: Sequence[str],
    rows: Iterable[list[list[str]]],
    *,
    none: str = "",
    figures: Sequence[int] = (),
    total: list[list[str]] | None = None,
) -> dict[str, Any]:
    """A table with a head: each cell is a list of lines; `figures` are the columns set by their units."""
    return {
        "title": title,
        "none": none,
        "columns": list(columns),
        "figures": list(figures),
        "rows": [row(cells) for cells in rows],
        **({"total": total} if total else {}),
    }


def cells(said: Mapping[str, Any]) -> Iterator[str]:
    """What the cells of a listing say, from its head to its total; nothing where its template shows no table."""
    if said["rows"]:
        yield from said["columns"]
        for one in [*(one["cells"] for one in said["rows"]), said.get("total", [])]:
            yield from map("\n".join, one)


def row(cells: list[list[str]]) -> dict[str, Any]:
    longest = max(sum(len(line) + 40 for line in cell) for cell in cells)
    return {"cells": cells, "is_long": longest > LONG}


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
