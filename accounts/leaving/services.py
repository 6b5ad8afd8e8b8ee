"""Leaving: asked for, taken back within 7 days, or carried out."""

from datetime import timedelta

import structlog

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts.codes.mailing import write_to
from accounts.devices.services import revoke_devices
from accounts.leaving.erasing import erase_person
from accounts.leaving.exceptions import LeavingBegunError, StaffLeavingError
from accounts.leaving.letters import leaving_begun_letter
from accounts.leaving.registry import LEAVING
from accounts.models import DeletionRequest, User
from accounts.staff.rules import is_staff_member
from core.letters import Letter

log = structlog.get_logger(__name__)
COOLING_OFF = timedelta(days=7)


def leaving_of(user: User) -> DeletionRequest | None:
    """The request of `user` to leave, if there is one."""
    return DeletionRequest.objects.filter(user=user).first()


@transaction.atomic
def ask_to_leave(
    *, user: User, keeps_texts: bool, device_id: int | None
) -> DeletionRequest:
    """`user` leaves in 7 days; every other device is signed out, a mail says so.

    A second request changes what becomes of the texts, not the day. Raises
    StaffLeavingError for people who work for the site, LeavingBegunError when late.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if is_staff_member(user):
        raise StaffLeavingError
    request, is_new = DeletionRequest.objects.select_for_update().get_or_create(
        user=user,
        defaults={"keeps_texts": keeps_texts, "due_at": timezone.now() + COOLING_OFF},
    )
    if request.begun_at is not None:
        raise LeavingBegunError
    if is_new:
        revoke_devices(user=user, keep=device_id)
        write_to(user, lambda: _letter(request))
    elif request.keeps_texts != keeps_texts:
        request.keeps_texts = keeps_texts
        request.save(update_fields=["keeps_texts"])
    return request


def _letter(request: DeletionRequest) -> Letter:
    due = timezone.localdate(request.due_at)
    address = settings.SITE_URL + reverse("me:leave")
    return leaving_begun_letter(request.user.display_name, due, address)


@transaction.atomic
def take_back_leaving(*, user: User) -> bool:
    """`user` stays after all; false where nothing was asked for.

    LeavingBegunError where it is being carried out: whoever locks the row first,
    this or `carry_out_leaving`, wins.
    """
    request = _locked(user.pk)
    if request is None:
        return False
    if request.begun_at is not None:
        raise LeavingBegunError
    request.delete()
    return True


def due_leavings() -> list[int]:
    """Whose 7 days are over, or whose leaving was not finished; ids of people."""
    due = DeletionRequest.objects.filter(due_at__lte=timezone.now())
    return list(due.order_by("due_at", "pk").values_list("user_id", flat=True))


def carry_out_leaving(user_id: int) -> bool:
    """Close the account for good; false where it is not due, or not everything worked.

    First the account is shut, then each app erases what it kept of the person, in a
    transaction of its own, then the personal data goes. What fails stops nothing else, and the
    request stays, so that the next run tries everything again.
    """
    request = _begin(user_id)
    if request is None:
        return False
    user, keeps_texts = request.user, request.keeps_texts
    failed = [name for name, _handler in LEAVING.items()]
    for name, handler in LEAVING.items():
        try:
            with transaction.atomic():
                handler(user, keeps_texts=keeps_texts)
        except Exception:
            log.exception("leaving_handler_failed", user=user_id, handler=name)
        else:
            failed.remove(name)
    with transaction.atomic():
        erase_person(user_id)
        if not failed:
            DeletionRequest.objects.filter(user=user_id).delete()
    return not failed


@transaction.atomic
def _begin(user_id: int) -> DeletionRequest | None:
    """Shut the account, and with it the way back; None where it is not due."""
    request = _locked(user_id)
    if request is None or request.due_at > timezone.now():
        return None
    user = request.user
    if is_staff_member(user):
        # Hired in the meantime: nobody's work disappears over night.
        log.error("leaving_of_staff_waits", user=user_id)
        return None
    if request.begun_at is None:
        request.begun_at = timezone.now()
        request.save(update_fields=["begun_at"])
    user.is_active = False
    user.set_unusable_password()
    user.save(update_fields=["is_active", "password"])
    revoke_devices(user=user)
    return request


def _locked(user_id: int) -> DeletionRequest | None:
    """The request, with its person locked first: everywhere else it is so too."""
    user = User.objects.select_for_update().filter(pk=user_id).first()
    request = DeletionRequest.objects.select_for_update().filter(user=user_id).first()
    if user is not None and request is not None:
        request.user = user
    return request
