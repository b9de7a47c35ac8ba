"""What waits for this person today, the most pressing first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel.numbers import get_currency_symbol
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from minassa.channels.models import Channel
from minassa.core.clock import now
from minassa.manual.glance import Glance, glance
from minassa.manual.ways import way
from minassa.people.abilities import Ability
from minassa.people.models import Membership
from minassa.planning import money
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State

MOST = 5  # of one kind; the rest is a link away


@dataclass(frozen=True)
class Act:
    icon: str
    tone: str
    said: SafeString | str
    url: str
    label: str
    at: datetime | date | None = None
    is_first_step: bool = False  # an invitation to begin, not a matter that waits

    @property
    def is_moment(self) -> bool:
        return isinstance(self.at, datetime)


def next_acts(member: Membership, seen: Glance | None = None) -> list[Act]:
    """In three queries, or in two when the company was looked at already."""
    seen = seen or glance(member)
    deliveries, posts = list(_urgent(member, seen)), list(_waiting(member))
    kinds = (
        _of_deliveries(member, deliveries),
        _disconnected(seen),
        _to_decide(seen),
        _of_posts(member, posts),
        _actions(seen),
        _late_activities(seen),
        _ending(seen),
        _contracts(seen),
        _first_steps(seen),
    )
    return [act for kind in kinds for act in kind]


def _urgent(member: Membership, seen: Glance) -> QuerySet[Delivery]:
    """The first few of each state that needs this member. Who plans is told of what the team has left lying."""
    states = []
    if member.may(Ability.SCHEDULE_POSTS):
        states += [Q(state=State.UNSURE, settle_at__isnull=True), Q(state=State.FAILED)]
    if member.may(Ability.HAND_OFF):
        is_anothers = member.may(Ability.SCHEDULE_POSTS) and seen.count("hands") > 0
        left_lying = Q(send_at__lt=now() - member.company.late_after) if is_anothers else Q()
        states += [Q(left_lying, state=State.HANDED)]
    firsts = [_deliveries(member).filter(one)[:MOST] for one in states]
    return firsts[0].union(*firsts[1:], all=True) if firsts else Delivery.objects.none()


def _of_deliveries(member: Membership, found: list[Delivery]) -> Iterator[Act]:
    of = {State.UNSURE: _unsure, State.FAILED: _failed, State.HANDED: _by_hand}
    for state, say in of.items():
        for one in sorted((one for one in found if one.state == state), key=lambda one: one.send_at):
            yield say(member, one)


def _unsure(member: Membership, one: Delivery) -> Act:
    said = _("It is not known whether this went out on %(channel)s: %(post)s")
    return Act("circle-help", "warning", _of(one, said), _post(member, one.post), _("Settle"), one.send_at)


def _failed(member: Membership, one: Delivery) -> Act:
    said = _("This could not be published on %(channel)s: %(post)s")
    return Act("octagon-x", "danger", _of(one, said), _post(member, one.post), _("See why"), one.send_at)


def _by_hand(member: Membership, one: Delivery) -> Act:
    said = _("Time to post by hand on %(channel)s: %(post)s")
    url = reverse("handoffs:show", args=[member.company.slug, one.pk])
    return Act("hand", "accent", _of(one, said), url, _("Post it"), one.send_at)


def _disconnected(seen: Glance) -> Iterator[Act]:
    if seen.member.may(Ability.MANAGE_CHANNELS):
        said = _("%(channel)s is disconnected: nothing goes out there until it is connected again.")
        for channel in seen.rows("disconnected"):
            url = reverse("channels:index", args=[seen.member.company.slug])
            yield Act("unplug", "danger", _with(said, channel=channel["name"]), url, _("Reconnect"))


def _to_decide(seen: Glance) -> Iterator[Act]:
    """Money and resources that wait for this member's turn, or that of one they stand in for."""
    member = seen.member
    mine = [{"id": str(member.pk), "role": member.role, "user": str(member.user_id)}, *seen.rows("stood_in_for")]
    said = _("%(person)s asks for %(amount)s %(currency)s: %(activity)s")
    currency = get_currency_symbol(member.company.currency, locale=get_language() or "en")
    turns = [
        turn
        for turn in seen.rows("turns")
        if turn["asker"] != str(member.user_id)
        and any(_is_turn_of(turn, one) and one["user"] != turn["asker"] for one in mine)
    ]
    for turn in turns[:MOST]:
        words = {
            "person": turn["asked_by"],
            "amount": money.said(Decimal(turn["amount"])),
            "activity": turn["activity"],
        }
        url = way("approval_requests:show", member, turn["request"]) or way("approval_requests:index", member)
        at = datetime.fromisoformat(turn["at"])
        yield Act("wallet", "warning", _with(said, currency=currency, **words), url, _("Decide"), at)


def _is_turn_of(turn: dict[str, Any], one: dict[str, Any]) -> bool:
    return bool(turn["approver"] == one["id"] if turn["approver"] else turn["role"] == one["role"])


def _waiting(member: Membership) -> QuerySet[Post]:
    """The first few that wait for the member's approval, and those that came back to them."""
    returned = _posts(member).filter(state=Post.State.DRAFT, author=member.user).exclude(returned_note="")
    firsts = [returned.order_by("edited_at")[:MOST]]
    if member.may(Ability.APPROVE_POSTS):
        mine = Q(author=member.user) | Q(edited_by=member.user) | Q(submitted_by=member.user)
        waiting = _posts(member).filter(state=Post.State.SUBMITTED).exclude(mine)
        firsts.append(waiting.order_by("submitted_at")[:MOST])
    return firsts[0].union(*firsts[1:], all=True)


def _of_posts(member: Membership, found: list[Post]) -> Iterator[Act]:
    asks, back = _("%(person)s asks you to approve: %(post)s"), _("Changes were asked for in your post: %(post)s")
    submitted = [one for one in found if one.state == Post.State.SUBMITTED]
    for post in sorted(submitted, key=lambda one: one.submitted_at or now()):
        said = _with(asks, person=(post.submitted_by or post.author).name, post=_short(post))
        yield Act("eye", "warning", said, _post(member, post), _("Review"), post.submitted_at)
    for post in sorted((one for one in found if one not in submitted), key=lambda one: one.edited_at):
        said = _with(back, post=_short(post))
        yield Act("undo-2", "warning", said, _post(member, post), _("Open"), post.edited_at)


def _actions(seen: Glance) -> Iterator[Act]:
    """What the member took on in meetings; it follows them until it is done."""
    if seen.member.may(Ability.DO_WORK):
        for one in seen.rows("actions"):
            url = way("meetings:show", seen.member, one["meeting"]) or way("meetings:index", seen.member)
            due = date.fromisoformat(one["due_on"]) if one["due_on"] else None
            late = due is not None and due < seen.member.company.local_now().date()
            said = _with(_("You took on: %(what)s"), what=one["what"])
            yield Act("square-check", "danger" if late else "accent", said, url, _("Open"), due)


def _late_activities(seen: Glance) -> Iterator[Act]:
    """What the member answers for in the plan and has not said to be done by its deadline."""
    if seen.member.may(Ability.DO_WORK):
        for one in seen.rows("my_late"):
            url = reverse("progress:edit", args=[seen.member.company.slug, one["id"]])
            said = _with(_("This activity is past its deadline: %(name)s"), name=one["name"])
            yield Act("list-checks", "danger", said, url, _("Say how it goes"), date.fromisoformat(one["deadline"]))


def _ending(seen: Glance) -> Iterator[Act]:
    if seen.member.may(Ability.MANAGE_PEOPLE):
        said = _("The term of %(person)s is about to end.")
        for one in seen.rows("ending"):
            url = reverse("people:edit", args=[seen.member.company.slug, one["id"]])
            ends_on = date.fromisoformat(one["ends_on"])
            yield Act("clock", "", _with(said, person=one["name"]), url, _("See the term"), ends_on)


def _contracts(seen: Glance) -> Iterator[Act]:
    """Of the work team: the officer extends one, or finds somebody else."""
    if seen.member.may(Ability.WRITE_PLAN):
        said = _("The contract of %(person)s is about to end.")
        for one in seen.rows("contracts"):
            url = reverse("team:edit", args=[seen.member.company.slug, one["id"]])
            ends_on = date.fromisoformat(one["ends_on"])
            yield Act("clock", "", _with(said, person=one["name"]), url, _("See the contract"), ends_on)


def _first_steps(seen: Glance) -> Iterator[Act]:
    """An empty company is told where to begin, in the manual's order."""
    parties = seen.count("parties_inside") + seen.count("parties_outside")
    steps = [
        (
            Ability.MANAGE_PEOPLE,
            seen.count("others"),
            ("user-plus", "invitations:new", _("Invite")),
            _("Invite the people who prepare, approve and publish."),
        ),
        (
            Ability.MANAGE_PEOPLE,
            parties,
            ("handshake", "parties:new", _("Name it")),
            _("Name the party that answers for your platforms: your own team, or an agency."),
        ),
        (
            Ability.MANAGE_CHANNELS,
            seen.count("channels_ever"),
            ("plug", "channels:index", _("Connect")),
            _("Connect a channel, or add one that a person posts on by hand."),
        ),
        (
            Ability.WRITE_POSTS,
            seen.count("posts_ever"),
            ("square-pen", "posts:index", _("Write")),
            _("Write the first post. It goes out only after somebody else has approved it."),
        ),
    ]
    for ability, has, (icon, name, label), said in steps:
        if seen.member.may(ability) and not has:
            url = reverse(name, args=[seen.member.company.slug])
            yield Act(icon, "accent", _with(said), url, label, is_first_step=True)


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
