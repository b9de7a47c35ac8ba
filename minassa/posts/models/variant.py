from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.channels.models import Channel
from minassa.core.ids import new_id
from minassa.posts.models.post import Post


class Variant(models.Model):
    """What one channel says of a post."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="variants")
    channel = models.ForeignKey(Channel, models.PROTECT, related_name="variants")
    own_text = models.TextField(_("text"), null=True, blank=True)  # None: the post's text
    options = models.JSONField(default=dict, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "channel"], name="one_variant_per_channel")]

    def __str__(self) -> str:
        return f"{self.post} on {self.channel}"

    @property
    def text(self) -> str:
        return self.post.text if self.own_text is None else self.own_text
