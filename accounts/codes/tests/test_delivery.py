"""A code on its way through real gateways: sent, tried again, or said to have failed."""

from datetime import timedelta

import pytest

from django.utils import timezone

from accounts.codes.budget import Asker
from accounts.codes.digits import digits_of
from accounts.codes.services import request_code
from accounts.codes.tasks import fail_unsent_codes_task, send_code_task
from accounts.models import VerificationCode
from accounts.sms.tests.conftest import gateways  # noqa: F401
from core.models import WaitingTask
from core.tests.broker import broker_down, no_worker

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("believed")]

NUMBER, ADDRESS = "+8613812345678", "linwen@example.com"
BROKEN = "accounts.codes.tests.test_delivery.BrokenMail"


@pytest.fixture
def retries():
    """Tasks that ask to be tried again are, at once; else the asking is an error."""
    conf = send_code_task.app.conf
    conf.update(task_eager_propagates=False)
    yield
    conf.update(task_eager_propagates=True)


class BrokenMail:
    """A mail server that is not there."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        pass

    def send_messages(self, messages: object) -> int:
        raise ConnectionRefusedError


def send(callbacks, target: str = NUMBER) -> VerificationCode:
    with callbacks(execute=True):
        code = request_code(purpose="sign_in", target=target, asker=Asker("192.0.2.1"))
    code.refresh_from_db()
    return code


def test_the_gateway_gets_the_digits(gateways, django_capture_on_commit_callbacks):  # noqa: F811
    code = send(django_capture_on_commit_callbacks)

    [message] = gateways.tencent.messages
    assert (code.state, code.failure) == ("sent", "")
    assert digits_of(code) in str(message)
    assert gateways.aliyun.messages == []


def test_the_next_gateway_takes_over(gateways, django_capture_on_commit_callbacks):  # noqa: F811
    gateways.tencent.mood = gateways.aliyun.mood = "server_error"

    code = send(django_capture_on_commit_callbacks)

    assert code.state == "sent"
    assert len(gateways.ronglian.messages) == 1


def test_when_all_are_down_the_code_has_failed_after_four_tries(
    gateways,  # noqa: F811
    retries,
    django_capture_on_commit_callbacks,
):
    for name in ("tencent", "aliyun", "ronglian"):
        gateways[name].mood = "server_error"

    code = send(django_capture_on_commit_callbacks)

    assert (code.state, code.failure) == ("failed", "code_not_sent")
    assert len(gateways.tencent.asked) == 4
    # No pause after a failure: the next one may go at once.
    for name in ("tencent", "aliyun", "ronglian"):
        gateways[name].mood = "ok"
    assert send(django_capture_on_commit_callbacks).state == "sent"


def test_a_number_the_gateway_refuses_is_not_tried_again(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    gateways.tencent.mood = "bad_number"

    code = send(django_capture_on_commit_callbacks)

    assert (code.state, code.failure) == ("failed", "sms_number_refused")
    assert len(gateways.tencent.asked) == 1
    assert gateways.aliyun.asked == []


def test_the_page_tells_that_nothing_was_sent(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
    client,
):
    gateways.tencent.mood = "bad_number"
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.post(
            "/api/v1/codes/",
            {"purpose": "sign_in", "mobile": NUMBER},
            content_type="application/json",
        )

    told = client.get(f"/api/v1/codes/{answer.json()['ticket']}/").json()

    assert (told["state"], told["failure"]) == ("failed", "sms_number_refused")
    assert told["retry_after"] == 0


def test_a_mail_server_that_is_away_is_a_failure_too(
    settings, retries, django_capture_on_commit_callbacks
):
    settings.MAIL_DELIVERY_BACKEND = BROKEN

    code = send(django_capture_on_commit_callbacks, ADDRESS)

    assert (code.state, code.failure) == ("failed", "code_not_sent")


def test_a_message_that_comes_twice_sends_once(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    code = send(django_capture_on_commit_callbacks)

    send_code_task.delay(code.pk, "zh-hans")

    assert len(gateways.tencent.messages) == 1


def test_without_a_broker_the_code_has_failed_and_the_next_may_go_at_once(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
):
    with broker_down():
        code = send(django_capture_on_commit_callbacks)

    assert (code.state, code.failure) == ("failed", "code_not_sent")
    assert not WaitingTask.objects.exists()

    code = send(django_capture_on_commit_callbacks)

    assert (code.state, len(gateways.tencent.messages)) == ("sent", 1)


def unsent(callbacks, client, seconds: int) -> tuple[VerificationCode, dict]:
    """A code no worker has sent for so long, and what its owner is told then."""
    with no_worker(), callbacks(execute=True):
        answer = client.post(
            "/api/v1/codes/",
            {"purpose": "sign_in", "mobile": NUMBER},
            content_type="application/json",
        )
    then = timezone.now() - timedelta(seconds=seconds)
    VerificationCode.objects.update(created_at=then)
    told = client.get(f"/api/v1/codes/{answer.json()['ticket']}/").json()
    return VerificationCode.objects.get(), told


def test_a_code_nobody_has_sent_in_time_has_failed_visibly(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
    client,
):
    code, told = unsent(django_capture_on_commit_callbacks, client, 61)

    assert (told["state"], told["failure"]) == ("failed", "code_not_sent")
    assert told["retry_after"] == 0
    # A worker that comes too late does not send what nobody waits for.
    send_code_task.delay(code.pk, "zh-hans")
    code.refresh_from_db()
    assert (code.state, gateways.tencent.messages) == ("failed", [])


def test_a_code_that_can_still_be_in_time_waits_and_is_sent(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
    client,
):
    code, told = unsent(django_capture_on_commit_callbacks, client, 50)
    assert (told["state"], told["failure"]) == ("pending", "")

    send_code_task.delay(code.pk, "zh-hans")

    code.refresh_from_db()
    assert (code.state, len(gateways.tencent.messages)) == ("sent", 1)


def test_the_clock_names_unsent_codes_too(
    gateways,  # noqa: F811
    django_capture_on_commit_callbacks,
    caplog,
):
    with no_worker():
        code = send(django_capture_on_commit_callbacks)
    assert fail_unsent_codes_task() == 0
    VerificationCode.objects.update(created_at=timezone.now() - timedelta(seconds=61))

    assert fail_unsent_codes_task() == 1

    code.refresh_from_db()
    assert (code.state, code.failure) == ("failed", "code_not_sent")
    assert "codes_not_sent" in caplog.text
