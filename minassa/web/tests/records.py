"""A record of every kind, for the tests that visit every address: add yours where an address asks for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.core.files.base import ContentFile
from django.db.models import Model

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.media import uploading
from minassa.people import inviting, parties, signing_in
from minassa.people.abilities import Role
from minassa.people.models import Membership
from minassa.planning import (
    activities,
    budgeting,
    choosing,
    cycles,
    initiatives,
    launching,
    linking,
    mechanisms,
    meetings,
    metrics,
    objectives,
    overriding,
    reporting,
    rules,
    team,
)
from minassa.planning import approving as budget_approving
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.choosing import OptionOf
from minassa.planning.meetings import Taken
from minassa.planning.models import ApprovalRule, Cycle
from minassa.posts import approving, scheduling, writing
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast, make_member
from minassa.testing.pictures import jpeg
from minassa.testing.planned import END, START, in_good_time
from minassa.testing.stage import make_channel


@dataclass(frozen=True)
class Records:
    """`noor` are the ids of the cast's company, `safa` those of the stranger's."""

    noor: Mapping[str, object]
    safa: Mapping[str, object]


def make_records(cast: Cast) -> Records:
    noura = make_member(cast.other, "Noura")
    return Records(_of("noor", cast.omar, cast.huda, cast.nabil), _of("safa", cast.sami, noura, noura))


def _of(slug: str, officer: Membership, writer: Membership, colleague: Membership) -> Mapping[str, object]:
    company = officer.company
    hand = make_channel(company, "handoff", limits={"platform": "x"}, name="By hand")
    stage = make_channel(company, "rehearsal", limits={"platform": "bluesky"}, name="Stage")
    handed, rehearsed = _delivery(officer, writer, hand, State.HANDED), _delivery(officer, writer, stage, State.SENT)
    invitation, link = inviting.invite(officer, email=f"dana@{slug}.example", name="Dana", role=Role.MEMBER)
    party = parties.add(officer, name="Team", kind="inside", notify_by="ticket")
    asset = uploading.upload(writer, file=ContentFile(jpeg()), name="rice.jpg")
    company.logo.save("logo.png", ContentFile(jpeg()))
    # After the posts: a cycle that is only begun lets nothing past its gates.
    cycle = in_good_time(cycles.start(by=officer, name="Q4", starts_on=START, ends_on=END))
    planned = _planned(cycle, officer, writer)
    given: dict[str, object] = {
        "company": slug,
        "membership_id": colleague.pk,
        "invitation_id": invitation.pk,
        "party_id": party.pk,
        "channel_id": stage.pk,
        "post_id": handed.post.pk,
        "delivery_id": handed.pk,
        "rehearsals:delivery_id": rehearsed.pk,
        "asset_id": asset.pk,
        "kind": "handoff",
        "day": "2026-11-23",
        "name": company.logo_name,
        "welcome:token": link.rstrip("/").rpartition("/")[2],
        "sign_in_links:token": signing_in.make_link(writer.user).rstrip("/").rpartition("/")[2],
        "callbacks:kind": "mastodon",
        "key": "x",
        "pk": 1,
        "cycle_id": cycle.pk,
        **planned,
        **_plan(cycle, officer, writer),
    }
    return given


def _planned(cycle: Cycle, officer: Membership, writer: Membership) -> dict[str, object]:
    """A record of each kind that a cycle has."""
    objective = objectives.add(cycle, by=officer, statement="More grocers follow us")
    decision = choosing.open_decision(cycle, by=officer, question="Who?", options=[OptionOf("Agency"), OptionOf("We")])
    channel = Channel.objects.filter(company=cycle.company)[0]
    item = launching.tick(cycle, by=officer, channel=channel, code="profile", proof_url="https://noor.example/")
    decided: dict[str, object] = {"objective_id": objective.pk, "decision_id": decision.pk, "item_id": item.pk}
    report = reporting.begin(cycle, cycle.starts_on, by=writer)
    decided |= {"report_id": report.pk, "reports:kind": "docx"}
    metric = metrics.add(by=officer, name="Visits to the shop", unit="count")
    passed = overriding.override(cycle, 1, reason="The season begins today", by=officer)
    decided |= {"metric_id": metric.pk, "override_id": passed.pk, "step": 3}
    return {**decided, **_team(cycle, officer, writer), **_money(cycle, officer, writer)}


def _team(cycle: Cycle, officer: Membership, writer: Membership) -> dict[str, object]:
    mechanism = mechanisms.add(cycle, "bluesky", by=officer, pillars=[("Offers", 60)])
    assignment = team.assign(cycle, by=officer, member=writer, specialty="design")
    meeting = meetings.call(cycle, by=officer, title="The team", starts_at=now() + timedelta(days=2), members=[writer])
    held = meetings.call(cycle, by=officer, title="Held", starts_at=now() - timedelta(days=2), members=[writer])
    taken = [Taken(writer, "Draw the first post")]
    meetings.keep_minutes(held, by=officer, minutes="Said.", decisions=["Decided."], actions=taken)
    return {
        "mechanism_id": mechanism.pk,
        "assignment_id": assignment.pk,
        "meeting_id": meeting.pk,
        "action_id": held.actions.get().pk,
    }


def _plan(cycle: Cycle, officer: Membership, writer: Membership) -> dict[str, object]:
    initiative = initiatives.add(cycle, by=officer, name="Season of dates")
    activity = activities.add(initiative, by=officer, name="Film the cold store", responsible=writer)
    return {"initiative_id": initiative.pk, "activity_id": activity.pk, "plan:kind": "xlsx"}


def _money(cycle: Cycle, officer: Membership, writer: Membership) -> dict[str, object]:
    """An activity that waits for the officer, and one whose money is spent."""
    initiative, today = initiatives.add(cycle, by=officer, name="Ramadan"), cycle.company.local_now().date()
    ApprovalRule.objects.create(company=cycle.company, position=0, role="officer")  # as if by a manager: one has none
    given: dict[str, object] = {"responsible": writer, "starts_on": cycle.starts_on, "deadline": cycle.ends_on}
    given |= {
        "expected": "A film",
        "costs": [CostOf("Camera", Decimal(900))],
        "efforts": [EffortOf(Decimal(9), writer)],
    }
    waiting, paid = (
        activities.add(initiative, by=officer, name=name, **given)  # type: ignore[arg-type]
        for name in ("Asked", "Paid")
    )
    request = budget_approving.ask(waiting, by=writer)
    _link, token = linking.make_link(request.steps.get(), officer)
    budget_approving.decide(budget_approving.ask(paid, by=writer), verdict="approve", by=officer)
    line = paid.cost_lines.get()
    order = budgeting.commit(line, by=officer, what="Order", amount=Decimal(300), on=today)
    receipt = uploading.upload(officer, file=ContentFile(jpeg(40, 30)), name="receipt.jpg")
    expense = budgeting.spend(line, by=officer, what="Rent", amount=Decimal(200), on=today, receipt=receipt)
    later = {"starts_on": today + timedelta(days=30), "ends_on": today + timedelta(days=40)}
    stand_in = rules.stand_in(by=officer, stands_for=officer, who=writer, **later)
    return {
        "request_id": request.pk,
        "approval_links:token": token,
        "cost_line_id": line.pk,
        "commitment_id": order.pk,
        "expense_id": expense.pk,
        "stand_in_id": stand_in.pk,
    }


def _delivery(officer: Membership, writer: Membership, channel: Model, state: State) -> Delivery:
    post = writing.start(writer, Draft(text="أرز بسعر الجملة", channels=[channel.pk]))
    post = approving.submit(post, by=writer)
    approving.approve(post, version=post.version, by=officer)
    post.refresh_from_db()
    [delivery] = scheduling.schedule(post, now() + timedelta(days=1), by=officer)
    Delivery.objects.filter(pk=delivery.pk).update(state=state)
    return Delivery.objects.get(pk=delivery.pk)
