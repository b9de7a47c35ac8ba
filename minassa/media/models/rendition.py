from __future__ import annotations

from django.db import models

from minassa.core.ids import new_id
from minassa.media.models.asset import Asset


class Rendition(models.Model):
    """An asset made to fit: a thumbnail, or one platform's limits. The same spec is made once."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    asset = models.ForeignKey(Asset, models.CASCADE, related_name="renditions")
    spec = models.CharField(max_length=80)  # "thumb", or type, longest side and bytes: "image/jpeg 2000 2000000"
    file = models.FileField(max_length=255)
    mime = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["asset", "spec"], name="one_rendition_per_spec")]

    def __str__(self) -> str:
        return f"{self.asset} {self.spec}"
