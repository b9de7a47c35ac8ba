from __future__ import annotations

from django.db import models

from minassa.channels.models import Channel


class Lane(models.Model):
    """The way out of one channel: its deliveries leave one at a time and in order.

    `next_at` is never later than the first waiting delivery's time, so finding work is one look at one
    index however many posts are planned. It may be too early (a cancelled delivery leaves it behind);
    the look that finds nothing due puts it right. Whoever changes deliveries locks the lane first.
    """

    channel = models.OneToOneField(Channel, models.CASCADE, primary_key=True, related_name="lane")
    host = models.CharField(max_length=255)  # lanes to one server share its places, so a slow one delays no other
    next_at = models.DateTimeField(null=True)
    held_until = models.DateTimeField(null=True)  # the platform asked to wait, or could not be reached
    busy_with = models.ForeignKey("posts.Delivery", models.SET_NULL, null=True, related_name="lane_busy")

    class Meta:
        indexes = [
            models.Index(fields=["next_at"], condition=models.Q(busy_with__isnull=True), name="lane_next"),
        ]

    def __str__(self) -> str:
        return f"lane of {self.channel}"
