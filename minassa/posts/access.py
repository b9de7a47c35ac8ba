"""The doors to posts and deliveries. A stranger and a ghost are the same 404."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404

from minassa.channels.models import Channel
from minassa.people.abilities import Ability, Role
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.posts.models import Delivery, Post


def may_write(post: Post, member: Membership) -> bool:
    """An outside party changes only what it wrote itself: a post may also go out on channels that are not its own."""
    is_own = post.author_id == member.user_id
    return member.may(Ability.WRITE_POSTS) and (is_own or member.role != Role.OUTSIDE)


def demand_writing(post: Post, member: Membership) -> None:
    if not may_write(post, member):
        raise PermissionDenied(Ability.WRITE_POSTS)


def post_for(member: Membership, post_id: UUID, *, to: Ability) -> Post:
    found = Post.objects.all().seen_by(member).select_related("author", "company").filter(pk=post_id).first()
    if found is None:
        raise Http404
    demand(member, to)
    if to == Ability.WRITE_POSTS:
        demand_writing(found, member)
    return found


def delivery_for(member: Membership, delivery_id: UUID, *, to: Ability) -> Delivery:
    """A delivery of a post that the member may see, on a channel that the member may see."""
    seen = Post.objects.all().seen_by(member)
    channels = Channel.objects.all().seen_by(member)
    found = Delivery.objects.filter(pk=delivery_id, company=member.company, post__in=seen, channel__in=channels)
    one = found.select_related("channel__party", "company", "post__author", "approval__by", "settled_by").first()
    if one is None:
        raise Http404
    demand(member, to)
    return one
