from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.people import inviting, memberships
from minassa.people.abilities import Role
from minassa.people.companies import NotValid
from minassa.people.inviting import AlreadyHere, InvitationClosed, SignInFirst
from minassa.people.memberships import BadTerm, NeedsParty, NotAllowed
from minassa.people.models import Invitation, Membership, User
from minassa.people.signing_in import Unknown
from minassa.testing.cast import Cast, make_party


def token_of(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]


def invite(cast: Cast, **fields: Any) -> tuple[Invitation, str]:
    given = {"email": "Dana@Example.com", "name": " دانة\u202e ", "role": Role.MEMBER} | fields
    invitation, link = inviting.invite(cast.omar, **given)
    return invitation, token_of(link)


def test_a_new_person_takes_their_place(cast: Cast) -> None:
    until = cast.company.local_now().date() + timedelta(days=30)
    _invitation, token = invite(cast, ends_on=until)
    made = inviting.accept(token, name="دانة السبيعي", password="Kahf-Nakhla-91")
    assert (made.user.email, made.user.name, made.role, made.ends_on) == (
        "dana@example.com",
        "دانة السبيعي",
        Role.MEMBER,
        until,
    )
    assert made.user.check_password("Kahf-Nakhla-91") and made.is_current()


def test_the_link_is_nowhere_in_the_database(cast: Cast) -> None:
    invitation, token = invite(cast)
    kept = Invitation.objects.filter(pk=invitation.pk).values().get()
    assert token not in str(kept) and invitation.name == "دانة"
    assert token not in str(list(Event.objects.values()))


def test_a_link_is_taken_once(cast: Cast) -> None:
    _invitation, token = invite(cast)
    inviting.accept(token)
    with pytest.raises(InvitationClosed):
        inviting.accept(token)
    assert Membership.objects.filter(user__email="dana@example.com").count() == 1


def test_who_has_an_account_signs_in_first(cast: Cast) -> None:
    _invitation, token = invite(cast, email="sami@example.com")
    with pytest.raises(SignInFirst):
        inviting.accept(token, name="Somebody", password="Kahf-Nakhla-91")
    with pytest.raises(SignInFirst):
        inviting.accept(token, user=cast.huda.user)
    assert inviting.accept(token, user=cast.sami.user).company == cast.company
    assert User.objects.get(pk=cast.sami.user.pk).name == "Sami"


def test_who_left_comes_back_by_invitation(cast: Cast) -> None:
    memberships.end(cast.huda, cast.omar)
    _invitation, token = invite(cast, email="huda@example.com", role=Role.EXPERT)
    back = inviting.accept(token, user=cast.huda.user)
    assert back.pk == cast.huda.pk and back.is_current() and back.role == Role.EXPERT


def test_an_invitation_is_open_for_a_week(cast: Cast) -> None:
    with time_machine.travel(now() - timedelta(days=7, seconds=1), tick=False):
        _invitation, token = invite(cast)
    with pytest.raises(InvitationClosed):
        inviting.open_invitation(token)
    _second, fresh = invite(cast)  # the old one gives way
    assert inviting.open_invitation(fresh).email == "dana@example.com"


def test_a_new_link_ends_the_old_one(cast: Cast) -> None:
    invitation, old = invite(cast)
    new = token_of(inviting.renew_link(invitation, cast.omar))
    with pytest.raises(InvitationClosed):
        inviting.open_invitation(old)
    assert inviting.open_invitation(new) == invitation


def test_a_withdrawn_invitation_is_closed(cast: Cast) -> None:
    invitation, token = invite(cast)
    inviting.withdraw(invitation, cast.omar)
    for closed in (lambda: inviting.accept(token), lambda: inviting.renew_link(invitation, cast.omar)):
        with pytest.raises(InvitationClosed):
            closed()


@pytest.mark.parametrize("email", ["huda@example.com", "HUDA@example.com "])
def test_who_is_here_is_not_invited(cast: Cast, email: str) -> None:
    with pytest.raises(AlreadyHere):
        invite(cast, email=email)


def test_nobody_is_invited_twice(cast: Cast) -> None:
    invite(cast)
    with pytest.raises(AlreadyHere):
        invite(cast)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"email": "dana"}, NotValid),
        ({"email": "x" * 250 + "@example.com"}, NotValid),
        ({"name": ""}, NotValid),
        ({"name": "ن" * 121}, NotValid),
        ({"role": "king"}, NotValid),
        ({"role": Role.OUTSIDE}, NeedsParty),
        ({"role": Role.MANAGER}, NotAllowed),
    ],
)
def test_what_cannot_be_an_invitation_is_refused(cast: Cast, wrong: dict[str, Any], refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        invite(cast, **wrong)
    assert not Invitation.objects.exists() and not Event.objects.exists()


def test_a_term_that_is_over_is_not_offered(cast: Cast) -> None:
    with pytest.raises(BadTerm):
        invite(cast, ends_on=cast.company.local_now().date() - timedelta(days=1))


def test_another_companys_party_is_not_offered(cast: Cast) -> None:
    with pytest.raises(NeedsParty):
        invite(cast, role=Role.OUTSIDE, party=make_party(cast.other))


def test_every_step_is_on_record(cast: Cast) -> None:
    invitation, _old = invite(cast)
    token = token_of(inviting.renew_link(invitation, cast.omar))
    inviting.accept(token)
    assert list(Event.objects.order_by("id").values_list("verb", flat=True)) == [
        "invitation.made",
        "invitation.renewed",
        "invitation.accepted",
        "membership.started",
    ]


def test_the_console_invites_for_the_companys_steward(cast: Cast) -> None:
    link = inviting.invite_by_console(company="noor", email="dana@example.com", role="member")
    assert inviting.open_invitation(token_of(link)).company == cast.company
    for wrong in ({"company": "nowhere", "role": "member"}, {"company": "noor", "role": "king"}):
        with pytest.raises(Unknown):
            inviting.invite_by_console(email="other@example.com", **wrong)
