"""Setting a scene quickly: channels on a platform of the tests, posts that are approved and due."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count, islice
from json import dumps

from minassa.channels.models import Channel, Credential
from minassa.core.clock import now
from minassa.core.crypto import seal
from minassa.people.models import Company, Membership
from minassa.posts import approving, scheduling, writing
from minassa.posts.models import Delivery, Lane, Post, PostApproval
from minassa.posts.writing import Draft
from minassa.testing.bluesky import Bluesky

_numbers = count(1)


def make_channel(company: Company, kind: str, host: str = "", **fields: object) -> Channel:
    number = next(_numbers)
    given: dict[str, object] = {"name": f"{kind} {number}", "account": f"account-{number}"} | fields
    channel = Channel.objects.create(company=company, kind=kind, host=host, connected_at=now(), **given)
    keep_secrets(channel, {"name": channel.account})
    return channel


def keep_secrets(channel: Channel, secrets: Mapping[str, str]) -> None:
    Credential.objects.update_or_create(channel=channel, defaults={"sealed": seal(dumps(dict(secrets)))})


def approved_post(author: Membership, approver: Membership, channels: Sequence[Channel], text: str) -> Post:
    """Written, submitted and approved by the same verbs as the pages use."""
    post = writing.start(author, Draft(text=text, channels=[channel.pk for channel in channels]))
    post = approving.submit(post, by=author)
    approving.approve(post, version=post.version, by=approver)
    post.refresh_from_db()
    return post


def planned(
    author: Membership, approver: Membership, channel: Channel, text: str, at: datetime | None = None
) -> Delivery:
    """One delivery of a post of its own, due at `at` or now."""
    post = approved_post(author, approver, [channel], text)
    [delivery] = scheduling.schedule(post, at or now(), by=approver)
    return delivery


def bluesky_channel(company: Company, server: Bluesky, handle: str, host: str = "") -> Channel:
    """A channel on an account of its own at the real server, reached through `host` when given."""
    account = server.create_account(handle)
    session = server.sign_in(account)
    channel = make_channel(
        company, "bluesky", host or server.url, name=account.handle, handle=account.handle, account=account.did
    )
    secrets = {"access": session["accessJwt"], "refresh": session["refreshJwt"], "app_password": account.app_password}
    keep_secrets(channel, secrets | {"handle": account.handle})
    return channel


def crowd(author: Membership, approver: Membership, channels: Sequence[Channel], at: datetime) -> list[Delivery]:
    """A post for every channel, approved and planned, laid straight into the tables: the verbs take seconds for
    thousands, and a burst must be due at once."""
    posts = [
        Post(company=author.company, author=author.user, text=f"post {number}", state=Post.State.APPROVED)
        for number, _channel in enumerate(channels)
    ]
    Post.objects.bulk_create(posts, 2000)
    approvals = [PostApproval(post=post, digest="f" * 64, by=approver.user) for post in posts]
    PostApproval.objects.bulk_create(approvals, 2000)
    made = [
        Delivery(
            company=author.company,
            post=approval.post,
            channel=channel,
            approval=approval,
            digest=approval.digest,
            send_at=at,
            frozen={"text": approval.post.text, "link": "", "language": "en", "options": {}, "media": []},
        )
        for approval, channel in zip(approvals, channels, strict=True)
    ]
    Delivery.objects.bulk_create(made, 2000)
    Lane.objects.bulk_create([Lane(channel=one, host=one.host, next_at=at) for one in channels], 2000)
    return made


def many_channels(company: Company, kind: str, host: str, number: int) -> list[Channel]:
    made = [
        Channel(company=company, kind=kind, host=host, name=f"{kind} {i}", account=f"crowd-{i}", connected_at=now())
        for i in islice(_numbers, number)
    ]
    Channel.objects.bulk_create(made, 2000)
    sealed = seal(dumps({"name": "crowd"}))
    Credential.objects.bulk_create([Credential(channel=one, sealed=sealed) for one in made], 2000)
    return made
