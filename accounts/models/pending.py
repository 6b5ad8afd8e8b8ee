from django.db import models


class PendingSignUp(models.Model):
    """A sign-up by e-mail whose link has not been opened yet; no account so far.

    The name is kept free for it until `expires_at`.
    """

    username = models.CharField(max_length=20)
    username_key = models.CharField(max_length=100, unique=True)
    email = models.EmailField(unique=True)
    password = models.CharField(max_length=128)
    consents = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.username
