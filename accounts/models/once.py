from django.db import models


class SpentToken(models.Model):
    """The digest of something that works once and has been used."""

    digest = models.CharField(max_length=64, primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.digest
