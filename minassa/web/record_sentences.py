"""What the activity trail says of posts, channels and media."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext_lazy as _

from minassa.events.sentences import say
from minassa.web.ui import moments
from minassa.web.ui.reading import reading_for


def moment(written: str) -> str:
    return moments.say(datetime.fromisoformat(written), reading_for(None))


say("post.started", _("%(actor)s started a post."))
say("post.edited", _("%(actor)s edited a post."))
say("post.submitted", _("%(actor)s submitted a post for approval."))
say("post.approved", _("%(actor)s approved a post."))
say("post.waits_for_gate", _("%(actor)s approved a post that waits for the manual: %(said)s"))
say("post.sent_back", _("%(actor)s sent a post back to be changed: %(note)s"))
say("post.approval_withdrawn", _("The approval of a post fell, because %(actor)s changed it or put it away."))
say("post.trashed", _("%(actor)s put a post in the bin."))
say("post.restored", _("%(actor)s took a post out of the bin."))
say("delivery.planned", _("%(actor)s scheduled a post for %(at)s."), at=moment)
say("delivery.queued", _("%(actor)s put a post in the queue again."))
say("delivery.cancelled", _("%(actor)s cancelled the publishing of a post."))
say("delivery.sent", _("%(actor)s published a post."))
say("delivery.handed", _("%(actor)s gave a post to a person to publish by hand."))
say("delivery.posted_by_hand", _("%(actor)s published a post by hand."))
say("delivery.failed", _("%(actor)s could not publish a post."))
say("delivery.unsure", _("%(actor)s does not know whether a post was published."))
say("delivery.settled_as_live", _("%(actor)s saw that a post is published."))
say("delivery.settled_as_absent", _("%(actor)s saw that a post is not published, so it goes out again."))
say("delivery.retried", _("%(actor)s asked for a failed post to be published again."))
say("delivery.late", _("%(actor)s noticed that a post is late."))
say("channel.connected", _("%(actor)s connected the channel %(name)s."))
say("channel.reconnected", _("The channel %(name)s is connected again."))
say("channel.disconnected", _("A channel was disconnected: the platform no longer accepts its access."))
say("channel.entrusted", _("%(actor)s entrusted the channel %(name)s to %(party)s."))
say("channel.removed", _("%(actor)s removed the channel %(name)s."))
say("asset.uploaded", _("%(actor)s uploaded %(name)s."))
