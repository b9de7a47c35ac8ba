"""The composer's form: one post, and what each channel says of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.media.models import Asset
from minassa.people.models import Membership
from minassa.planning.gates import REHEARSAL
from minassa.posts import scheduling
from minassa.posts.composing import assets_of, channels_of
from minassa.posts.models import Post
from minassa.posts.pillars import pillars_of
from minassa.posts.writing import LONGEST, LONGEST_ALT, Draft
from minassa.web.forms.moments import clock_field, clock_read, day_field, day_read
from minassa.web.forms.pillars import pillar_field

MOST_PICTURES = 40
USUAL = time(10)  # of a day that was chosen without an hour
WRITER = {"rows": 8, "class": "writer__text"}


@dataclass(frozen=True)
class Tab:
    """One channel in the composer."""

    channel: Channel
    chosen: bool
    differs: bool
    own: BoundField
    differs_name: str


@dataclass(frozen=True)
class Placed:
    """A picture in its place, with what it shows."""

    asset: Asset
    alt: str


class PostForm(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    text = forms.CharField(
        label=_("Text"), required=False, strip=False, max_length=LONGEST, widget=forms.Textarea(attrs=WRITER)
    )
    link = forms.URLField(label=_("Link"), required=False, max_length=2000, assume_scheme="https")
    day = day_field(required=False)
    clock = clock_field(required=False)

    def __init__(self, data: Any = None, *, member: Membership, post: Post | None = None) -> None:
        self.member, self.post = member, post
        self.known = channels_of(member)
        super().__init__(data, initial=_initial(post, member))
        for channel in self.known:
            own = forms.CharField(
                label=_("Text"),
                required=False,
                strip=False,
                max_length=LONGEST,
                widget=forms.Textarea(attrs=WRITER),
            )
            self.fields[f"own-{channel.pk}"] = own
            self.fields[f"differs-{channel.pk}"] = forms.BooleanField(required=False)
        platforms = {channel.platform for channel in self.known}
        of_mine = [one for one in pillars_of(member) if platforms & set(one.platforms)]
        self.fields["pillar"] = pillar_field(of_mine, kept=post.pillar if post else "")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if bool(given.get("day")) != bool(given.get("clock")) and not {"day", "clock"} & self.errors.keys():
            missing = "clock" if given.get("day") else "day"
            self.add_error(missing, _("Give both the date and the time, or neither."))
        if len(self.placed) > MOST_PICTURES:
            self.add_error(None, _("A post holds at most 40 pictures. Remove some."))
        if any(len(one.alt) > LONGEST_ALT for one in self.placed):
            self.add_error(None, _("The words for a picture are longer than 1500 characters. Shorten them."))
        return given

    def prefill(self, asked: Mapping[str, str]) -> None:
        """What an address asks for: a day of the calendar, or a hole of the runway with all that it lacks."""
        self.initial["day"] = day_read(asked.get("day", ""))
        if self.initial["day"] is not None:  # a day alone could not be saved: an hour stands there to be changed
            self.initial["clock"] = clock_read(asked.get("clock", "")) or self._an_hour(self.initial["day"])
        self.initial["pillar"] = asked.get("pillar", "")[:120]
        platform = asked.get("platform")
        fitting = [one.pk for one in self.known if one.platform == platform and one.kind != REHEARSAL]
        if len(self.known) == 1:
            fitting = [self.known[0].pk]
        self.initial["channels"] = fitting

    def _an_hour(self, day: date) -> time:
        """Ten in the morning, or today the next full hour."""
        now = self.member.company.local_now()
        is_late = day == now.date() and now.hour >= USUAL.hour
        return time(min(now.hour + 1, 23)) if is_late else USUAL

    # ── What the page shows ──

    @property
    def has_pillars(self) -> bool:
        return len(self.fields["pillar"].widget.choices) > 1

    @cached_property
    def chosen(self) -> set[UUID]:
        if not self.is_bound:
            return set(self.initial["channels"])
        known = {str(channel.pk): channel.pk for channel in self.known}
        return {known[given] for given in self._given("channels") if given in known}

    @property
    def tabs(self) -> Iterator[Tab]:
        for channel in self.known:
            name = f"differs-{channel.pk}"
            differs = name in self.data if self.is_bound else bool(self.initial.get(name))
            yield Tab(channel, channel.pk in self.chosen, differs, self[f"own-{channel.pk}"], name)

    @cached_property
    def placed(self) -> list[Placed]:
        if not self.is_bound:
            return list(self.initial["pictures"])
        wanted = list(dict.fromkeys(_uuids(self._given("picture"))))
        assets = assets_of(self.member, wanted[: MOST_PICTURES + 1])
        return [Placed(assets[one], str(self.data.get(f"alt-{one}", ""))) for one in wanted if one in assets]

    # ── What the verbs take ──

    def draft(self) -> Draft:
        differing = [channel.pk for channel in self.known if self.cleaned_data[f"differs-{channel.pk}"]]
        return Draft(
            text=self.cleaned_data["text"],
            link=self.cleaned_data["link"],
            wanted_at=self.moment[0] if self.moment else None,
            channels=[channel.pk for channel in self.known if channel.pk in self.chosen],
            own_texts={pk: self.cleaned_data[f"own-{pk}"] for pk in differing},
            pictures=[(one.asset.pk, one.alt) for one in self.placed],
            pillar=self.cleaned_data["pillar"] if "pillar" in self.data else None,
        )

    @property
    def moment(self) -> tuple[datetime, str] | None:
        """The wanted time, with a sentence where the clocks change."""
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        return scheduling.moment(self.member.company, day, clock) if day and clock else None

    def _given(self, name: str) -> list[str]:
        return list(self.data.getlist(name)) if hasattr(self.data, "getlist") else list(self.data.get(name, []))


class NewPostForm(PostForm):
    def clean(self) -> dict[str, Any]:
        given = super().clean()
        words = (value for name, value in given.items() if name == "text" or name.startswith("own-"))
        if not self.errors and not self.placed and not any(str(value).strip() for value in words):
            self.add_error("text", _("Write something, or add a picture, first."))
        return given


def _initial(post: Post | None, member: Membership) -> dict[str, Any]:
    if post is None:
        return {"channels": [], "pictures": []}
    local = post.wanted_at.astimezone(member.company.zoneinfo) if post.wanted_at else None
    variants = list(post.variants.all())
    own = {f"own-{one.channel_id}": one.own_text for one in variants if one.own_text is not None}
    return {
        "version": post.version,
        "text": post.text,
        "link": post.link,
        "pillar": post.pillar,
        "day": local.date() if local else None,
        "clock": local.time() if local else None,
        "channels": [one.channel_id for one in variants],
        "pictures": [Placed(one.asset, one.alt) for one in post.pictures.select_related("asset")],
        **own,
        **{name.replace("own-", "differs-", 1): True for name in own},
    }


def _uuids(given: Iterable[str]) -> Iterator[UUID]:
    for one in given:
        with suppress(ValueError):
            yield UUID(one)
