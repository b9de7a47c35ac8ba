"""The content pillar of a post, of those that the plan names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from minassa.posts.pillars import PillarOf


class PillarSelect(forms.Select):
    """Each option names its platforms: the page offers those of the chosen channels."""

    platforms: dict[str, str]

    def create_option(self, *args: Any, **given: Any) -> dict[str, Any]:
        option = super().create_option(*args, **given)
        if found := self.platforms.get(str(option["value"])):
            option["attrs"]["data-platforms"] = found
        return option


def pillar_field(pillars: Iterable[PillarOf], *, kept: str = "") -> forms.ChoiceField:
    """`kept`: the post's own, which stays a choice when the plan has since renamed it."""
    platforms = {one.name: " ".join(one.platforms) for one in pillars}
    names = [*platforms] + ([kept] if kept and kept not in platforms else [])
    widget = PillarSelect()
    widget.platforms = platforms
    return forms.ChoiceField(
        label=_("Content pillar"),
        required=False,
        choices=[("", _("None")), *((name, name) for name in names)],
        widget=widget,
        error_messages={"invalid_choice": _("The plan has no such content pillar any more. Choose another one.")},
    )
