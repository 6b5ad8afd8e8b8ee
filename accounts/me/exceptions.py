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


class EmailTakenError(ContactTakenError):
    """Told only to whoever reads the mail of that address."""

    message = _(
        "这个邮箱已经绑定在另一个账号上。要改到这里，请先在那个账号里更换邮箱。"
    )


class MobileTakenError(ContactTakenError):
    """Told only to whoever has a code sent to that number."""

    message = _(
        "这个手机号已经绑定在另一个账号上。要改到这里，请先在那个账号里更换手机号。"
    )


class ContactUnchangedError(DomainError):
    code = "contact_unchanged"
    status = 409


class EmailUnchangedError(ContactUnchangedError):
    message = _("这就是你现在的邮箱，不用更换。")


class MobileUnchangedError(ContactUnchangedError):
    message = _("这就是你现在的手机号，不用更换。")


class AvatarError(DomainError):
    code = "avatar_unreadable"
    message = _("这张图片打不开，请换一张 JPG、PNG、WebP、GIF 或 AVIF 图片。")


class AvatarTooLargeError(DomainError):
    code = "avatar_too_large"
    message = _("图片太大了，请选一张 5 MB 以内的。")
