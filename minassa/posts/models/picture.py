from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.core.ids import new_id
from minassa.media.models import Asset
from minassa.posts.models.post import Post


class Picture(models.Model):
    """A picture or film of a post, in its place, with what it shows in words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    post = models.ForeignKey(Post, models.CASCADE, related_name="pictures")
    asset = models.ForeignKey(Asset, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)
    alt = models.CharField(_("what the picture shows"), max_length=1500, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["post", "asset"], name="a_picture_once_per_post")]

    def __str__(self) -> str:
        return self.alt or str(self.asset)
