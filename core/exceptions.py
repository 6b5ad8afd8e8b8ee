"""Refusals: every rule that says no raises a `DomainError` with a stable code."""

from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A refusal a person can understand and a program can tell apart.

    `code` never changes once released; `message` is translated; `status` is the
    HTTP status the API answers with.
    """

    code = "refused"
    message = _("这一步没能完成。")
    status = 400

    def __init__(self, message: object | None = None) -> None:
        super().__init__(message if message is not None else self.message)

    def __str__(self) -> str:
        return str(self.args[0])
