"""The doors to people's records. A stranger and a ghost are the same 404."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from minassa.people.abilities import Ability
from minassa.people.models import Company, Invitation, Membership, Party, User
from minassa.people.models.membership import Memberships


def current_memberships(user: User) -> list[Membership]:
    """The companies this person is in at this moment, by name."""
    found = Membership.objects.filter(user=user).select_related("company", "user", "party").order_by("company__name")
    return [membership for membership in found if membership.is_current()]


def member_for(user: User, slug: str, *, to: Ability) -> Membership:
    """The person's own membership in this company: Http404 for a stranger, PermissionDenied without the ability."""
    found = Membership.objects.filter(user=user, company__slug=slug).select_related("company", "user", "party").first()
    if found is None or not found.is_current():
        raise Http404
    demand(found, to)
    return found


def demand(member: Membership, ability: Ability) -> None:
    if not member.may(ability):
        raise PermissionDenied(ability)


def colleague_for(member: Membership, membership_id: UUID, *, to: Ability) -> Membership:
    found = (
        Membership.objects.filter(company=member.company, pk=membership_id)
        .select_related("user", "company", "party")
        .first()
    )
    if found is None:
        raise Http404
    demand(member, to)
    return found


def party_for(member: Membership, party_id: UUID, *, to: Ability) -> Party:
    found = Party.objects.filter(company=member.company, pk=party_id).first()
    if found is None:
        raise Http404
    demand(member, to)
    return found


def invitation_for(member: Membership, invitation_id: UUID, *, to: Ability) -> Invitation:
    found = (
        Invitation.objects.select_related("company", "party").filter(company=member.company, pk=invitation_id).first()
    )
    if found is None:
        raise Http404
    demand(member, to)
    return found


def colleagues_of(member: Membership) -> Memberships:
    """Everybody who is or was in the member's company, those who came first on top."""
    return (
        Membership.objects.filter(company=member.company)
        .select_related("user", "company", "party")
        .order_by("created_at")
    )


def invitations_of(member: Membership) -> QuerySet[Invitation]:
    """Those still waiting, the newest on top."""
    waiting = Invitation.objects.filter(company=member.company, accepted_at__isnull=True, withdrawn_at__isnull=True)
    return waiting.select_related("party", "company")


def parties_of(member: Membership) -> QuerySet[Party]:
    return Party.objects.filter(company=member.company)


def is_anybody_here() -> bool:
    """False until the first company is open."""
    return Company.objects.exists()


def has_account(email: str) -> bool:
    return User.objects.filter(email=email).exists()
