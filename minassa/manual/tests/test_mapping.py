"""Home as a map: each step's state is read from the records, and nobody can tick one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import translation

from minassa.manual.acts import next_acts
from minassa.manual.mapping import map_of, plan_of
from minassa.manual.stages import State
from minassa.manual.step_acts import step_acts
from minassa.people.models import Membership
from minassa.planning import (
    approving,
    choosing,
    cycles,
    mechanisms,
    meetings,
    objectives,
    reporting,
    reviewing,
    signing,
)
from minassa.planning.choosing import CriterionOf, OptionOf
from minassa.planning.meetings import Taken
from minassa.planning.models import Cycle
from minassa.planning.models.signature import Act
from minassa.planning.reporting import ChallengeOf
from minassa.posts import approving as posts_approving
from minassa.posts import scheduling, writing
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.planned import (
    all_five,
    an_activity,
    measurable,
    open_cycle,
    overridden,
    reviewed,
    signed_objectives,
    whole,
)
from minassa.testing.stage import make_channel

pytestmark = pytest.mark.django_db
STEPS = 10


@pytest.fixture(autouse=True)
def _in_the_period() -> Iterator[None]:
    with translation.override("en"), time_machine.travel(datetime(2026, 10, 1, 9, tzinfo=UTC)):
        yield


def states(member: Membership) -> list[str]:
    [(_procedure, stages), _other] = map_of(member).procedures
    return [stage.state for stage in stages]


def test_before_the_first_cycle_the_officer_is_told_where_to_begin(cast: Cast) -> None:
    seen = map_of(cast.omar)
    assert seen.cycle is None and seen.may_start
    assert seen.stage("SM-P1", 1).label == "Start a cycle"
    assert not map_of(cast.huda).may_start


def numbers(member: Membership) -> dict[str, list[int]]:
    return {procedure.code: [one.number for one in stages] for procedure, stages in map_of(member).procedures}


def test_inside_all_fifteen_steps_are_there_and_outside_what_concerns_them(cast: Cast) -> None:
    open_cycle(cast)
    for one in (cast.layla, cast.omar, cast.huda):
        assert numbers(one) == {"SM-P1": [*range(1, 11)], "SM-P2": [*range(1, 6)]}
    assert numbers(cast.nabil) == {"SM-P1": [6, 7, 9], "SM-P2": [2, 3]}
    assert numbers(cast.rana) == {"SM-P2": [4]}


def now_on(member: Membership) -> list[int]:
    return [one.number for one in map_of(member).procedures[0][1] if one.is_now]


def test_the_step_at_its_turn_is_known_and_so_is_whose_turn_it_is(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    signing.sign(cycle, Act.OBJECTIVES, by=cast.omar)
    assert now_on(cast.layla) == [1] and map_of(cast.layla).stage("SM-P1", 1).is_mine
    # The manager's signature is awaited; meanwhile the officer's own next step is the second.
    assert now_on(cast.omar) == [1, 2] and not map_of(cast.omar).stage("SM-P1", 1).is_mine
    assert [str(one.label) for one in step_acts(map_of(cast.layla))] == ["Sign"]
    assert "Step 1, Expected objectives: The general manager has not signed" in str(
        next(step_acts(map_of(cast.layla))).said
    )
    assert not [*step_acts(map_of(cast.huda))]


def test_an_earlier_cycle_is_read_as_a_map_too(cast: Cast) -> None:
    cycle = all_five(cast, "facebook")
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    seen = plan_of(Cycle.objects.get(pk=cycle.pk), cast.huda)
    assert seen.done == STEPS and seen.cycle == cycle


def test_who_may_not_see_the_plan_learns_nothing_of_it(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    for one in (cast.nabil, cast.rana):
        seen = map_of(one)
        assert seen.cycle is None
        assert not any(stage.missing or stage.signed for _one, stages in seen.procedures for stage in stages)


def test_a_step_goes_from_not_started_through_waiting_to_done(cast: Cast) -> None:
    cycle = open_cycle(cast)
    assert map_of(cast.omar).stage("SM-P1", 1).state == State.NOT_STARTED
    one = objectives.add(cycle, by=cast.omar, statement="Be known")
    stage = map_of(cast.omar).stage("SM-P1", 1)
    assert stage.state == State.IN_HAND and len(stage.missing) == 4
    objectives.remove(one, by=cast.omar)
    measurable(cast, cycle)
    stage = map_of(cast.omar).stage("SM-P1", 1)
    assert stage.state == State.WAITING and stage.label == "Sign"
    signing.sign(cycle, Act.OBJECTIVES, by=cast.omar)
    stage = map_of(cast.layla).stage("SM-P1", 1)
    assert stage.waits_for_whom == ["General manager"] and stage.label == "Sign"
    assert [one.by for one in stage.signed] == ["Omar"]
    signing.sign(cycle, Act.OBJECTIVES, by=cast.layla)
    assert map_of(cast.omar).stage("SM-P1", 1).state == State.DONE


def test_a_gating_step_not_done_when_the_period_begins_is_overdue(cast: Cast) -> None:
    cycle = open_cycle(cast)
    assert map_of(cast.omar).stage("SM-P1", 4).by_when == cycle.starts_on
    with time_machine.travel(datetime(2026, 10, 3, 9, tzinfo=UTC)):
        assert set(states(cast.omar)[:5]) == {State.OVERDUE}


def test_a_cycle_opened_late_has_a_fortnight_for_its_plan(cast: Cast) -> None:
    with time_machine.travel(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        cycles.start(by=cast.omar, name="Q4", starts_on=date(2026, 10, 1), ends_on=date(2026, 12, 31))
        assert map_of(cast.omar).stage("SM-P1", 1).by_when == date(2026, 11, 3)
        assert State.OVERDUE not in states(cast.omar)[:5]
    with time_machine.travel(datetime(2026, 11, 4, 9, tzinfo=UTC)):
        assert set(states(cast.omar)[:5]) == {State.OVERDUE}


def test_content_that_runs_short_is_wanted_by_its_day_and_overdue_when_there_is_none(cast: Cast) -> None:
    all_five(cast, "facebook")
    channel = make_channel(cast.company, "handoff", limits={"platform": "facebook"})
    draft = Draft(text="the only one", channels=[channel.pk], wanted_at=datetime(2026, 10, 2, 12, tzinfo=UTC))
    post = posts_approving.submit(writing.start(cast.huda, draft), by=cast.huda)
    posts_approving.approve(post, version=post.version, by=cast.omar)
    with time_machine.travel(datetime(2026, 10, 2, 9, tzinfo=UTC)):
        stage = map_of(cast.huda).stage("SM-P1", 6)
        assert (stage.state, stage.by_when) == (State.IN_HAND, date(2026, 10, 6))
    with time_machine.travel(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        stage = map_of(cast.huda).stage("SM-P1", 6)
        assert (stage.state, stage.by_when) == (State.OVERDUE, None)


def test_a_mechanism_without_a_frequency_beside_one_that_is_covered_asks_for_content(cast: Cast) -> None:
    all_five(cast, "facebook")
    Cycle.objects.update(runway_days=1)
    mechanisms.add(Cycle.objects.get(), "linkedin", by=cast.omar)
    assert map_of(cast.omar).stage("SM-P1", 6).state == State.NOT_STARTED


def test_a_short_target_that_is_met_is_done_though_nothing_is_planned_yet(cast: Cast) -> None:
    all_five(cast, "facebook")
    Cycle.objects.update(runway_days=1)
    with time_machine.travel(datetime(2026, 10, 20, 9, tzinfo=UTC)):
        assert map_of(cast.huda).stage("SM-P1", 6).state == State.DONE


def test_a_cycle_without_objectives_asks_at_its_end_for_words_and_signatures(cast: Cast) -> None:
    open_cycle(cast)
    assert map_of(cast.layla).stage("SM-P1", 10).missing == []
    with time_machine.travel(datetime(2026, 12, 31, 9, tzinfo=UTC)):
        assert "Write what was learned" in map_of(cast.layla).stage("SM-P1", 10).missing[0]
        reviewing.conclude(Cycle.objects.get(), by=cast.omar, words="We moved house.")
        assert map_of(cast.layla).stage("SM-P1", 10).label == "Sign"


def test_an_override_shows_its_reason_and_is_not_a_tick(cast: Cast) -> None:
    cycle = open_cycle(cast)
    assert map_of(cast.omar).stage("SM-P1", 3).may_override and not map_of(cast.layla).stage("SM-P1", 3).may_override
    overridden(cast, cycle, 3)
    stage = map_of(cast.omar).stage("SM-P1", 3)
    assert stage.override is not None and stage.override.reason == "The launch cannot wait"
    assert stage.passes and stage.state == State.NOT_STARTED


def test_steps_one_to_five_are_done_by_the_records(cast: Cast) -> None:
    all_five(cast, "facebook")
    assert states(cast.omar)[:5] == [State.DONE] * 5


def test_content_is_sustained_when_the_runway_is_long_enough(cast: Cast) -> None:
    all_five(cast, "facebook")
    channel = make_channel(cast.company, "handoff", limits={"platform": "facebook"})
    stage = map_of(cast.huda).stage("SM-P1", 6)
    assert stage.missing == ["Facebook is covered for 2 days of 14."] and stage.label == "Fill the holes"
    for number in range(6):  # three a week
        at = datetime(2026, 10, 1, 12, tzinfo=UTC) + timedelta(days=number * 2)
        pillar = "Offers" if number < 4 else "Advice"
        draft = Draft(text=f"post {number}", channels=[channel.pk], wanted_at=at, pillar=pillar)
        post = posts_approving.submit(writing.start(cast.huda, draft), by=cast.huda)
        posts_approving.approve(post, version=post.version, by=cast.omar)
    stage = map_of(cast.huda).stage("SM-P1", 6)
    assert stage.state == State.DONE, stage.missing


def test_a_report_that_is_overdue_is_named(cast: Cast) -> None:
    open_cycle(cast, report_rhythm="weekly", report_grace_days=2)
    assert map_of(cast.huda).stage("SM-P1", 7).state == State.IN_HAND
    with time_machine.travel(datetime(2026, 10, 12, 9, tzinfo=UTC)):
        stage = map_of(cast.huda).stage("SM-P1", 7)
        assert stage.state == State.OVERDUE and "is overdue" in stage.missing[0] and stage.label == "Write the report"
        report = reporting.ensure_due(Cycle.objects.get())[0]
        reporting.draft(report, by=cast.huda)
        challenge = ChallengeOf("No photographer", ["Hire one for a day"])
        reporting.write(report, by=cast.huda, summary="It began", challenges=[challenge])
        reporting.submit(report, by=cast.huda)
        assert map_of(cast.omar).stage("SM-P1", 7).label == "Receive the report"
        reporting.receive(report, by=cast.omar)
        assert map_of(cast.omar).stage("SM-P1", 7).state == State.DONE


def test_an_open_decision_waits_for_both(cast: Cast) -> None:
    cycle = open_cycle(cast)
    decision = choosing.open_decision(
        cycle, by=cast.omar, question="Which agency?", options=[OptionOf("Ufuq"), OptionOf("Own team")],
        criteria=[CriterionOf("Price", 2)],
    )  # fmt: skip
    assert map_of(cast.layla).stage("SM-P1", 8).missing == ["“Which agency?” is not decided."]
    choosing.choose(decision, by=cast.omar, option=decision.options.all()[1], reason="Cheaper")
    signing.sign(cycle, Act.DECISION, by=cast.omar, subject=decision)
    assert map_of(cast.layla).stage("SM-P1", 8).waits_for == ["manager"]
    signing.sign(cycle, Act.DECISION, by=cast.layla, subject=decision)
    assert map_of(cast.layla).stage("SM-P1", 8).state == State.DONE


def test_a_platform_is_launched_by_a_post_that_is_live(cast: Cast) -> None:
    all_five(cast, "mastodon")
    assert map_of(cast.huda).stage("SM-P1", 9).missing == ["No channel of Mastodon is connected."]
    channel = make_channel(cast.company, "mastodon", "https://social.example")
    assert map_of(cast.huda).stage("SM-P1", 9).missing == ["Nothing is published on Mastodon yet."]
    post = posts_approving.submit(writing.start(cast.huda, Draft(text="hi", channels=[channel.pk])), by=cast.huda)
    posts_approving.approve(post, version=post.version, by=cast.omar)
    [delivery] = scheduling.publish_now(post, by=cast.omar)
    delivery.state = delivery.State.SENT
    delivery.save()
    assert map_of(cast.huda).stage("SM-P1", 9).state == State.DONE


def test_the_review_closes_the_cycle(cast: Cast) -> None:
    cycle = all_five(cast, "facebook")
    assert map_of(cast.omar).stage("SM-P1", 10).missing[0] == "1 objective is not measured."
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    assert states(cast.omar) == [State.DONE] * STEPS
    assert not any(stage.may_override for stage in map_of(cast.omar).procedures[0][1])


def test_the_next_cycle_is_beside_the_one_of_today(cast: Cast) -> None:
    now_on, later = open_cycle(cast), open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    seen = map_of(cast.omar)
    assert seen.cycle == now_on and seen.others == [later]


def full(cast: Cast) -> Cycle:
    """Many records of each kind."""
    cycle = open_cycle(cast)
    for number in range(6):
        measurable(cast, cycle, f"Objective {number}")
    signed_objectives(cast, cycle)
    for platform in ("bluesky", "mastodon", "facebook", "linkedin"):
        signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=whole(cast, cycle, platform))
        make_channel(cast.company, "handoff", limits={"platform": platform})
    for number in range(12):
        approving.ask(an_activity(cast, cycle, f"Activity {number}"), by=cast.omar)
    meeting = meetings.call(cycle, by=cast.omar, title="The team", starts_at=datetime(2026, 10, 1, 9, tzinfo=UTC))
    actions = [Taken(cast.layla, f"Do {number}", date(2026, 9, 30)) for number in range(9)]
    meetings.keep_minutes(meeting, by=cast.omar, minutes="Said", actions=actions)
    reporting.ensure_due(cycle)
    return cycle


def test_the_whole_home_asks_seven_times_however_much_there_is(cast: Cast, django_assert_max_num_queries: Any) -> None:
    full(cast)
    with django_assert_max_num_queries(6):
        map_of(cast.layla)
    with django_assert_max_num_queries(3):
        acts = next_acts(cast.layla)
    assert sum(act.label == "Decide" for act in acts) == 5
    assert any("You took on" in str(act.said) and act.tone == "danger" for act in acts)


def test_nobody_is_asked_to_decide_what_they_asked_for(cast: Cast) -> None:
    full(cast)
    assert not any(act.label == "Decide" for act in next_acts(cast.omar))


def test_another_company_is_not_seen(cast: Cast) -> None:
    full(cast)
    assert map_of(cast.sami).cycle is None
    assert not any(act.label == "Decide" for act in next_acts(cast.sami))


def test_money_is_said_in_the_companys_currency(cast: Cast) -> None:
    cycle = open_cycle(cast)
    approving.ask(an_activity(cast, cycle, cost=12500), by=cast.omar)
    [act] = [one for one in next_acts(cast.layla) if one.label == "Decide"]
    assert "12,500" in str(act.said) and "SAR" in str(act.said)
