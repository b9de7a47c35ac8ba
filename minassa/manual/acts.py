"""What waits for this person today, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.people.abilities import Ability
from minassa.people.access import colleagues_of, parties_of
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State

MOST = 5  # of one kind; the rest is a link away
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Act:
    icon: str
    tone: str
    said: SafeString
    url: str
    label: str
    at: datetime | date | None = None
    is_first_step: bool = False  # an invitation to begin, not a matter that waits

    @property
    def is_moment(self) -> bool:
        return isinstance(self.at, datetime)


def next_acts(member: Membership) -> list[Act]:
    kinds = (_unsure, _failed, _by_hand, _disconnected, _to_approve, _returned, _ending, _first_steps)
    return [act for kind in kinds for act in kind(member)]


def _unsure(member: Membership) -> Iterator[Act]:
    if member.may(Ability.SCHEDULE_POSTS):
        said = _("It is not known whether this went out on %(channel)s: %(post)s")
        for one in _deliveries(member).filter(state=State.UNSURE, settle_at__isnull=True)[:MOST]:
            yield Act("circle-help", "warning", _of(one, said), _post(member, one.post), _("Settle"), one.send_at)


def _failed(member: Membership) -> Iterator[Act]:
    if member.may(Ability.SCHEDULE_POSTS):
        said = _("This could not be published on %(channel)s: %(post)s")
        for one in _deliveries(member).filter(state=State.FAILED)[:MOST]:
            yield Act("octagon-x", "danger", _of(one, said), _post(member, one.post), _("See why"), one.send_at)


def _by_hand(member: Membership) -> Iterator[Act]:
    if member.may(Ability.HAND_OFF):
        said = _("Time to post by hand on %(channel)s: %(post)s")
        for one in _deliveries(member).filter(state=State.HANDED)[:MOST]:
            url = reverse("handoffs:show", args=[member.company.slug, one.pk])
            yield Act("hand", "accent", _of(one, said), url, _("Post it"), one.send_at)


def _disconnected(member: Membership) -> Iterator[Act]:
    if member.may(Ability.MANAGE_CHANNELS):
        said = _("%(channel)s is disconnected: nothing goes out there until it is connected again.")
        for channel in Channel.objects.all().seen_by(member).filter(state=Channel.State.DISCONNECTED)[:MOST]:
            url = reverse("channels:index", args=[member.company.slug])
            yield Act("unplug", "danger", _with(said, channel=channel.name), url, _("Reconnect"))


def _to_approve(member: Membership) -> Iterator[Act]:
    if member.may(Ability.APPROVE_POSTS):
        mine = Q(author=member.user) | Q(edited_by=member.user) | Q(submitted_by=member.user)
        said = _("%(person)s asks you to approve: %(post)s")
        waiting = _posts(member).filter(state=Post.State.SUBMITTED).exclude(mine).order_by("submitted_at")
        for post in waiting[:MOST]:
            who = (post.submitted_by or post.author).name
            yield Act(
                "eye",
                "warning",
                _with(said, person=who, post=_short(post)),
                _post(member, post),
                _("Review"),
                post.submitted_at,
            )


def _returned(member: Membership) -> Iterator[Act]:
    said = _("Changes were asked for in your post: %(post)s")
    drafts = _posts(member).filter(state=Post.State.DRAFT, author=member.user).exclude(returned_note="")
    for post in drafts.order_by("edited_at")[:MOST]:
        yield Act("undo-2", "warning", _with(said, post=_short(post)), _post(member, post), _("Open"), post.edited_at)


def _ending(member: Membership) -> Iterator[Act]:
    if member.may(Ability.MANAGE_PEOPLE):
        until = member.company.local_now().date() + SOON
        said = _("The term of %(person)s is about to end.")
        for one in [one for one in colleagues_of(member).filter(ends_on__lte=until) if one.is_current()][:MOST]:
            url = reverse("people:edit", args=[member.company.slug, one.pk])
            yield Act("clock", "", _with(said, person=one.user.name), url, _("See the term"), one.ends_on)


def _first_steps(member: Membership) -> Iterator[Act]:
    """An empty company is told where to begin, in the manual's order."""
    slug = member.company.slug
    if member.may(Ability.MANAGE_PEOPLE) and not colleagues_of(member).exclude(pk=member.pk).exists():
        said = _("Invite the people who prepare, approve and publish.")
        yield Act(
            "user-plus", "accent", _with(said), reverse("invitations:new", args=[slug]), _("Invite"), is_first_step=True
        )
    if member.may(Ability.MANAGE_PEOPLE) and not parties_of(member).exists():
        said = _("Name the party that answers for your platforms: your own team, or an agency.")
        yield Act(
            "handshake", "accent", _with(said), reverse("parties:new", args=[slug]), _("Name it"), is_first_step=True
        )
    if member.may(Ability.MANAGE_CHANNELS) and not Channel.objects.all().seen_by(member).exists():
        said = _("Connect a channel, or add one that a person posts on by hand.")
        yield Act(
            "plug", "accent", _with(said), reverse("channels:index", args=[slug]), _("Connect"), is_first_step=True
        )
    if member.may(Ability.WRITE_POSTS) and not Post.objects.all().seen_by(member).exists():
        said = _("Write the first post. It goes out only after somebody else has approved it.")
        yield Act(
            "square-pen", "accent", _with(said), reverse("posts:index", args=[slug]), _("Write"), is_first_step=True
        )


def _deliveries(member: Membership) -> QuerySet[Delivery]:
    seen = Channel.objects.all().seen_by(member)
    found = Delivery.objects.filter(company=member.company, channel__in=seen)
    return found.select_related("post", "channel").order_by("send_at")


def _posts(member: Membership) -> QuerySet[Post]:
    return Post.objects.all().seen_by(member).select_related("author", "submitted_by")


def _of(delivery: Delivery, sentence: str) -> SafeString:
    return _with(sentence, channel=delivery.channel.name, post=_short(delivery.post))


def _with(sentence: str, **names: str) -> SafeString:
    """What people wrote stands apart from the direction of the sentence around it."""
    isolated = {name: format_html("<bdi>{}</bdi>", said) for name, said in names.items()}
    return SafeString(conditional_escape(sentence) % isolated)


def _short(post: Post) -> str:
    return Truncator(" ".join(post.text.split())).chars(90) or _("A post without text")


def _post(member: Membership, post: Post) -> str:
    return reverse("posts:show", args=[member.company.slug, post.pk])
