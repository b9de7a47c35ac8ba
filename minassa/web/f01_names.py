"""Who and what is meant by a name in a cell: colleagues, parties, indicators. An unknown one is said in a sentence."""

from __future__ import annotations

from functools import cached_property

from django.utils.translation import gettext as _

from minassa.documents.cells import Bad, shown
from minassa.documents.f01.headings import plain
from minassa.people.access import colleagues_of, parties_of
from minassa.people.models import Membership, Party
from minassa.planning.access import catalogue_of
from minassa.planning.models import Metric


class Names:
    """Of one company; each list is read when it is first asked for."""

    def __init__(self, member: Membership) -> None:
        self.member = member

    @cached_property
    def people(self) -> list[Membership]:
        """Those who are here now stand before those who were."""
        return sorted(colleagues_of(self.member), key=lambda one: one.is_over)

    def written(self, person: Membership | None) -> str:
        """The name, and where two share it the address that tells them apart."""
        if person is None:
            return ""
        name = person.user.name
        alike = self._by_name.get(plain(name), [])
        return f"{name} ({person.user.email})" if len(alike) > 1 else name

    def person(self, said: str) -> Membership | None:
        """None for an empty cell. Raises Bad for a name that nobody has, or that two people have."""
        if not said.strip():
            return None
        found = self.perhaps(said)
        if found is None:
            raise Bad(
                _("%(name)s is nobody of this company. Correct the name, or invite this person first.")
                % {"name": shown(said)}
            )
        return found

    def perhaps(self, said: str) -> Membership | None:
        """None also for somebody who is only named."""
        for person in self.people:
            if plain(said) == plain(f"{person.user.name} ({person.user.email})"):
                return person
        alike = self._by_name.get(plain(said), [])
        here = [one for one in alike if not one.is_over] or alike
        if len(here) > 1:
            raise Bad(
                _("Several people are called %(name)s. Write it with the e-mail address: %(example)s.")
                % {"name": shown(said), "example": self.written(here[0])}
            )
        return here[0] if here else None

    def party(self, said: str) -> Party | None:
        if not said.strip():
            return None
        found = next((one for one in self._parties if plain(one.name) == plain(said)), None)
        if found is None:
            raise Bad(
                _("%(name)s is none of the company’s parties. Correct the name, or add the party first.")
                % {"name": shown(said)}
            )
        return found

    def metric(self, said: str) -> Metric | None:
        """By its code, or by the company's own name for it."""
        if not said.strip():
            return None
        exact = [one for one in self._metrics if one.code == said or (not one.code and one.own_name == said)]
        alike = [one for one in self._metrics if plain(one.name) == plain(said)]
        if not exact and not alike:
            raise Bad(
                _("%(name)s is none of the company’s indicators. Correct it, or add the indicator first.")
                % {"name": shown(said)}
            )
        return (exact or alike)[0]

    @cached_property
    def _by_name(self) -> dict[str, list[Membership]]:
        found: dict[str, list[Membership]] = {}
        for person in self.people:
            found.setdefault(plain(person.user.name), []).append(person)
        return found

    @cached_property
    def _parties(self) -> list[Party]:
        return list(parties_of(self.member))

    @cached_property
    def _metrics(self) -> list[Metric]:
        """Retired ones last: objectives that use them keep them."""
        return sorted(catalogue_of(self.member), key=lambda one: one.retired_at is not None)
