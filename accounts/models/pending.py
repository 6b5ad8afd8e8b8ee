from django.db import models


class PendingSignUp(models.Model):
    """A sign-up by e-mail whose link has not been opened yet; no account so far.

    The name is kept free for its address until `expires_at`. Several with one
    address may come from several people: none takes another's place.
    """

    username = models.CharField(max_length=20)
    username_key = models.CharField(max_length=300, db_index=True)
    email = models.EmailField()
    email_key = models.CharField(max_length=254, db_default="", db_index=True)
    password = models.CharField(max_length=128)
    consents = models.JSONField(default=dict)
    # The mark of the browser that signed up.
    visitor = models.CharField(max_length=32, db_default="")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.username
