from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from minassa.people.models import Membership
from minassa.planning import objectives, reviewing
from minassa.planning.models import Cycle, Metric, Objective
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import all_five, measurable, open_cycle, reviewed, signed_objectives


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def page(one: Membership, path: str) -> str:
    answer = client_of(one).get(f"/c/noor/{path}", follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def post(one: Membership, path: str, **given: Any) -> Any:
    return client_of(one).post(f"/c/noor/{path}", given)


def of(cycle: Cycle) -> str:
    return f"cycles/{cycle.pk}/objectives/"


def test_an_empty_page_shows_what_an_objective_is(cast: Cast, cycle: Cycle) -> None:
    assert "More grocers order through Instagram" in page(cast.omar, of(cycle))
    assert "Write the first objective" in page(cast.omar, of(cycle))
    assert "Write the first objective" not in page(cast.huda, of(cycle))


def test_an_objective_is_written_in_any_digits(cast: Cast, cycle: Cycle) -> None:
    metric = Metric.objects.get(company=cast.company, code="engagement_rate")
    given = {"statement": "Talk more", "metric": str(metric.pk), "due_on": "2026-12-31", "weight": "٣"}
    assert post(cast.layla, f"{of(cycle)}new/", **given, baseline="٢٫٥", target="4.5 %").status_code == 302
    made = Objective.objects.get()
    assert (made.baseline, made.target, made.weight) == (Decimal("2.5"), Decimal("4.5"), 3)
    told = page(cast.huda, of(cycle))
    assert "2.5%" in told and "4.5%" in told and "Engagement rate" in told


def test_what_is_no_number_is_said_beside_its_field_and_stays(cast: Cast, cycle: Cycle) -> None:
    answer = post(cast.omar, f"{of(cycle)}new/", statement="More", target="a lot", weight="0")
    told = answer.content.decode()
    assert answer.status_code == 422 and "“a lot” is not a number." in told and 'value="a lot"' in told
    assert "from 1 to 100" in told and "\nMore</textarea>" in told
    assert "Write the objective in a sentence." in post(cast.omar, f"{of(cycle)}new/", weight="1").content.decode()


def test_it_is_told_plainly_when_not_measurable_or_not_dated(cast: Cast, cycle: Cycle) -> None:
    post(cast.omar, f"{of(cycle)}new/", statement="More grocers", weight="1")
    told = page(cast.omar, of(cycle))
    assert "cannot be measured: choose its indicator." in told and "is not dated" in told
    assert "Before it can be signed" in told


def test_the_weights_are_added_up(cast: Cast, cycle: Cycle) -> None:
    measurable(cast, cycle, "One", weight=3)
    measurable(cast, cycle, "Two", weight=1)
    told = page(cast.omar, of(cycle))
    assert "Sum of the weights" in told and '<bdi class="figure">75</bdi>' in told


def test_a_change_after_signing_lets_signatures_fall_and_stays_on_record(cast: Cast, cycle: Cycle) -> None:
    objective = measurable(cast, cycle)
    signed_objectives(cast, cycle)
    assert "Any change lets the signatures fall" in page(cast.omar, f"objectives/{objective.pk}/")
    given = {
        "statement": "More followers", "metric": str(objective.metric_id), "baseline": "100", "target": "250",
        "due_on": "2026-12-31", "weight": "1",
    }  # fmt: skip
    assert post(cast.omar, f"objectives/{objective.pk}/", **given).status_code == 302
    told = page(cast.layla, of(cycle))
    assert (
        "Signatures that fell" in told and "changed the objective <bdi>More followers</bdi>: <bdi>target</bdi>" in told
    )
    assert "The signature of <bdi>Layla</bdi> fell" in told
    # The trail is for those who may read it.
    assert "History: who changed what" not in page(cast.huda, of(cycle))


def test_saving_without_a_change_keeps_the_signatures(cast: Cast, cycle: Cycle) -> None:
    objective = measurable(cast, cycle)
    signed_objectives(cast, cycle)
    given = {
        "statement": "More followers", "metric": str(objective.metric_id), "baseline": "100", "target": "200",
        "due_on": "2026-12-31", "weight": "1",
    }  # fmt: skip
    post(cast.omar, f"objectives/{objective.pk}/", **given)
    assert "Signatures that fell" not in page(cast.omar, of(cycle))


def test_a_removed_objective_is_remembered(cast: Cast, cycle: Cycle) -> None:
    objective = measurable(cast, cycle)
    assert post(cast.huda, f"objectives/{objective.pk}/remove/").status_code == 403
    assert post(cast.omar, f"objectives/{objective.pk}/remove/").status_code == 302
    assert "removed the objective <bdi>More followers</bdi>" in page(cast.omar, of(cycle))


def test_a_closed_cycle_has_no_forms(cast: Cast) -> None:
    cycle = all_five(cast, "facebook")
    reviewing.close(reviewed(cast, cycle), by=cast.layla)
    objective = cycle.objectives.get()
    assert "Add an objective" not in page(cast.omar, of(cycle)) and "More followers" in page(cast.omar, of(cycle))
    assert client_of(cast.omar).get(f"/c/noor/objectives/{objective.pk}/").status_code == 302
    assert post(cast.omar, f"objectives/{objective.pk}/remove/").status_code == 422


def test_the_catalogue_takes_own_indicators(cast: Cast, cycle: Cycle) -> None:
    given = {"name": "Visits to the shop", "unit": "count", "better": "up", "note": "Counted at the door"}
    assert post(cast.omar, "indicators/new/", **given).status_code == 302
    assert "already an indicator" in post(cast.omar, "indicators/new/", **given).content.decode()
    metric = Metric.objects.get(own_name="Visits to the shop")
    assert post(cast.omar, f"indicators/{metric.pk}/", **given | {"name": "Visits"}).status_code == 302
    told = page(cast.huda, "indicators/")
    assert "Visits" in told and "Followers" in told and "Add an indicator" not in told


def test_a_retired_indicator_stays_with_the_objectives_that_use_it(cast: Cast, cycle: Cycle) -> None:
    post(cast.omar, "indicators/new/", name="Visits", unit="count", better="up")
    metric = Metric.objects.get(own_name="Visits")
    objective = measurable(cast, cycle, metric=metric)
    assert post(cast.omar, f"indicators/{metric.pk}/retire/").status_code == 302
    assert str(metric.pk) not in page(cast.omar, f"{of(cycle)}new/")
    assert str(metric.pk) in page(cast.omar, f"objectives/{objective.pk}/")


def test_what_comes_with_the_product_is_not_edited(cast: Cast, cycle: Cycle) -> None:
    metric = Metric.objects.get(company=cast.company, code="reach")
    assert client_of(cast.omar).get(f"/c/noor/indicators/{metric.pk}/").status_code == 302
    answer = post(cast.omar, f"indicators/{metric.pk}/", name="Mine", unit="count", better="up")
    assert answer.status_code == 422 and "comes with the product" in answer.content.decode()


def test_it_asks_as_often_for_many_as_for_few(cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any) -> None:
    for number in range(30):
        measurable(cast, cycle, f"Objective {number}")
    signed_objectives(cast, cycle)
    objectives.change(cycle.objectives.all()[0], by=cast.omar, target=Decimal(300))
    for path in (of(cycle), f"{of(cycle)}new/", f"objectives/{cycle.objectives.all()[0].pk}/", "indicators/"):
        browser = client_of(cast.omar)
        with django_assert_max_num_queries(12):
            assert browser.get(f"/c/noor/{path}").status_code == 200
