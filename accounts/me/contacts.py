"""Numbers and addresses of an account: bound by a code or a link, and let go."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.codes.budget import Asker, spend_on_letter
from accounts.codes.exceptions import LinkExpiredError, LinkInvalidError
from accounts.codes.links import fingerprint, is_fresh, make_ticket, read_ticket
from accounts.codes.mailing import write_to
from accounts.codes.services import check_code, use_up
from accounts.identity.emails import email_key
from accounts.me.exceptions import (
    EmailTakenError,
    EmailUnchangedError,
    MobileTakenError,
    MobileUnchangedError,
)
from accounts.me.letters import contact_changed_letter, email_change_letter
from accounts.models import Sending, User
from core.letters import Letter

EMAIL_AGE = timedelta(hours=24)


def bind_mobile(*, user: User, mobile: str, digits: str) -> None:
    """`mobile` becomes the number of `user`, who proves it by a code.

    MobileTakenError tells only the holder of the number that it has another account;
    MobileUnchangedError where it is theirs already.
    """
    if mobile == user.mobile:
        raise MobileUnchangedError
    code = check_code(purpose="bind", target=mobile, digits=digits)
    had = user.mobile
    try:
        with transaction.atomic():
            use_up(code)
            user.mobile = code.target
            user.save(update_fields=["mobile"])
    except IntegrityError as clash:
        user.mobile = had
        raise MobileTakenError from clash
    if had and user.email:
        write_to(user, lambda: contact_changed_letter(user.display_name, _("手机号")))


@transaction.atomic
def begin_email_change(*, user: User, email: str, asker: Asker) -> None:
    """Send a link to `email`; nothing changes until it is opened.

    The same whether or not the address belongs to somebody else. EmailUnchangedError
    where it is theirs already, CodeTooSoonError and what `spend` raises.
    """
    if user.email_verified_at and email_key(email) == user.email_key:
        raise EmailUnchangedError
    spend_on_letter(kind=Sending.Kind.EMAIL_CHANGE, target=email, asker=asker)
    payload = {"id": user.pk, "email": email, "mark": fingerprint(user)}
    ticket = make_ticket("email", payload)

    def letter() -> Letter:
        address = reverse("accounts:confirm_email", kwargs={"ticket": ticket})
        return email_change_letter(user.display_name, settings.SITE_URL + address)

    write_to(user, letter, to=email)


def email_change_of(ticket: str, *, is_locked: bool = False) -> tuple[User, str]:
    """Whose address a link changes, and to which; locked if asked.

    LinkExpiredError, LinkInvalidError, or EmailTakenError where the address has
    another account.
    """
    payload = read_ticket("email", ticket, max_age=EMAIL_AGE)
    user_id, email = payload.get("id"), payload.get("email")
    if not isinstance(user_id, int) or not isinstance(email, str):
        raise LinkInvalidError
    people = User.objects.select_for_update() if is_locked else User.objects.all()
    user = people.filter(pk=user_id).first()
    if user is None or not is_fresh(user, payload.get("mark")):
        raise LinkExpiredError
    same = User.objects.filter(email_key=email_key(email))
    if same.exclude(pk=user.pk).exists():
        raise EmailTakenError
    return user, email


def confirm_email(ticket: str) -> User:
    """Bind the address a link speaks of; the old one hears of it.

    Raises what `email_change_of` does.
    """
    with transaction.atomic():
        user, email = email_change_of(ticket, is_locked=True)
        had, is_other = user.email, user.email_key != email_key(email)
        user.email, user.email_verified_at = email, timezone.now()
        try:
            with transaction.atomic():
                user.save(update_fields=["email", "email_verified_at"])
        except IntegrityError as clash:
            raise EmailTakenError from clash
    if had and is_other:
        write_to(
            user, lambda: contact_changed_letter(user.display_name, _("邮箱")), to=had
        )
    return user
