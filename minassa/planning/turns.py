"""Whose turn an approval is, and telling them: a link by mail, asked for in the transaction that brings the turn."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from minassa.core.clock import now
from minassa.core.crypto import seal
from minassa.jobs.face import job
from minassa.people.models import Company, Membership
from minassa.people.signing_in import digest, new_token
from minassa.planning import rules
from minassa.planning.approval_mail import mail_approval_link
from minassa.planning.models import ApprovalLink, ApprovalRequest, ApprovalStep, Cycle

REMIND_AFTER = timedelta(days=2)
MOST_MAILS = 5
AWAKE = range(8, 18)  # a reminder does not wake anybody


def approvers(step: ApprovalStep) -> list[Membership]:
    """Everybody who may take this turn today: never who asked, and nobody on behalf of who asked."""
    asker = step.request.asked_by_id
    own = [one for one in rules.people(step.request.cycle.company) if one.user_id != asker]
    mine = [one for one in own if rules.is_turn_of(step, one)]
    stands = rules.standing_in_today(step.request.cycle.company)
    away = {one.who_id for one in stands if one.stands_for.user_id != asker and rules.is_turn_of(step, one.stands_for)}
    return [*mine, *(one for one in own if one.pk in away and one not in mine)]


def begin(step: ApprovalStep) -> None:
    """It is their turn now. Without a mail server nobody is mailed: the turn still stands on their home page."""
    if settings.EMAIL_HOST:
        for one in approvers(step):
            _mail(step, one)


def make_link(step: ApprovalStep, member: Membership) -> tuple[ApprovalLink, str]:
    """The link and its token, which is known only now."""
    token = new_token()
    link = ApprovalLink.objects.create(company_id=step.company_id, step=step, member=member, token_digest=digest(token))
    return link, token


@job(title=_("Remind those whose approval is awaited"))
def remind_approvers() -> None:
    waiting = Company.objects.filter(pk__in=ApprovalRequest.objects.filter(state="waiting").values("company"))
    for company in waiting:
        remind(company)


def remind(company: Company) -> int:
    """Mails again whoever has not decided for two days, in their working hours. How many mails were asked for."""
    here = company.local_now()
    if not settings.EMAIL_HOST or here.hour not in AWAKE or here.weekday() in company.weekend:
        return 0
    cycles = Cycle.objects.filter(company=company, state=Cycle.State.OPEN, approval_requests__state="waiting")
    return sum(_remind(cycle) for cycle in cycles.distinct())


@transaction.atomic
def _remind(cycle: Cycle) -> int:
    Cycle.objects.select_for_update().get(pk=cycle.pk)  # two workers that remind come one after the other
    told = 0
    for step in waiting_steps(cycle.company).filter(cycle=cycle):
        links = list(step.links.order_by("-made_at"))
        for one in approvers(step):
            mine = [link for link in links if link.member_id == one.pk]
            if not mine or (len(mine) < MOST_MAILS and mine[0].made_at < now() - REMIND_AFTER):
                _mail(step, one)
                told += 1
    return told


def waiting_steps(company: Company) -> QuerySet[ApprovalStep]:
    """The turn at which each waiting request of a company stands."""
    waiting = ApprovalStep.objects.filter(company=company, request__state="waiting", verdict="")
    firsts = waiting.order_by("request_id", "position").distinct("request_id")
    return ApprovalStep.objects.filter(pk__in=firsts.values("pk")).select_related(
        "request__activity__initiative", "request__asked_by", "request__cycle__company", "approver__user"
    )


def _mail(step: ApprovalStep, member: Membership) -> None:
    link, token = make_link(step, member)
    mail_approval_link.later(str(link.pk), seal(token))
