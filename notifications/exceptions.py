"""What is refused here."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class ChoiceUnknownError(DomainError):
    """A kind nobody registered, or a way it does not have."""

    code = "choice_unknown"
    message = _("没有这一种通知：%(kind)s，%(way)s。")

    def __init__(self, kind: str, way: str) -> None:
        super().__init__(self.message % {"kind": kind[:40], "way": way[:10]})
