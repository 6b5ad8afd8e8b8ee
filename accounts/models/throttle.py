from django.db import models


class ThrottleWindow(models.Model):
    """When the last requests that count came, for one network and one limit."""

    key = models.CharField(max_length=100, primary_key=True)
    # Seconds since 1970, oldest first; never more than the limit allows.
    stamps = models.JSONField(default=list)
    updated_at = models.DateTimeField(auto_now=True, db_index=True)

    def __str__(self) -> str:
        return self.key
