"""The places for signatures on a page: who signed, who has still to, and what is missing before."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from minassa.people import memberships
from minassa.planning import mechanisms, objectives, signing
from minassa.planning.errors import NotYours
from minassa.planning.models import Signature
from minassa.planning.models.signature import Act
from minassa.testing.cast import Cast, client_of
from minassa.testing.planned import measurable, open_cycle, whole

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


def offered(shown: str) -> dict[str, str]:
    """What the form of the signature sends."""
    form = next(one for one in shown.split("<form")[1:] if 'name="act"' in one).split("</form>")[0]
    return dict(re.findall(r'<input type="hidden" name="(act|subject|read)" value="([^"]*)"', form))


def test_nobody_signs_what_was_changed_after_they_read_it(cast: Cast) -> None:
    cycle = open_cycle(cast)
    objective = measurable(cast, cycle)
    omar, page = client_of(cast.omar), f"/c/noor/cycles/{cycle.pk}/objectives/"
    read = offered(omar.get(page).content.decode())
    objectives.change(objective, by=cast.layla, target=Decimal(999_999))
    answer = omar.post(f"/c/noor/cycles/{cycle.pk}/signatures/", read)
    assert answer.status_code == 422 and "Layla" in answer.content.decode()
    assert not Signature.objects.exists()
    omar.post(f"/c/noor/cycles/{cycle.pk}/signatures/", offered(omar.get(page).content.decode()))
    assert Signature.objects.get().by == cast.omar.user


def test_one_person_never_signs_for_both(cast: Cast) -> None:
    """Also not by changing their role between the two."""
    cycle = open_cycle(cast)
    measurable(cast, cycle)
    signing.sign(cycle, Act.OBJECTIVES, by=cast.omar)
    promoted = memberships.change(cast.omar, cast.layla, role="manager")
    with pytest.raises(NotYours):
        signing.sign(cycle, Act.OBJECTIVES, by=promoted)
    assert Signature.objects.count() == 1


def test_what_else_happened_meanwhile_holds_no_signature_up(cast: Cast) -> None:
    cycle = open_cycle(cast)
    objective = measurable(cast, cycle)
    mechanism, other = (whole(cast, cycle, one) for one in ("bluesky", "mastodon"))
    omar, board = client_of(cast.omar), f"/c/noor/cycles/{cycle.pk}/mechanisms/"
    read = offered(omar.get(board).content.decode())
    assert read["subject"] == str(mechanism.pk)
    mechanisms.change(other, by=cast.layla, tone="Loud")
    signing.sign(cycle, Act.OBJECTIVES, by=cast.layla)
    objectives.change(objective, by=cast.omar, target=Decimal(999_999))
    omar.post(f"/c/noor/cycles/{cycle.pk}/signatures/", read)
    assert Signature.objects.get(act="mechanism").subject_id == mechanism.pk
    again = offered(omar.get(board).content.decode())
    mechanisms.change(other, by=cast.layla, tone="Louder")
    assert omar.post(f"/c/noor/cycles/{cycle.pk}/signatures/", again).status_code == 422


@pytest.mark.parametrize(
    "given", [{}, {"act": "everything"}, {"act": "mechanism"}, {"act": "decision", "subject": "x"}]
)
def test_nothing_else_can_be_signed(cast: Cast, given: dict[str, str]) -> None:
    cycle = open_cycle(cast)
    assert client_of(cast.omar).post(f"/c/noor/cycles/{cycle.pk}/signatures/", given).status_code == 404
