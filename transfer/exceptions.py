"""Refusals of what is handed in."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class TooManyImportsError(DomainError):
    """A person hands in one more, before those handed in are done with."""

    code = "too_many_imports"
    message = _(
        "你交来的导入还有 %(number)d 个没有做完，最多只能这么多。"
        "等其中一个有了结果，再交这一个；这次什么也没有存下。"
    )
    status = 409

    def __init__(self, number: int) -> None:
        super().__init__(self.message % {"number": number})
