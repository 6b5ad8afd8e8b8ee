from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.mobiles import find_mobile
from accounts.usernames import username_key
from core.masking import mask_email, mask_mobile


class UserManager(DjangoUserManager["User"]):
    """People, found by whatever they sign in with."""

    def by_account(self, account: str) -> "User | None":
        """Who has this e-mail address, mobile number or username."""
        account = account.strip()
        if "@" in account:
            return self.filter(email__iexact=account, email__gt="").first()
        mobile = find_mobile(account)
        if mobile is not None:
            return self.filter(mobile=mobile).first()
        return self.filter(username_key=username_key(account)).first()


class User(AbstractUser):
    """A person: reader first; author, editor or moderator by group.

    `mobile` and `email` are there once their owner has proved them; a row never
    holds one that was only typed in.
    """

    class Gender(models.TextChoices):
        UNSAID = "", _("不透露")
        WOMAN = "woman", _("女")
        MAN = "man", _("男")
        OTHER = "other", _("其他")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username_key = models.CharField(max_length=300, unique=True, editable=False)
    mobile = models.CharField(
        _("手机号"), max_length=20, unique=True, null=True, blank=True
    )
    email_verified_at = models.DateTimeField(
        _("邮箱验证时间"), null=True, blank=True, editable=False
    )
    nickname = models.CharField(
        _("昵称"), max_length=30, blank=True, help_text=_("显示给别人看的名字。")
    )
    avatar = models.ImageField(
        _("头像"), upload_to="avatar_images/%Y/%m/", blank=True, editable=False
    )
    bio = models.CharField(_("简介"), max_length=300, blank=True)
    gender = models.CharField(
        _("性别"), max_length=8, choices=Gender, default=Gender.UNSAID, blank=True
    )
    birthday = models.DateField(_("生日"), null=True, blank=True)
    city = models.CharField(_("城市"), max_length=50, blank=True)
    website = models.URLField(_("个人网站"), blank=True)

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = pgettext_lazy("plural", "用户")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                condition=~models.Q(email=""),
                name="accounts_user_email_once",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.username_key = username_key(self.username)
        fields = kwargs.get("update_fields")
        if fields is not None and "username" in fields:
            kwargs["update_fields"] = {*fields, "username_key"}
        super().save(*args, **kwargs)

    @property
    def display_name(self) -> str:
        """The name other people see."""
        return self.nickname or self.username

    @property
    def masked_mobile(self) -> str:
        return mask_mobile(self.mobile) if self.mobile else ""

    @property
    def masked_email(self) -> str:
        return mask_email(self.email) if self.email else ""

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name
