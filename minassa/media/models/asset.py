from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from minassa.core.ids import new_id
from minassa.people.models import Company, User

PDF = "application/pdf"


class Assets(models.QuerySet["Asset"]):
    def shown(self) -> Assets:
        """What a post may carry. A paper is reached through its own record only, by those who may see that."""
        return self.filter(is_paper=False)


class Asset(models.Model):
    """A picture or film a company uploaded, cleaned: judged by its content, turned upright, without place or device.

    Or a paper, such as a receipt: a picture too, or a PDF, which has no width and height and is only downloaded.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    company = models.ForeignKey(Company, models.CASCADE, related_name="assets")
    name = models.CharField(max_length=255)  # as the person called it; never a path
    file = models.FileField(max_length=255)
    mime = models.CharField(max_length=40)
    size = models.PositiveBigIntegerField()  # bytes
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)  # sha256 of the kept file
    alt = models.CharField(_("what the picture shows"), max_length=1500, blank=True)
    is_paper = models.BooleanField(default=False)
    uploaded_by = models.ForeignKey(User, models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = Assets.as_manager()

    class Meta:
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["company", "-created_at"], name="asset_library")]
        constraints = [models.UniqueConstraint(fields=["company", "digest", "is_paper"], name="one_asset_per_content")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_video(self) -> bool:
        return self.mime.startswith("video/")
