from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from minassa.events.models import Event
from minassa.events.sentences import SAYINGS, sentence_of
from minassa.testing.cast import Cast


def told(cast: Cast, verb: str, **facts: Any) -> str:
    with translation.override("en"):
        event = Event(company=cast.company, by=cast.omar.user, verb=verb, subject_id=cast.huda.pk, facts=facts)
        return str(sentence_of(event))


def test_a_known_verb_is_a_sentence(cast: Cast) -> None:
    said = told(cast, "invitation.made", name="Dana", email="dana@example.com", role="member")
    assert said == (
        "<bdi>Omar</bdi> invited <bdi>Dana</bdi> (<bdi>dana@example.com</bdi>) as <bdi>Work team member</bdi>."
    )


def test_what_people_wrote_is_escaped(cast: Cast) -> None:
    said = told(cast, "party.added", name="<script>alert(1)</script>%(actor)s")
    assert "<script>" not in said and "%(actor)s" in said


def test_an_unknown_verb_is_shown_plainly(cast: Cast) -> None:
    assert told(cast, "thing.frobbed") == "<bdi>Omar</bdi>: <bdi>thing.frobbed</bdi>"


@pytest.mark.parametrize("facts", [{}, {"role": None}, {"role": "king"}, {"role": ["x"]}, {"starts_on": "no day"}])
def test_facts_that_are_missing_or_old_never_break_the_page(cast: Cast, facts: dict[str, Any]) -> None:
    for verb in SAYINGS:
        assert "%(" not in told(cast, verb, **facts)


def test_the_product_itself_acts_too(cast: Cast) -> None:
    event = Event(company=cast.company, by=None, verb="invitation.mailed", subject_id=cast.huda.pk, facts={})
    with translation.override("en"):
        assert sentence_of(event).startswith("<bdi>Minassa</bdi>")
