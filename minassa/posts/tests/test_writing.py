from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied

from minassa.posts import writing
from minassa.posts.writing import Draft
from minassa.testing.cast import Cast
from minassa.testing.stage import make_channel

pytestmark = pytest.mark.django_db


def test_an_outside_party_changes_only_what_it_wrote(cast: Cast) -> None:
    """Its channel may be one of several: the others' words are not its to change, nor is their post to bin."""
    theirs = make_channel(cast.company, "instant", "https://platform.example", party=cast.agency)
    post = writing.start(cast.huda, Draft(text="ours", channels=[theirs.pk]))
    with pytest.raises(PermissionDenied):
        writing.edit(post, Draft(text="changed"), version=post.version, by=cast.nabil)
    with pytest.raises(PermissionDenied):
        writing.trash(post, by=cast.nabil)
    own = writing.start(cast.nabil, Draft(text="mine", channels=[theirs.pk]))
    assert writing.edit(own, Draft(text="better"), version=own.version, by=cast.nabil).text == "better"
