"""What is left of a person who has left: a number."""

from axes.models import AccessAttempt
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.models import WebAuthnCredential
from social_django.models import UserSocialAuth

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, Q
from django.utils import translation
from django.utils.translation import gettext as _

from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from accounts.codes.mailing import write_to
from accounts.leaving.letters import leaving_done_letter
from accounts.me.export.services import delete_exports
from accounts.me.profile import remove_avatar
from accounts.models import (
    Device,
    PendingSignUp,
    Preferences,
    Sending,
    User,
    VerificationCode,
)
from accounts.preferences.selectors import language_of
from core.files import delete_file

WAYS_IN: tuple[type[Model], ...] = (
    UserSocialAuth,
    TOTPDevice,
    StaticDevice,
    WebAuthnCredential,
    Device,
)
BLANK = {
    "mobile": None,
    "email": "",
    "email_verified_at": None,
    "bio": "",
    "gender": "",
    "birthday": None,
    "city": "",
    "website": "",
    "last_login": None,
    "is_active": False,
    "is_staff": False,
}


def deleted_username(user_id: int) -> str:
    """No person can choose it: usernames have no hyphens."""
    return f"deleted-{user_id}"


def deleted_name(language: str) -> str:
    """What readers see in place of the name."""
    with translation.override(language):
        return _("已注销用户")


@transaction.atomic
def erase_person(user_id: int) -> None:
    """Empty the account of everything that says whose it was; repeatable.

    The row stays, so that kept texts and money records have something to point at.
    Consents stay with it: document, version and date, on an account nobody can be
    recognised by. They are the site's proof that it was allowed to keep what it
    kept until today (GDPR art. 7(1), PIPL art. 14), and say nothing else.
    """
    user = User.objects.select_for_update().get(pk=user_id)
    if user.username == deleted_username(user_id):
        return
    write_to(user, lambda: leaving_done_letter(user.display_name))
    _erase_traces(user)
    remove_avatar(user=user)
    name = deleted_name(language_of(user))
    Preferences.objects.filter(user=user).delete()
    user.username, user.nickname = deleted_username(user_id), name
    for field, value in BLANK.items():
        setattr(user, field, value)
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
    _rename_in_log(user)


def _erase_traces(user: User) -> None:
    """Ways in, sign-ins, codes, copies of data, and what others keep for accounts."""
    keys = [key for key in (user.mobile, user.email_key) if key]
    VerificationCode.objects.filter(target_key__in=keys).delete()
    Sending.objects.filter(Q(target_key__in=keys) | Q(account=user.pk)).delete()
    PendingSignUp.objects.filter(email_key=user.email_key or "-").delete()
    AccessAttempt.objects.filter(username=f"user:{user.pk}").delete()
    for kept in WAYS_IN:
        kept._default_manager.filter(user=user).delete()
    delete_exports(user)
    for profile in UserProfile.objects.filter(user=user):
        if profile.avatar:
            delete_file(profile.avatar.name)
        profile.delete()


def _rename_in_log(user: User) -> None:
    """Wagtail's log repeats names, so that it can be read without the rows."""
    kind = ContentType.objects.get_for_model(User)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id=str(user.pk))
    entries.update(label=str(user))
