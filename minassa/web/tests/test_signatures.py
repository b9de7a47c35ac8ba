"""The places for signatures on a page: who signed, who has still to, and what is missing before."""

from __future__ import annotations

import pytest

from minassa.planning import signing
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import measurable, open_cycle

pytestmark = pytest.mark.django_db


def test_each_signs_at_their_own_place(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    page = f"/c/noor/cycles/{cycle.pk}/objectives/"
    for person, signed_before in ((cast.omar, 0), (cast.layla, 1)):
        shown = client_of(person).get(page).content.decode()
        assert shown.count("signing__place--signed") == signed_before
        assert shown.count('name="act" value="objectives"') == 1
        answer = client_of(person).post(f"/c/noor/cycles/{cycle.pk}/signatures/", {"act": "objectives"})
        assert answer.headers["Location"] == page
    shown = client_of(cast.huda).get(page).content.decode()
    assert shown.count("signing__place--signed") == 2 and 'name="act"' not in shown


def test_what_is_missing_is_said_where_one_would_sign(cast: Cast) -> None:
    cycle = open_cycle(cast)
    measurable(cast, cycle, target=None)
    shown = client_of(cast.omar).get(f"/c/noor/cycles/{cycle.pk}/objectives/").content.decode()
    assert "set its target" in shown and 'name="act"' not in shown
    assert client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/signatures/", {"act": "objectives"}).status_code == 422


def test_a_signature_that_fell_stays_in_sight(cast: Cast) -> None:
    cycle = open_cycle(cast)
    objective = measurable(cast, cycle)
    signing.sign(cycle, Act.OBJECTIVES, by=cast.layla)
    client_of(cast.omar).post(f"/c/noor/objectives/{objective.pk}/remove/")
    measurable(cast, cycle, "Another one")
    shown = client_of(cast.omar).get(f"/c/noor/cycles/{cycle.pk}/objectives/").content.decode()
    assert "signing__fallen" in shown and "Layla" in shown


@pytest.mark.parametrize(
    "given", [{}, {"act": "everything"}, {"act": "mechanism"}, {"act": "decision", "subject": "x"}]
)
def test_nothing_else_can_be_signed(cast: Cast, given: dict[str, str]) -> None:
    cycle = open_cycle(cast)
    assert client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/signatures/", given).status_code == 404
