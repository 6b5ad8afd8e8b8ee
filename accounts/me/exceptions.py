"""What changes of the own account are refused, each with a code that stays."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from core.exceptions import DomainError

if TYPE_CHECKING:
    pass


class ContactTakenError(DomainError):
    code = "contact_taken"
    status = 409
    message = _("它已经绑定在另一个账号上。")


class AvatarError(DomainError):
    code = "avatar_unreadable"
    message = _("这张图片打不开，请换一张 JPG、PNG、WebP、GIF 或 AVIF 图片。")


class AvatarTooLargeError(DomainError):
    code = "avatar_too_large"
    message = _("图片太大了，请选一张 5 MB 以内的。")
