from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class DeviceQuerySet(models.QuerySet["Device"]):
    def in_use(self) -> Self:
        """Devices that are still signed in."""
        return self.filter(revoked_at__isnull=True)

    def revoke(self) -> int:
        """Sign those out that still are signed in; how many."""
        return self.in_use().update(revoked_at=timezone.now())


class Device(models.Model):
    """One sign-in on one browser or app; revoking it ends its session and tokens."""

    class Kind(models.TextChoices):
        WEB = "web", _("网页")
        APP = "app", _("应用")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="devices"
    )
    kind = models.CharField(max_length=3, choices=Kind)
    user_agent = models.CharField(max_length=300, blank=True)
    address = models.GenericIPAddressField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    last_seen_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    objects = DeviceQuerySet.as_manager()

    class Meta:
        ordering = ["-last_seen_at", "-pk"]
        indexes = [models.Index(fields=["user", "revoked_at"])]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class RefreshToken(models.Model):
    """An opaque token of an app; only its SHA-256 is kept, and it works once.

    All tokens of a device are one family: an old one that comes back revokes it.
    """

    device = models.ForeignKey(Device, on_delete=models.CASCADE, related_name="tokens")
    digest = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"token {self.pk} of {self.device_id}"
