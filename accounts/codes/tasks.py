"""Sending a code after its commit, and saying so where nobody did."""

from celery import Task, shared_task

from django.utils import translation

from accounts.codes.delivery import deliver
from accounts.codes.unsent import NOT_SENT, fail_unsent_codes
from accounts.models import VerificationCode
from accounts.sms import SmsNumberRefused, SmsUnavailable
from core.models import WaitingTask
from core.work.site_task import SiteTask

RETRIES, PAUSE = 3, 3


class CodeTask(SiteTask):
    """A code that cannot even be announced has failed: later it is worth nothing."""

    def not_taken(self, row: WaitingTask) -> None:
        """Let its owner hear of it at once, and ask for another without a pause."""
        _mark(row.args[0], VerificationCode.State.FAILED, NOT_SENT)
        row.delete()


@shared_task(bind=True, base=CodeTask, max_retries=RETRIES)
def send_code_task(self: Task, code_id: int, language: str) -> None:
    """Send a code once; tried again for half a minute, then marked as failed.

    Harmless when repeated: a code that was sent, used or is too late stays.
    """
    fail_unsent_codes(VerificationCode.objects.filter(pk=code_id))
    code = VerificationCode.objects.filter(
        pk=code_id, state=VerificationCode.State.PENDING
    ).first()
    if code is None:
        return
    try:
        with translation.override(language):
            if not code.is_decoy:
                deliver(code, language)
    except SmsNumberRefused as refusal:
        _mark(code.pk, VerificationCode.State.FAILED, refusal.code)
    except (SmsUnavailable, OSError) as outage:
        if self.request.retries >= RETRIES:
            _mark(code.pk, VerificationCode.State.FAILED, NOT_SENT)
            return
        raise self.retry(
            exc=outage, countdown=PAUSE * 2**self.request.retries
        ) from outage
    else:
        _mark(code.pk, VerificationCode.State.SENT)


def _mark(code_id: int, state: str, failure: str = "") -> None:
    VerificationCode.objects.filter(pk=code_id).update(state=state, failure=failure)


@shared_task
def fail_unsent_codes_task() -> int:
    """Every minute: name the codes nobody sent in time as failed; how many."""
    return fail_unsent_codes(VerificationCode.objects.all())
