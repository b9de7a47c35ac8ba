from __future__ import annotations

from django.db import models

from minassa.core.ids import new_id


class AppRegistration(models.Model):
    """Minassa as an app at one server of a platform, as that server registered it. Shared by all companies."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=20)
    host = models.CharField(max_length=255)
    redirect_uri = models.CharField(max_length=500)
    sealed = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "host", "redirect_uri"], name="one_app_per_server")]

    def __str__(self) -> str:
        return f"{self.kind} at {self.host}"
