"""The map of the manual as a newcomer first sees it."""

from __future__ import annotations

import pytest

from minassa.manual.mapping import map_of
from minassa.manual.stages import State
from minassa.people.demo import create_demo
from minassa.people.models import Membership

pytestmark = pytest.mark.django_db


def test_the_map_of_the_demo_tells_its_story() -> None:
    create_demo()
    officer = Membership.objects.select_related("user", "company").get(company__slug="noor", role="officer")
    found = map_of(officer)
    stages = [found.stage("SM-P1", number) for number in range(1, 11)]
    assert [one.state for one in stages[:4]] == [State.DONE] * 4
    assert len(stages[4].missing) == 2  # sent back by the officer, and waiting for the general manager
    assert [one.state for one in stages[5:]] == [
        State.OVERDUE,  # holes on three platforms
        State.OVERDUE,  # the third report
        State.WAITING,  # for the general manager's scores
        State.OVERDUE,  # no channel of Bluesky is connected
        State.IN_HAND,
    ]
    assert stages[1].override is not None
    assert stages[6].waits_for == ["member"]
