"""The kinds of content that a post can be counted under: the pillars of the mechanisms in force."""

from __future__ import annotations

from dataclasses import dataclass

from minassa.people.models import Membership
from minassa.planning.access import current_cycle
from minassa.planning.models import Pillar


@dataclass(frozen=True)
class PillarOf:
    name: str
    platforms: tuple[str, ...]  # whose mechanisms have it


def pillars_of(member: Membership) -> list[PillarOf]:
    """Those of the current cycle, in the mechanisms' order; the same name on two platforms is one pillar."""
    cycle = current_cycle(member)
    if cycle is None or not cycle.is_open:
        return []
    found: dict[str, list[str]] = {}
    rows = Pillar.objects.filter(cycle=cycle).order_by("mechanism__platform", "position", "id")
    for name, platform in rows.values_list("name", "mechanism__platform"):
        found.setdefault(name, []).append(platform)
    return [PillarOf(name, tuple(platforms)) for name, platforms in found.items()]
