"""Steps 1 to 5 gate publishing, from the records alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from minassa.events.models import Event
from minassa.people.companies import NotValid
from minassa.planning import gates, mechanisms, objectives, overriding, signing, standing
from minassa.planning.models import Gate, Override
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast
from minassa.testing.planned import measurable, open_cycle, opened, overridden, signed_objectives, whole
from minassa.testing.stage import make_channel

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english() -> object:
    with translation.override("en"):
        yield


def test_a_company_that_has_not_begun_the_manual_has_no_gate(cast: Cast) -> None:
    assert gates.lets_platform(cast.company.pk, "bluesky")
    assert gates.why_closed(cast.company, "bluesky") == ""


def test_the_first_cycle_closes_the_gate_and_says_which_step_and_who_can_open_it(cast: Cast) -> None:
    open_cycle(cast)
    said = gates.why_closed(cast.company, "bluesky")
    assert "step 1" in said and "Expected objectives" in said and "marketing officer" in said


def test_a_rehearsal_is_never_gated(cast: Cast) -> None:
    open_cycle(cast)
    assert gates.lets(make_channel(cast.company, "rehearsal", limits={"platform": "bluesky"}))
    assert not gates.lets(make_channel(cast.company, "handoff", limits={"platform": "instagram"}))


def test_the_gate_opens_for_the_platforms_that_a_signed_mechanism_covers(cast: Cast) -> None:
    opened(cast, "bluesky")
    assert gates.lets_platform(cast.company.pk, "bluesky")
    assert not gates.lets_platform(cast.company.pk, "mastodon")
    assert "no signed mechanism covers it" in gates.why_closed(cast.company, "mastodon")


def test_a_mechanism_is_the_officers_to_sign(cast: Cast) -> None:
    cycle = opened(cast)
    mechanism = whole(cast, cycle, "bluesky")
    signing.sign(cycle, Act.MECHANISM, by=cast.layla, subject=mechanism)
    assert not gates.lets_platform(cast.company.pk, "bluesky")
    signing.sign(cycle, Act.MECHANISM, by=cast.omar, subject=mechanism)
    assert gates.lets_platform(cast.company.pk, "bluesky")


def test_another_company_is_not_touched(cast: Cast) -> None:
    opened(cast, "bluesky")
    assert gates.lets_platform(cast.other.pk, "mastodon")


def test_a_changed_mechanism_shuts_its_own_platform_only(cast: Cast) -> None:
    cycle = opened(cast, "bluesky", "mastodon")
    mechanisms.change(cycle.mechanisms.get(platform="bluesky"), by=cast.omar, posts_per_week=5)
    assert not gates.lets_platform(cast.company.pk, "bluesky")
    assert gates.lets_platform(cast.company.pk, "mastodon")


def test_a_changed_objective_shuts_everything_until_both_sign_again(cast: Cast) -> None:
    cycle = opened(cast, "bluesky")
    objectives.change(cycle.objectives.get(), by=cast.layla, target=Decimal(300))
    assert not gates.lets_platform(cast.company.pk, "bluesky")
    signing.sign(cycle, Act.OBJECTIVES, by=cast.layla)
    assert not gates.lets_platform(cast.company.pk, "bluesky")
    signing.sign(cycle, Act.OBJECTIVES, by=cast.omar)
    assert gates.lets_platform(cast.company.pk, "bluesky")


def test_step_two_overridden_opens_every_platform(cast: Cast) -> None:
    cycle = opened(cast)
    overridden(cast, cycle, 2)
    assert gates.lets_platform(cast.company.pk, "mastodon")


def test_an_override_is_the_officers_with_a_reason_and_on_record(cast: Cast) -> None:
    cycle = open_cycle(cast)
    for one in (cast.layla, cast.huda):
        with pytest.raises(PermissionDenied):
            overriding.override(cycle, 1, reason="Haste", by=one)
    with pytest.raises(NotValid):
        overriding.override(cycle, 1, reason="  ", by=cast.omar)
    with pytest.raises(NotValid):
        overriding.override(cycle, 6, reason="Haste", by=cast.omar)
    overriding.override(cycle, 1, reason="Haste", by=cast.omar)
    assert Event.objects.get(verb="override.made").facts["reason"] == "Haste"


def test_an_override_withdrawn_gates_again(cast: Cast) -> None:
    cycle = opened(cast, "bluesky")
    overriding.withdraw(Override.objects.get(step=3), by=cast.omar)
    assert not gates.lets_platform(cast.company.pk, "bluesky")
    assert standing.of_cycle(cycle).steps[3].override is None


def test_the_standing_of_all_steps_is_one_query(cast: Cast, django_assert_num_queries: object) -> None:
    cycle = opened(cast, "bluesky")
    open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    with django_assert_num_queries(1):  # type: ignore[operator]
        found = standing.of_company(cast.company.pk)
    assert found[0].cycle == cycle and len(found) == 2
    assert found[0].steps[1].done and found[0].steps[2].done and not found[0].steps[3].done


def test_what_is_missing_is_said_in_words(cast: Cast) -> None:
    cycle = open_cycle(cast)
    objectives.add(cycle, by=cast.omar, statement="Be loved")
    step = standing.of_cycle(cycle).steps[1]
    assert any("cannot be measured" in said for said in step.missing)
    assert any("not dated" in said for said in step.missing)
    assert not step.waits_for


def test_a_step_waits_for_whoever_has_not_signed(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    assert standing.of_cycle(cycle).steps[1].waits_for == ["manager", "officer"]
    signing.sign(cycle, Act.OBJECTIVES, by=cast.omar)
    assert standing.of_cycle(cycle).steps[1].waits_for == ["manager"]


def test_an_objective_that_no_ready_mechanism_serves_is_named(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    signed_objectives(cast, cycle)
    whole(cast, cycle, pillars=[("Offers", 60), ("Advice", 30)])
    said = " ".join(standing.of_cycle(cycle).steps[2].missing)
    assert "add to 90 %, not to 100 %" in said and "No ready mechanism serves “More followers”" in said


def test_there_is_one_gate_a_company(cast: Cast) -> None:
    opened(cast, "bluesky")
    assert Gate.objects.count() == 1


def test_many_changes_at_once_bring_the_gate_up_once(cast: Cast) -> None:
    with gates.once(cast.company.pk, cast.omar):
        opened(cast, "bluesky")
        assert not Gate.objects.exists()
    assert gates.lets_platform(cast.company.pk, "bluesky")
    assert Event.objects.filter(verb="gate.opened").count() == 1


def test_a_refusal_among_many_changes_leaves_the_gate_to_the_next_one(cast: Cast) -> None:
    with pytest.raises(NotValid), gates.once(cast.company.pk, cast.omar):
        opened(cast, "bluesky")
        objectives.add(Override.objects.all()[0].cycle, by=cast.omar, statement="")
    opened(cast, "bluesky")
    assert gates.lets_platform(cast.company.pk, "bluesky")
