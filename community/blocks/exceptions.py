"""What this feature refuses."""

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError


class PersonUnknownError(DomainError):
    code = "person_unknown"
    status = 404
    message = _("没有这个人，请检查用户名。")


class BlockOneselfError(DomainError):
    code = "block_oneself"
    message = _("不能把自己加入黑名单。")


class TooManyBlocksError(DomainError):
    code = "too_many_blocks"
    status = 409
    message = _("黑名单已满，请先移出一些人。")
