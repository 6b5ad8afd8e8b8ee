from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from accounts.identity.birthdays import validate_birthday
from accounts.identity.emails import email_key, parse_email
from accounts.identity.faces import Face, face_of
from accounts.identity.identifiers import Kind, identify
from accounts.identity.usernames import normalise_username, username_key
from core.caching.rows import NotedRow
from core.fields import LineField, validate_visible, validate_web_address
from core.masking import mask_email, mask_mobile

# Where the key of each kind of identifier stands; each is unique.
KEY_FIELDS = {
    Kind.EMAIL: "email_key",
    Kind.MOBILE: "mobile",
    Kind.USERNAME: "username_key",
}


class UserManager(DjangoUserManager["User"]):
    """People, found by whatever they sign in with."""

    def by_account(self, account: str) -> "User | None":
        """The person with this e-mail address, mobile number or username."""
        asked = identify(account)
        if asked.kind is Kind.USERNAME:
            return self.by_username(account)
        return self.filter(**{KEY_FIELDS[asked.kind]: asked.key}).first()

    def by_username(self, name: str) -> "User | None":
        """The person called exactly so, else one called what looks like it.

        The two differ only for names that are older than the rule of today, and look
        like an even older one.
        """
        exact = normalise_username(name).replace("\0", "")  # PostgreSQL takes none
        is_called = models.Q(username=exact)
        if key := username_key(name):
            is_called |= models.Q(username_key=key)
        people = list(self.filter(is_called))
        people.sort(key=lambda person: person.username != exact)
        return people[0] if people else None

    @classmethod
    def normalize_email(cls, email: str | None) -> str:
        """The one spelling; ValidationError for what is no address."""
        return parse_email(email) if email else ""


class User(NotedRow, AbstractUser):
    """A person: reader first; author, editor or moderator by group.

    `mobile` and `email` are there once their owner has proved them; a row never
    holds one that was only typed in.
    """

    noted_as = "user"

    class Gender(models.TextChoices):
        UNSAID = "", _("不透露")
        WOMAN = "woman", _("女")
        MAN = "man", _("男")
        OTHER = "other", _("其他")

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    username_key = models.CharField(max_length=300, unique=True, editable=False)
    email_key = models.CharField(
        max_length=254, unique=True, null=True, blank=True, editable=False
    )
    mobile = models.CharField(
        _("手机号"), max_length=20, unique=True, null=True, blank=True
    )
    email_verified_at = models.DateTimeField(
        _("邮箱验证时间"), null=True, blank=True, editable=False
    )
    nickname = LineField(
        _("昵称"), max_length=30, blank=True, help_text=_("显示给别人看的名字。")
    )
    avatar = models.ImageField(
        _("头像"), upload_to="avatar_images/%Y/%m/", blank=True, editable=False
    )
    bio = models.CharField(
        _("简介"), max_length=300, blank=True, validators=[validate_visible]
    )
    gender = models.CharField(
        _("性别"), max_length=8, choices=Gender, default=Gender.UNSAID, blank=True
    )
    birthday = models.DateField(
        _("生日"), null=True, blank=True, validators=[validate_birthday]
    )
    city = LineField(_("城市"), max_length=50, blank=True)
    website = models.URLField(
        _("个人网站"), blank=True, validators=[validate_web_address]
    )
    # The versions of terms and privacy agreed to last; the rows are in `consents`.
    agreed_to = models.CharField(
        max_length=60, blank=True, db_default="", editable=False
    )

    objects: ClassVar[UserManager] = UserManager()
    _known_as: str | None = None

    class Meta:
        verbose_name = _("用户")
        verbose_name_plural = pgettext_lazy("plural", "用户")
        permissions: ClassVar = [("work_for_site", "Works for the site")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(email="", email_key__isnull=True)
                | models.Q(~models.Q(email=""), email_key__isnull=False),
                name="accounts_user_email_has_key",
            )
        ]

    def __str__(self) -> str:
        return self.display_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keys follow what they are made of; ValidationError for a broken address."""
        fields = kwargs.get("update_fields")
        if fields is None or "email" in fields:
            self.email = parse_email(self.email) if self.email else ""
            self.email_key = email_key(self.email) if self.email else None
        if self._state.adding or self.username != self._known_as:
            self.username_key = username_key(self.username)
        if fields is not None:
            keys = {f"{name}_key" for name in ("email", "username") if name in fields}
            kwargs["update_fields"] = {*fields, *keys}
        super().save(*args, **kwargs)
        if fields is None or "username" in fields:
            self._known_as = self.username

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> "User":
        """Remembers the name: as long as it stays, its key does, however old."""
        user = super().from_db(*args, **kwargs)
        user._known_as = user.__dict__.get("username")
        return user

    @property
    def display_name(self) -> str:
        """The name other people see."""
        return self.nickname or self.username

    @property
    def face(self) -> Face:
        """What other people see: name, picture and words."""
        return face_of(self)

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
