"""Submitted by who wrote it, approved by somebody else who may."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from minassa.core.clock import now
from minassa.events.models import Event
from minassa.events.recording import record
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.posts import checking, lanes, scheduling
from minassa.posts.access import demand_writing
from minassa.posts.content import digest
from minassa.posts.errors import EditedElsewhere, GateClosed, NotNow, NotReady, OwnApproval
from minassa.posts.models import Post, PostApproval


@transaction.atomic
def submit(post: Post, *, by: Membership) -> Post:
    """Ask for approval. Raises NotReady, with every sentence, when a platform would refuse the post."""
    demand_writing(post, by)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state != Post.State.DRAFT:
        raise NotNow(_("Only a draft can be submitted: this post is already waiting or approved."))
    _must_be_ready(post)
    if post.wanted_at is not None and post.wanted_at <= now():
        raise NotReady(_("The time you asked for has passed. Choose a later one, or leave it empty."))
    post.state, post.submitted_by, post.submitted_at, post.returned_note = Post.State.SUBMITTED, by.user, now(), ""
    post.save()
    record("post.submitted", company=post.company_id, subject=post.pk, by=by.user)
    return post


@transaction.atomic
def approve(post: Post, *, version: int, by: Membership) -> PostApproval:
    """Approve exactly the version that was read. A wanted time that still lies ahead is scheduled at once.

    Raises OwnApproval, NotNow, NotReady, or EditedElsewhere when the post changed since it was read.
    """
    demand(by, Ability.APPROVE_POSTS)
    lanes.lock(post.variants.values_list("channel_id", flat=True))
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state != Post.State.SUBMITTED:
        raise NotNow(_("This post is not waiting for approval."))
    if post.version != version:
        raise EditedElsewhere(_("The post changed while you were reading it. Read it again before you approve it."))
    if not may_approve(post, by):
        raise OwnApproval(_("Nobody approves what they wrote or edited themselves. Ask a colleague who may approve."))
    _must_be_ready(post)
    approval = PostApproval.objects.create(post=post, digest=digest(post), by=by.user)
    post.state = Post.State.APPROVED
    post.save(update_fields=["state"])
    record("post.approved", company=post.company_id, subject=post.pk, by=by.user, version=version)
    if post.wanted_at and post.wanted_at > now():
        _schedule(post, by)
    return approval


@transaction.atomic
def send_back(post: Post, *, note: str, by: Membership) -> Post:
    """Back to its writer, with words."""
    demand(by, Ability.APPROVE_POSTS)
    post = Post.objects.select_for_update().get(pk=post.pk)
    if post.state != Post.State.SUBMITTED:
        raise NotNow(_("This post is not waiting for approval."))
    post.state, post.returned_note = Post.State.DRAFT, note.strip()
    post.save(update_fields=["state", "returned_note"])
    record("post.sent_back", company=post.company_id, subject=post.pk, by=by.user, note=post.returned_note[:300])
    return post


def _schedule(post: Post, by: Membership) -> None:
    """Content is approved also before the manual lets it out; it is planned by itself when the gate opens."""
    try:
        scheduling.schedule(post, post.wanted_at or now(), by=by)
    except GateClosed as closed:
        record("post.waits_for_gate", company=post.company_id, subject=post.pk, by=by.user, said=str(closed))


def may_approve(post: Post, member: Membership) -> bool:
    """Nobody approves their own: not who wrote it, submitted it, or edited it since it was approved last."""
    if not member.may(Ability.APPROVE_POSTS) or post.company_id != member.company_id:
        return False
    if member.user_id in {post.author_id, post.submitted_by_id, post.edited_by_id}:
        return False
    theirs = Event.objects.filter(subject_id=post.pk, verb="post.edited", by=member.user)
    approved_at = post.approvals.aggregate(last=Max("at"))["last"]
    return not (theirs.filter(at__gt=approved_at) if approved_at else theirs).exists()


def _must_be_ready(post: Post) -> None:
    if not post.variants.exists():
        raise NotReady(_("Choose at least one channel for this post."))
    found = checking.troubles(post)
    if found:
        raise NotReady(" ".join(f"{one.channel.name}: {one.sentence}" for one in found))
