"""Posting by hand: a person is told when it is time, posts, and brings back the link or a picture of it."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from minassa.connectors.handoff.table import PLATFORMS
from minassa.core.clock import now
from minassa.events.recording import record
from minassa.media.models import Asset
from minassa.people.abilities import Ability
from minassa.people.access import demand
from minassa.people.models import Membership
from minassa.posts.errors import NotNow, NotReady
from minassa.posts.models import Delivery
from minassa.posts.models.delivery import State


@transaction.atomic
def done(delivery: Delivery, *, by: Membership, url: str = "", proof: Asset | None = None) -> None:
    """Somebody posted it by hand. The link of the post or a screenshot proves it; one of them is needed."""
    demand(by, Ability.HAND_OFF)
    url = url.strip()
    if not url and proof is None:
        raise NotReady(_("Paste the link of the post, or add a screenshot of it: one of them is the proof."))
    if url and (urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).netloc or len(url) > 1000):
        raise NotReady(
            _("“%(url)s” is not a link. Copy it from the platform: it starts with https://.") % {"url": url[:100]}
        )
    place = PLATFORMS.get(delivery.channel.platform, PLATFORMS["other"])
    if url and not place.is_of((urlsplit(url).hostname or "").lower()):
        raise NotReady(
            _("“%(url)s” is not a link to %(platform)s. Open the post there and copy its link.")
            % {"url": url[:100], "platform": place.title}
        )
    changed = Delivery.objects.filter(pk=delivery.pk, state=State.HANDED).update(
        state=State.SENT, sent_at=now(), url=url, proof=proof, settled_by=by.user
    )
    if not changed:
        raise NotNow(_("This post is no longer waiting to be posted by hand."))
    record("delivery.posted_by_hand", company=delivery.company_id, subject=delivery.pk, by=by.user, url=url)


def remind(delivery: Delivery) -> bool:
    """Mail whoever answers for the channel that it is time. True when a mail server took it; never said otherwise."""
    to = _addresses(delivery)
    if delivery.state != State.HANDED or delivery.reminded_at is not None or not settings.EMAIL_HOST or not to:
        return False
    path = reverse("handoffs:show", args=[delivery.company.slug, delivery.pk])
    with translation.override(delivery.company.language):
        subject = _("Time to post on %(channel)s") % {"channel": delivery.channel.name}
        body = _("Open this page on your phone, copy the text, save the pictures, post, and bring back the link:")
        send_mail(subject, f"{body}\n\n{settings.PUBLIC_URL}{path}\n", None, to)
    Delivery.objects.filter(pk=delivery.pk).update(reminded_at=now())
    return True


def _addresses(delivery: Delivery) -> list[str]:
    party = delivery.channel.party
    if party is not None and party.email:
        return [party.email]
    return [delivery.post.author.email]
