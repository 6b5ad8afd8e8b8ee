from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class TooManyPagesError(DomainError):
    """One call asks about more pages than one screen shows."""

    code = "too_many_pages"
    message = _("一次最多问 100 个页面。")
    status = 400
