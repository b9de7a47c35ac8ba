"""F-01 on the screen: read by everybody inside, written by the officer, and quick however long it is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from time import process_time
from typing import Any

import pytest
from django.test import Client

from minassa.planning import activities, initiatives, signing
from minassa.planning.activities import CostOf, EffortOf
from minassa.planning.importing import RowOf, bring_in
from minassa.planning.models import Activity, Cycle
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import an_activity, approved, measurable, open_cycle


@pytest.fixture
def cycle(cast: Cast) -> Cycle:
    return open_cycle(cast)


def plan(cycle: Cycle, rest: str = "") -> str:
    return f"/c/noor/cycles/{cycle.pk}/plan/{rest}"


def at(activity: Activity, rest: str = "") -> str:
    return f"/c/noor/activities/{activity.pk}/{rest}"


def cell(browser: Client, activity: Activity, key: str, text: str, *, was: str | None = None, version: int = 0) -> Any:
    sent = {"key": key, "text": text, "was": "?" if was is None else was, "version": version or activity.version}
    return browser.post(at(activity, "cell/"), sent)


def again(activity: Activity) -> Activity:
    return Activity.objects.get(pk=activity.pk)


def test_the_form_is_shown_with_its_head_its_rows_and_its_sums(cast: Cast, cycle: Cycle) -> None:
    measurable(cast, cycle)
    an_activity(cast, cycle)
    page = client_of(cast.layla).get(plan(cycle)).content.decode()
    for said in ("F-01", "More followers", "Season of dates", "Film the cold store", "Huda × 10", "1,000", "Bluesky"):
        assert said in page, said


def test_an_empty_plan_says_what_to_do(cast: Cast, cycle: Cycle) -> None:
    assert "Write the first initiative" in client_of(cast.omar).get(plan(cycle)).content.decode()
    assert "No activity has been planned yet" in client_of(cast.huda).get(plan(cycle)).content.decode()


def test_a_member_reads_it_without_money_and_without_fields(cast: Cast, cycle: Cycle) -> None:
    an_activity(cast, cycle)
    page = client_of(cast.huda).get(plan(cycle)).content.decode()
    assert "Film the cold store" in page and "1,000" not in page and "plan-sheet" not in page
    assert 'name="name"' not in page


def test_a_cell_is_saved_as_it_was_meant(cast: Cast, cycle: Cycle) -> None:
    activity, browser = an_activity(cast, cycle), client_of(cast.omar)
    typed = {
        "name": "صوّر المستودع",
        "platforms": "إنستغرام، تيك توك",
        "responsible": "omar",
        "efforts": "Huda × 12\nمصور × 2 × ٨",
        "asked": "١٬٢٥٠٫٥٠",
        "starts_on": "٢٠٢٦/١٠/٥",
        "deadline": "31 October 2026",
        "expected": "Two films",
    }
    for key, text in typed.items():
        answer = cell(browser, again(activity), key, text)
        assert answer.status_code == 200, (key, answer.content)
        assert answer.json()["version"] == again(activity).version
    after = again(activity)
    assert (after.name, after.platforms, after.responsible) == ("صوّر المستودع", ["instagram", "tiktok"], cast.omar)
    assert (after.starts_on, after.deadline) == (date(2026, 10, 5), date(2026, 10, 31))
    assert [(one.member, one.who, one.people, one.hours) for one in after.efforts.all()] == [
        (cast.huda, "", 1, Decimal(12)),
        (None, "مصور", 2, Decimal(8)),
    ]
    assert [(one.what, one.asked) for one in after.cost_lines.all()] == [("Camera", Decimal("1250.50"))]


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("name", " "), ("platforms", "Myspace"), ("responsible", "Nobody Known"), ("efforts", "Huda × 5000000"), ("asked", "much"),
        ("asked", "-5"), ("deadline", "soon"), ("deadline", "2026-09-01"), ("rank", "1"), ("state", "done"), ("x", "y"),
    ],
)  # fmt: skip
def test_a_cell_that_cannot_be_read_says_why_and_nothing_is_written(
    cast: Cast, cycle: Cycle, key: str, text: str
) -> None:
    activity = an_activity(cast, cycle)
    answer = cell(client_of(cast.omar), activity, key, text)
    assert answer.status_code == 422 and answer.json()["reason"]
    assert again(activity).version == activity.version


def test_another_persons_edit_of_the_same_cell_is_told_with_name_and_words(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    activities.change(activity, by=cast.layla, name="Film the market")
    answer = cell(client_of(cast.omar), activity, "name", "Film the port", was="Film the cold store")
    assert answer.status_code == 409
    assert "Layla" in answer.json()["reason"] and "Film the market" in answer.json()["reason"]
    assert again(activity).name == "Film the market"
    over = cell(client_of(cast.omar), activity, "name", "Film the port", was=answer.json()["was"])
    assert over.status_code == 200 and again(activity).name == "Film the port"


def test_edits_of_two_cells_of_a_row_do_not_meet(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    activities.change(activity, by=cast.layla, expected="A longer film")
    answer = cell(client_of(cast.omar), activity, "name", "Film the port", was="Film the cold store", version=1)
    assert answer.status_code == 200
    assert (again(activity).name, again(activity).expected) == ("Film the port", "A longer film")


def test_a_row_with_several_cost_lines_is_not_written_by_one_figure(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle, costs=[CostOf("Camera", Decimal(5)), CostOf("Light", Decimal(7))])
    answer = cell(client_of(cast.omar), activity, "asked", "100")
    assert answer.status_code == 422 and "several cost lines" in answer.json()["reason"]


def test_a_member_writes_no_cell(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    assert cell(client_of(cast.huda), activity, "name", "x").status_code == 403
    assert client_of(cast.huda).post(plan(cycle, "pasted/"), "{}", "application/json").status_code == 403


def pasted(browser: Client, cycle: Cycle, *rows: dict[str, Any]) -> Any:
    return browser.post(plan(cycle, "pasted/"), json.dumps({"rows": rows}), "application/json")


def test_rows_are_pasted_as_one(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    group = str(activity.initiative_id)
    old = {"id": str(activity.pk), "version": activity.version, "cells": {"name": "Film", "asked": "2,000"}}
    new = {"initiative": group, "cells": {"name": "Send samples", "responsible": "Huda", "deadline": "2026-11-30"}}
    answer = pasted(client_of(cast.omar), cycle, old, new)
    assert answer.status_code == 200 and len(answer.json()["rows"]) == 2
    assert [one.name for one in cycle.activities.all()] == ["Film", "Send samples"]
    assert cycle.activities.get(number=2).responsible == cast.huda


def test_a_paste_with_bad_cells_names_each_and_writes_nothing(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    row = {"id": str(activity.pk), "version": activity.version}
    good, bad = {"cells": {"name": "Film"}} | row, {"cells": {"deadline": "soon", "asked": "much", "name": "x"}}
    answer = pasted(client_of(cast.omar), cycle, good, bad | {"initiative": str(activity.initiative_id)})
    assert answer.status_code == 422
    assert {(one["at"], one["key"]) for one in answer.json()["bad"]} == {(1, "deadline"), (1, "asked")}
    assert again(activity).name == "Film the cold store" and cycle.activities.count() == 1


def test_a_row_that_the_plan_refuses_takes_the_whole_paste_back(cast: Cast, cycle: Cycle) -> None:
    activity = an_activity(cast, cycle)
    group = str(activity.initiative_id)
    first = {"initiative": group, "cells": {"name": "Good"}}
    wrong = {"initiative": group, "cells": {"name": "Bad", "starts_on": "2026-12-01", "deadline": "2026-11-01"}}
    answer = pasted(client_of(cast.omar), cycle, first, wrong)
    assert answer.status_code == 422 and answer.json()["bad"][0]["at"] == 1
    assert cycle.activities.count() == 1


@pytest.mark.parametrize("body", ["", "[]", "{}", '{"rows": [{}]}', '{"rows": [1]}', '{"rows": "x"}', "\x00"])
def test_what_is_no_paste_is_refused(cast: Cast, cycle: Cycle, body: str) -> None:
    answer = client_of(cast.omar).post(plan(cycle, "pasted/"), body, "application/json")
    assert answer.status_code == 422


def test_a_row_of_another_plan_is_not_pasted_over(cast: Cast, cycle: Cycle) -> None:
    other = open_cycle(cast, "Q1", date(2027, 1, 1), date(2027, 3, 31))
    theirs = an_activity(cast, other)
    row = {"id": str(theirs.pk), "version": 1, "cells": {"name": "x"}}
    assert pasted(client_of(cast.omar), cycle, row).status_code == 422
    assert again(theirs).name == "Film the cold store"


def test_rows_and_initiatives_are_added_in_place(cast: Cast, cycle: Cycle) -> None:
    browser = client_of(cast.omar)
    assert browser.post(plan(cycle, "initiatives/"), {"name": "Season of dates"}).status_code == 302
    group = cycle.initiatives.get()
    answer = browser.post(plan(cycle, "activities/"), {"name": "Film", "initiative": group.pk})
    assert answer.status_code == 302
    sent = {"name": "Print", "initiative": group.pk}
    told = browser.post(plan(cycle, "activities/"), sent, headers={"Accept": "application/json"})
    assert told.status_code == 201 and "Print" in told.json()["row"]
    assert [one.name for one in cycle.activities.all()] == ["Film", "Print"]


def test_a_row_moves_to_another_place_and_the_rows_are_numbered_anew(cast: Cast, cycle: Cycle) -> None:
    first, second, third = (an_activity(cast, cycle, name) for name in ("One", "Two", "Three"))
    other = initiatives.add(cycle, by=cast.omar, name="Other")
    browser, group = client_of(cast.omar), str(first.initiative_id)
    assert browser.post(at(third, "move/"), {"initiative": group, "before": str(first.pk)}).status_code == 200
    assert [one.name for one in cycle.activities.all()] == ["Three", "One", "Two"]
    assert browser.post(at(third, "move/"), {"initiative": str(other.pk)}).json()["numbers"][str(third.pk)] == "3"
    assert again(third).initiative == other and again(second).number == 2


def form_of(browser: Client, activity: Activity) -> dict[str, Any]:
    form = browser.get(at(activity, "edit/")).context["forms"]
    sent: dict[str, Any] = {}
    for part in (form.activity, form.efforts.management_form, form.costs.management_form, *form.efforts, *form.costs):
        for bound in part:
            value = bound.value()
            sent[bound.html_name] = "" if value is None else value
    return sent


def test_the_rows_own_page_writes_lines_of_cost_hours_and_order(cast: Cast, cycle: Cycle) -> None:
    before, activity = an_activity(cast, cycle, "Before"), an_activity(cast, cycle)
    browser = client_of(cast.omar)
    sent = form_of(browser, activity) | {
        "after": "١", "kind": "production", "cost-0-asked": "900", "cost-1-what": "Studio", "cost-1-asked": "٣٠٠",
        "cost-1-party": str(cast.agency.pk), "effort-1-who": "Photographer", "effort-1-people": "2", "effort-1-hours": "4",
    }  # fmt: skip
    answer = browser.post(at(activity, "edit/"), sent)
    assert answer.status_code == 302, answer.content.decode()
    after = again(activity)
    assert [(one.what, one.asked, one.party) for one in after.cost_lines.all()] == [
        ("Camera", Decimal(900), None),
        ("Studio", Decimal(300), cast.agency),
    ]
    assert [one.name for one in after.efforts.all()] == ["Huda", "Photographer"]
    assert [one.before for one in after.dependencies.all()] == [before] and after.kind == "production"


def test_saving_the_rows_page_untouched_changes_nothing(cast: Cast, cycle: Cycle) -> None:
    activity, browser = an_activity(cast, cycle), client_of(cast.omar)
    assert browser.post(at(activity, "edit/"), form_of(browser, activity)).status_code == 302
    assert again(activity).version == activity.version


def test_the_rows_page_says_when_somebody_was_quicker_and_keeps_what_was_typed(cast: Cast, cycle: Cycle) -> None:
    activity, browser = an_activity(cast, cycle), client_of(cast.omar)
    sent = form_of(browser, activity) | {"name": "My own name"}
    activities.change(activity, by=cast.layla, name="Layla’s")
    answer = browser.post(at(activity, "edit/"), sent)
    assert answer.status_code == 422 and "My own name" in answer.content.decode()


def test_an_activity_is_dropped_with_a_reason_or_removed_while_nothing_was_decided(cast: Cast, cycle: Cycle) -> None:
    kept, gone = approved(cast, an_activity(cast, cycle)), an_activity(cast, cycle, "Gone")
    browser = client_of(cast.omar)
    assert browser.post(at(gone, "remove/")).status_code == 302
    assert browser.post(at(kept, "remove/")).status_code == 422
    assert browser.post(at(kept, "drop/"), {"reason": ""}).status_code == 422
    assert browser.post(at(kept, "drop/"), {"reason": "The supplier closed"}).status_code == 302
    assert again(kept).state == "dropped" and not Activity.objects.filter(pk=gone.pk).exists()


def test_who_is_responsible_tells_how_it_goes(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    browser = client_of(cast.huda)
    assert "How it goes" in browser.get(at(activity)).content.decode()
    sent = {"state": "under_way", "progress": "٤٠", "note": "Half filmed"}
    assert browser.post(at(activity, "progress/"), sent).status_code == 302
    assert (again(activity).state, again(activity).progress) == ("under_way", 40)


def test_a_change_lets_the_signatures_fall(cast: Cast, cycle: Cycle) -> None:
    activity = approved(cast, an_activity(cast, cycle))
    signing.sign(cycle, Act.PLAN, by=cast.omar)
    assert cell(client_of(cast.omar), again(activity), "expected", "More").status_code == 200
    assert [one.stands for one in signing.signatures_of(cycle, Act.PLAN)] == [False]
    assert "revision 2" in client_of(cast.layla).get(plan(cycle)).content.decode().replace(
        '<bdi class="figure">2</bdi>', "2"
    )


def many(cast: Cast, cycle: Cycle, count: int = 500) -> None:
    rows = [
        RowOf(
            f"Initiative {number % 12}", f"Activity {number}", number, platforms=["instagram", "x"],
            responsible=cast.huda, starts_on=cycle.starts_on, deadline=cycle.ends_on, expected="15,000 buyers reached",
            efforts=[EffortOf(Decimal(8), cast.huda), EffortOf(Decimal(4), cast.nabil)],
            costs=[CostOf("Advertisements", Decimal(number * 10), "instagram")], after=[number - 1] if number > 1 else [],
        )
        for number in range(1, count + 1)
    ]  # fmt: skip
    bring_in(cycle, by=cast.omar, rows=rows)


def test_five_hundred_rows_ask_no_more_than_twelve_times(
    cast: Cast, cycle: Cycle, django_assert_max_num_queries: Any
) -> None:
    many(cast, cycle)
    browser = client_of(cast.omar)
    browser.get(plan(cycle))
    with django_assert_max_num_queries(12):
        page = browser.get(plan(cycle))
    assert page.content.count(b"data-version") == 500
    activity = cycle.activities.all()[250]
    for path in (at(activity), at(activity, "edit/"), plan(cycle, "names/")):
        with django_assert_max_num_queries(12):
            assert browser.get(path).status_code == 200


def test_five_hundred_rows_are_quick_at_the_server(cast: Cast, cycle: Cycle) -> None:
    """A guard against a slide: the goal is 150 ms where nothing else runs."""
    many(cast, cycle)
    browser = client_of(cast.omar)
    browser.get(plan(cycle))
    spent = []
    for _time in range(3):
        began = process_time()
        browser.get(plan(cycle))
        spent.append(process_time() - began)
    print("spent", spent)
    assert min(spent) < 0.3
