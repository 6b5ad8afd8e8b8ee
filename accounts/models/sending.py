from django.db import models


class Sending(models.Model):
    """That a text message or mail was asked for, to an address somebody typed.

    What `accounts.codes.budget` counts; rows are forgotten after two days.
    """

    class Kind(models.TextChoices):
        CODE = "code"
        ACTIVATION = "activation"
        RESET = "reset"
        EMAIL_CHANGE = "email"

    kind = models.CharField(max_length=10, choices=Kind)
    target_key = models.CharField(max_length=254)
    account = models.BigIntegerField(null=True)
    visitor = models.CharField(max_length=32, blank=True)
    network = models.CharField(max_length=45, blank=True)
    costs_money = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        indexes = [
            models.Index(fields=["target_key", "-created_at"]),
            models.Index(fields=["network", "-created_at"]),
            models.Index(fields=["visitor", "-created_at"]),
            models.Index(fields=["account", "-created_at"]),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"
