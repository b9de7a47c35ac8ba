"""A month of a company's posts: the first few of every day, and how many there are, in one query however many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from minassa.people.abilities import Role
from minassa.people.models import Company, Membership

_SPOTS = """
WITH spots AS (
    SELECT d.post_id AS id, (d.send_at AT TIME ZONE %(zone)s)::date AS day, min(d.send_at) AS at,
        array_agg(DISTINCT d.state::text) AS states,
        bool_or(d.state IN ('planned', 'queued', 'sending', 'handed', 'unsure')
            AND d.send_at < now() - %(late)s) AS is_late,
        array_agg(DISTINCT d.channel_id) AS channels
    FROM posts_delivery d JOIN posts_post p ON p.id = d.post_id
    WHERE d.company_id = %(company)s AND d.send_at >= %(start)s AND d.send_at < %(end)s AND d.state <> 'cancelled'
      AND p.state <> 'trashed'
      AND (%(sees_all)s OR d.channel_id IN (SELECT id FROM channels_channel WHERE party_id = %(party)s))
    GROUP BY 1, 2
    UNION ALL
    SELECT p.id, (p.wanted_at AT TIME ZONE %(zone)s)::date, p.wanted_at, ARRAY[]::text[], false,
        ARRAY(SELECT v.channel_id FROM posts_variant v JOIN channels_channel c ON c.id = v.channel_id
              WHERE v.post_id = p.id AND (%(sees_all)s OR c.party_id = %(party)s))
    FROM posts_post p
    WHERE p.company_id = %(company)s AND p.wanted_at >= %(start)s AND p.wanted_at < %(end)s AND p.state <> 'trashed'
      AND (%(sees_all)s OR p.author_id = %(user)s OR EXISTS (
          SELECT 1 FROM posts_variant v JOIN channels_channel c ON c.id = v.channel_id
          WHERE v.post_id = p.id AND c.party_id = %(party)s))
      AND NOT EXISTS (SELECT 1 FROM posts_delivery d WHERE d.post_id = p.id AND d.state <> 'cancelled')
), placed AS (
    SELECT spots.*, row_number() OVER (PARTITION BY day ORDER BY at, id) AS place,
        count(*) OVER (PARTITION BY day) AS total
    FROM spots
)
SELECT placed.day, placed.total, placed.id, placed.at, placed.states, placed.is_late, p.state,
    p.returned_note <> '' AS is_returned,
    left(coalesce(nullif(p.text, ''), (
        SELECT v.own_text FROM posts_variant v WHERE v.post_id = p.id AND v.own_text <> '' LIMIT 1), ''), 60) AS words,
    ARRAY(SELECT DISTINCT coalesce(c.limits ->> 'platform', c.kind) FROM channels_channel c
          WHERE c.id = ANY(placed.channels) ORDER BY 1) AS platforms
FROM placed JOIN posts_post p ON p.id = placed.id
WHERE placed.place > %(skip)s AND placed.place <= %(skip)s + %(show)s
ORDER BY placed.day, placed.place
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A post on a day. `states` are its deliveries' there; none of them yet: `post_state` speaks."""

    post: UUID
    at: datetime
    states: Sequence[str]
    is_late: bool
    post_state: str
    is_returned: bool
    words: str
    platforms: Sequence[str]


@dataclass(frozen=True, slots=True)
class Day:
    day: date
    total: int
    spots: Sequence[Spot]


def days_of(member: Membership, first: date, last: date, *, show: int, skip: int = 0) -> dict[date, Day]:
    """The days from `first` to `last` that have posts, each with at most `show` of them after the first `skip`."""
    company = member.company
    given: dict[str, Any] = {
        "company": company.pk,
        "user": member.user_id,
        "party": member.party_id,
        "sees_all": member.role != Role.OUTSIDE,
        "zone": company.zone,
        "late": company.late_after,
        "start": midnight(company, first),
        "end": midnight(company, last + timedelta(days=1)),
        "show": show,
        "skip": skip,
    }
    found: dict[date, tuple[int, list[Spot]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_SPOTS, given)
        for day, total, *facts in cursor:
            found.setdefault(day, (total, []))[1].append(Spot(*facts))
    return {day: Day(day, total, spots) for day, (total, spots) in found.items()}


def weeks_of(month: date, first_weekday: int) -> list[list[date]]:
    """Whole weeks around a month, from the company's own first day of the week."""
    start = month.replace(day=1)
    start -= timedelta(days=(start.weekday() - first_weekday) % 7)
    after = next_month(month)
    weeks = []
    while start < after:
        weeks.append([start + timedelta(days=number) for number in range(7)])
        start += timedelta(days=7)
    return weeks


def next_month(month: date) -> date:
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


def month_before(month: date) -> date:
    return (month.replace(day=1) - timedelta(days=1)).replace(day=1)


def midnight(company: Company, day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=company.zoneinfo)
