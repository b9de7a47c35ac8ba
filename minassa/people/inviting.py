"""Inviting a person, and what becomes of the invitation."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.crypto import seal
from minassa.core.errors import Sorry
from minassa.people.abilities import Role
from minassa.people.companies import check, person
from minassa.people.jobs import mail_invitation
from minassa.people.memberships import fits, may_give, stewards
from minassa.people.models import Company, Invitation, Membership, Party, User
from minassa.people.naming import one_line
from minassa.people.signing_in import Unknown, digest, new_token, public
from minassa.people.telling import tell


class AlreadyHere(Sorry):
    code = "already_here"


class InvitationClosed(Sorry):
    code = "invitation_closed"


class SignInFirst(Sorry):
    code = "sign_in_first"


@transaction.atomic
def invite(
    member: Membership,
    *,
    email: str,
    name: str,
    role: Role | str,
    party: Party | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> tuple[Invitation, str]:
    """The invitation and its link. The link is known only now; afterwards a new one can be made."""
    company = Company.objects.select_for_update().get(pk=member.company_id)
    may_give(member, role)
    fits(company, role=role, party=party, starts_on=starts_on, ends_on=ends_on)
    address = one_line(email).lower()
    _not_here_yet(company, address)
    invitation = Invitation(
        company=company,
        email=address,
        name=one_line(name),
        role=role,
        party=party,
        starts_on=starts_on,
        ends_on=ends_on,
        invited_by=member.user,
    )
    token = _new_token(invitation)
    check(invitation)
    invitation.save()
    _tell("made", invitation, member.user, role=str(role))
    _mail_later(invitation, token)
    return invitation, public("welcome:show", token)


def invite_by_console(*, company: str, email: str, role: str) -> str:
    """The link of an invitation that whoever runs this installation sends out, in the name of the company's steward."""
    if role not in Role.values:
        known = ", ".join(Role.values)
        raise Unknown(
            _("There is no role called “%(role)s”. The roles are: %(known)s.") % {"role": role, "known": known}
        )
    found = Company.objects.filter(slug=company).first()
    steward = stewards(found).order_by("-role", "created_at").first() if found else None
    if steward is None:
        raise Unknown(_("There is no company with the address “%(company)s”.") % {"company": company})
    return invite(steward, email=email, name=email.partition("@")[0], role=role)[1]


@transaction.atomic
def renew_link(invitation: Invitation, by: Membership) -> str:
    """A fresh link, open for the full time again. The old one ends."""
    invitation = _open_for_change(invitation)
    may_give(by, invitation.role)
    token = _new_token(invitation)
    invitation.invited_at, invitation.mailed_at, invitation.mail_error = now(), None, ""
    invitation.save()
    _tell("renewed", invitation, by.user)
    _mail_later(invitation, token)
    return public("welcome:show", token)


@transaction.atomic
def withdraw(invitation: Invitation, by: Membership) -> None:
    invitation = _open_for_change(invitation)
    invitation.withdrawn_at = now()
    invitation.save(update_fields=["withdrawn_at"])
    _tell("withdrawn", invitation, by.user)


def open_invitation(token: str) -> Invitation:
    """The open invitation behind a link; looking at it changes nothing."""
    found = Invitation.objects.select_related("company", "party").filter(token_digest=digest(token)).first()
    if found is None or not found.is_open:
        raise InvitationClosed(
            _("This invitation has been accepted, withdrawn or replaced, or is older than a week. Ask for a new link.")
        )
    return found


@transaction.atomic
def accept(token: str, *, user: User | None = None, name: str = "", password: str | None = None) -> Membership:
    """Takes the kept place. Who already has an account signs in first and is passed as `user`."""
    invitation = _open_for_change(open_invitation(token))
    _is_theirs(invitation, user)
    who = user or person(
        email=invitation.email,
        name=name or invitation.name,
        password=password,
        language=invitation.company.language,
    )
    membership = _place(invitation, who)
    invitation.accepted_at = now()
    invitation.save(update_fields=["accepted_at"])
    _tell("accepted", invitation, who)
    tell(
        "membership.started",
        company=invitation.company,
        subject=membership.pk,
        by=who,
        name=who.name,
        role=str(membership.role),
    )
    return membership


def _place(invitation: Invitation, user: User) -> Membership:
    membership = Membership.objects.filter(company=invitation.company, user=user).first()
    membership = membership or Membership(company=invitation.company, user=user)
    membership.role, membership.party = invitation.role, invitation.party
    membership.starts_on, membership.ends_on, membership.ended_at = invitation.starts_on, invitation.ends_on, None
    check(membership)
    membership.save()
    return membership


def _is_theirs(invitation: Invitation, user: User | None) -> None:
    if user is None:
        if User.objects.filter(email=invitation.email).exists():
            raise SignInFirst(_("You already have an account. Sign in, then accept the invitation."))
    elif user.email != invitation.email:
        raise SignInFirst(_("This invitation is for another person. Sign out, then sign in with the invited e-mail."))


def _not_here_yet(company: Company, email: str) -> None:
    here = Membership.objects.select_related("company", "user").filter(company=company, user__email=email).first()
    if here is not None and here.ended_at is None and (here.ends_on is None or here.is_current()):
        raise AlreadyHere(_("This person is already in the company. Change their role or term in the list of people."))
    waiting = Invitation.objects.filter(
        company=company, email=email, accepted_at__isnull=True, withdrawn_at__isnull=True
    ).first()
    if waiting is not None and waiting.is_open:
        raise AlreadyHere(_("This person has already been invited. Make a new link in the list of invitations."))
    if waiting is not None:  # its week is over: it gives way
        waiting.withdrawn_at = now()
        waiting.save(update_fields=["withdrawn_at"])


def _open_for_change(invitation: Invitation) -> Invitation:
    """Two who use it at the same moment come one after the other."""
    found = Invitation.objects.select_for_update(of=("self",)).select_related("company", "party").get(pk=invitation.pk)
    if found.accepted_at is not None or found.withdrawn_at is not None:
        raise InvitationClosed(_("This invitation has already been accepted or withdrawn. Invite the person again."))
    return found


def _new_token(invitation: Invitation) -> str:
    token = new_token()
    invitation.token_digest = digest(token)
    return token


def _mail_later(invitation: Invitation, token: str) -> None:
    if settings.EMAIL_HOST:
        mail_invitation.later(str(invitation.pk), seal(token))


def _tell(what: str, invitation: Invitation, by: User | None, **facts: str) -> None:
    tell(
        f"invitation.{what}",
        company=invitation.company,
        subject=invitation.pk,
        by=by,
        name=invitation.name,
        email=invitation.email,
        **facts,
    )
