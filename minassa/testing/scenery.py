"""The demo company on a bad day: every state a record can be in, and names longer than anybody planned."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from minassa.channels.models import Channel
from minassa.connectors.base import Code
from minassa.core.clock import now
from minassa.media.models import Asset
from minassa.people import inviting, signing_in
from minassa.people.abilities import Role
from minassa.people.demo import create_demo
from minassa.people.models import Company, Invitation, Membership, Party, User
from minassa.posts import scheduling, writing
from minassa.posts.models import Delivery, Post
from minassa.posts.models.delivery import State
from minassa.posts.writing import Draft
from minassa.testing import planned_scenery
from minassa.testing.browser import backstage
from minassa.testing.stage import approved_post, make_channel

LONG = "مؤسسة الواحة الخضراء العالمية لاستيراد وتصدير وتوزيع المنتجات الغذائية والاستهلاكية بالجملة والتجزئة"
UNBROKEN = "https://noor.example/" + "very-long-path-without-a-single-break" * 4
TROUBLE = {"code": Code.NO_CONNECTION, "said": "Connection refused by upstream", "facts": {}}
WRONG = {
    "code": Code.REJECTED,
    "said": "InvalidRequest: Record/text must not be longer than 300 graphemes",
    "facts": {},
}


@dataclass
class Scenery:
    company: Company
    officer: Membership
    outside: Membership
    ids: dict[str, object]  # what the addresses are visited with
    also: list[str] = field(default_factory=list)  # further paths: the same pages with records in other states

    def typed(self) -> list[str]:
        """All that people typed, wherever a page may repeat it."""
        names = [
            *User.objects.values_list("name", "email"),
            *Channel.objects.values_list("name", "handle", "account", "host"),
            *Company.objects.values_list("name", "slug", "zone"),
            *Party.objects.values_list("name", "email", "contact"),
            *Invitation.objects.values_list("name", "email"),
            *Post.objects.values_list("text", "link"),
        ]
        return [*(str(one) for row in names for one in row), *planned_scenery.typed()]


def set_scenery() -> Scenery:
    with backstage():
        create_demo()
    company = Company.objects.get(slug="noor")
    people = {one.role: one for one in Membership.objects.filter(company=company).select_related("company", "user")}
    officer, writer, outside = people[Role.OFFICER], people[Role.MEMBER], people[Role.OUTSIDE]
    channels = _channels(company)
    made = {name: _delivery(writer, officer, channels, name, **facts) for name, facts in _STATES.items()}
    posts = {post.state: post for post in Post.objects.filter(company=company).order_by("created_at")}
    trashed = writing.start(writer, Draft(text=UNBROKEN, channels=[]))
    writing.trash(trashed, by=writer)
    invitation, link = inviting.invite(officer, email="dana@example.com", name=LONG, role=Role.MEMBER)
    Post.objects.filter(pk=made["failed"].post_id).update(text=f"{LONG} {UNBROKEN}")
    asset = Asset.objects.filter(company=company)[0]
    ids: dict[str, object] = {
        "company": "noor",
        "membership_id": outside.pk,
        "invitation_id": invitation.pk,
        "party_id": Party.objects.filter(company=company)[0].pk,
        "channel_id": channels["mastodon"].pk,
        "post_id": posts[Post.State.SUBMITTED].pk,
        "edit:post_id": posts[Post.State.DRAFT].pk,
        "delivery_id": made["handed"].pk,
        "rehearsals:delivery_id": made["shown"].pk,
        "asset_id": asset.pk,
        "kind": "handoff",
        "day": str(company.local_now().date()),
        "name": "none.png",
        "welcome:token": _token(link),
        "sign_in_links:token": _token(signing_in.make_link(writer.user)),
        "callbacks:kind": "mastodon",
        "key": "x",
        "pk": 1,
        **planned_scenery.ids_of(company),
    }
    scene = Scenery(company, officer, outside, ids)
    inside = [f"channels/new/{kind}/" for kind in ("bluesky", "mastodon", "telegram", "rehearsal")]
    inside += [f"channels/{one.pk}/" for one in channels.values()]
    inside += [f"posts/?in={part}" for part in ("draft", "submitted", "planned", "sent", "trouble", "trashed")]
    inside += [f"posts/{one.pk}/" for one in (*posts.values(), trashed)] + [
        f"posts/{one.post_id}/" for one in made.values()
    ]
    inside += [f"posts/{made['failed'].post_id}/edit/", f"posts/{posts[Post.State.SUBMITTED].pk}/edit/"]
    inside += [f"handoffs/{made[name].pk}/" for name in ("late", "by-hand", "cancelled", "not-yet")]
    inside += planned_scenery.also(company)
    scene.also = [f"/c/noor/{path}" for path in inside]
    return scene


_STATES: dict[str, dict[str, Any]] = {
    "failed": {"state": State.FAILED, "trouble": WRONG},
    "failed-away": {"state": State.FAILED, "on": "away", "trouble": TROUBLE},
    "unsure": {"state": State.UNSURE, "trouble": TROUBLE},
    "looking": {"state": State.UNSURE, "trouble": TROUBLE, "settle_at": timedelta(minutes=5)},
    "queued": {"state": State.QUEUED, "trouble": TROUBLE, "tries": 3},
    "sending": {"state": State.SENDING, "worker": 1, "on": "telegram"},
    "cancelled": {"state": State.CANCELLED, "on": "hand"},
    "shown": {"state": State.SENT, "on": "stage", "sent_at": timedelta(0)},
    "handed": {"state": State.HANDED, "on": "hand"},
    "late": {"state": State.HANDED, "on": "hand", "send_at": timedelta(hours=-3), "late_at": timedelta(hours=-2)},
    "not-yet": {"state": State.PLANNED, "on": "hand", "send_at": timedelta(days=400)},
    "by-hand": {"state": State.SENT, "on": "hand", "sent_at": timedelta(0), "url": UNBROKEN},
}


def _channels(company: Company) -> dict[str, Channel]:
    soon = now() + timedelta(days=3)
    facts: dict[str, Any] = {"company": company, "checked_at": now()}
    rights = {"publish": True, "upload": False}
    return {
        "mastodon": make_channel(
            **facts, kind="mastodon", host="https://mastodon.example", expires_at=soon, rights=rights
        ),
        "away": make_channel(**facts, kind="bluesky", host="https://bsky.example", trouble=WRONG, name=LONG),
        "telegram": make_channel(**facts, kind="telegram", name="noor_wholesale_channel_with_a_very_long_public_name"),
        "stage": make_channel(**facts, kind="rehearsal", limits={"platform": "bluesky"}, name="Stage"),
        "hand": make_channel(**facts, kind="handoff", limits={"platform": "x"}, handle="noor.gulf", name="noor.gulf"),
    }


def _delivery(
    writer: Membership,
    officer: Membership,
    channels: dict[str, Channel],
    name: str,
    *,
    on: str = "mastodon",
    **facts: object,
) -> Delivery:
    text = f"منشور في حالة أخرى\n{UNBROKEN if name == 'unsure' else ''}\n#تجربة"
    post = approved_post(writer, officer, [channels[on]], text)
    [delivery] = scheduling.schedule(post, now() + timedelta(days=2), by=officer)
    given = {key: now() + value if isinstance(value, timedelta) else value for key, value in facts.items()}
    if name == "by-hand":
        given["settled_by"] = writer.user
    Delivery.objects.filter(pk=delivery.pk).update(**given)
    if name == "failed-away":
        Channel.objects.filter(pk=channels["away"].pk).update(state=Channel.State.DISCONNECTED)
    return Delivery.objects.get(pk=delivery.pk)


def _token(link: str) -> str:
    return link.rstrip("/").rpartition("/")[2]
