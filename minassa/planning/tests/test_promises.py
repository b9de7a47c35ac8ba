"""Hypothesis drives random orders of the verbs, as random people, over a real PostgreSQL; the promises hold."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis.stateful import run_state_machine_as_test

from minassa.planning.tests.at_random import QUICK, set_scene
from minassa.planning.tests.at_random_after import Going

# What a run must have done for its promises to mean anything.
BEGUN = {"approving.ask", "approving.decide", "signing.sign", "activities.change", "overriding.override"}
REVIEWED = {"reviewing.close", "closed", "cycles.start", "budgeting.spend", "objectives.change"}


@pytest.mark.django_db
@pytest.mark.timeout(600)
@pytest.mark.parametrize(("stage", "wanted"), [("begun", BEGUN), ("reviewed", REVIEWED)])
def test_whatever_people_do_in_whatever_order_the_promises_of_the_plan_hold(stage: str, wanted: set[str]) -> None:
    class Run(Going):
        scene, happened = set_scene(stage), Counter()

    run_state_machine_as_test(Run, settings=QUICK)
    assert wanted <= set(Run.happened), Run.happened
