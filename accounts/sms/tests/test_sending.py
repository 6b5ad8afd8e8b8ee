"""Failing over, giving up, and what the log says about it."""

import logging
from itertools import permutations

import pytest

from accounts.sms import SmsMessage, SmsNumberRefused, SmsUnavailable, send_sms

MESSAGE = SmsMessage(
    mobile="+8613812345678", kind="code", params={"code": "135790", "minutes": "5"}
)
OUTAGES = ["limit", "no_money", "server_error", "garbage", "hang"]


@pytest.mark.parametrize("name", ["tencent", "aliyun", "ronglian"])
@pytest.mark.parametrize("mood", OUTAGES)
def test_an_outage_moves_on_to_the_next_provider(gateways, settings, name, mood):
    settings.SMS_TIMEOUT = 0.3
    follower = "aliyun" if name != "aliyun" else "ronglian"
    settings.SMS_PROVIDERS = [name, follower]
    gateways[name].mood = mood

    taken_by = send_sms(MESSAGE)

    assert taken_by == follower
    assert len(gateways[name].asked) == 1
    assert len(gateways[follower].messages) == 1


@pytest.mark.parametrize("mood", ["throttled", "no_status"])
def test_other_failures_of_tencent_move_on_too(gateways, mood):
    gateways.tencent.mood = mood

    assert send_sms(MESSAGE) == "aliyun"


@pytest.mark.parametrize("name", ["tencent", "aliyun", "ronglian"])
def test_nobody_listening_moves_on(gateways, settings, name):
    follower = "aliyun" if name != "aliyun" else "ronglian"
    settings.SMS_PROVIDERS = [name, follower]
    key = f"SMS_{name.upper()}_ENDPOINT"
    setattr(settings, key, "http://127.0.0.1:9")

    assert send_sms(MESSAGE) == follower


def test_a_kind_without_a_template_moves_on(gateways, settings):
    settings.SMS_TENCENT_TEMPLATES = {"news": "7"}

    assert send_sms(MESSAGE) == "aliyun"
    assert gateways.tencent.asked == []


@pytest.mark.parametrize("order", list(permutations(("tencent", "aliyun", "ronglian"))))
def test_providers_are_asked_in_the_order_of_the_settings(gateways, settings, order):
    settings.SMS_PROVIDERS = list(order)
    for name in order[:2]:
        gateways[name].mood = "limit"

    assert send_sms(MESSAGE) == order[2]
    assert [len(gateways[name].asked) for name in order] == [1, 1, 1]
    assert [len(gateways[name].messages) for name in order] == [0, 0, 1]


def test_the_others_are_left_alone_while_the_first_can_send(gateways):
    assert send_sms(MESSAGE) == "tencent"

    assert gateways.aliyun.asked == gateways.ronglian.asked == []


def test_the_first_is_asked_again_once_it_is_back(gateways):
    gateways.tencent.mood = "server_error"
    assert send_sms(MESSAGE) == "aliyun"
    gateways.tencent.mood = "ok"

    assert send_sms(MESSAGE) == "tencent"
    assert len(gateways.tencent.asked) == 2


def test_a_name_nobody_knows_is_passed_over(gateways, settings, caplog):
    settings.SMS_PROVIDERS = ["pigeon", "ronglian"]

    with caplog.at_level(logging.INFO):
        assert send_sms(MESSAGE) == "ronglian"

    failed = caplog.records[0].msg
    assert (failed["provider"], failed["reason"]) == ("pigeon", "unknown_provider")


def test_a_refused_number_ends_it_after_an_outage_too(gateways, settings):
    settings.SMS_TIMEOUT = 0.3
    gateways.tencent.mood = "hang"
    gateways.aliyun.mood = "bad_number"

    with pytest.raises(SmsNumberRefused):
        send_sms(MESSAGE)

    assert gateways.ronglian.asked == []


def test_all_down_is_unavailable(gateways):
    gateways.tencent.mood = "server_error"
    gateways.aliyun.mood = "garbage"
    gateways.ronglian.mood = "limit"

    with pytest.raises(SmsUnavailable) as refusal:
        send_sms(MESSAGE)

    assert (refusal.value.code, refusal.value.status) == ("sms_unavailable", 503)
    asked = [len(gateways[name].asked) for name in ("tencent", "aliyun", "ronglian")]
    assert asked == [1, 1, 1]


@pytest.mark.parametrize("providers", [[], ["pigeon"]])
def test_no_known_provider_is_unavailable(settings, providers):
    settings.SMS_PROVIDERS = providers

    with pytest.raises(SmsUnavailable):
        send_sms(MESSAGE)


@pytest.mark.parametrize("mood", ["ok", "server_error", "garbage", "bad_number"])
def test_the_log_masks_the_number_and_never_has_the_code(gateways, caplog, mood):
    for name in ("tencent", "aliyun", "ronglian"):
        gateways[name].mood = mood

    with caplog.at_level(logging.DEBUG):
        try:
            outcome = send_sms(MESSAGE)
        except Exception as error:  # noqa: BLE001 - whatever is raised must not tell
            outcome = repr((error, error.__context__, error.__cause__))

    assert "138****5678" in caplog.text
    for text in (caplog.text, outcome, repr(MESSAGE)):
        assert "135790" not in text
    assert "13812345678" not in caplog.text + outcome


def test_the_log_says_who_took_it(gateways, caplog):
    gateways.tencent.mood = "limit"

    with caplog.at_level(logging.INFO):
        send_sms(MESSAGE)

    failed, sent = (record.msg for record in caplog.records)
    assert failed["event"] == "sms_provider_failed"
    assert failed["provider"] == "tencent"
    assert failed["reason"] == "LimitExceeded.PhoneNumberDailyLimit"
    assert sent["event"] == "sms_sent"
    assert sent["provider"] == "aliyun"


def test_a_broken_connection_gives_the_code_away_nowhere(gateways, settings, caplog):
    settings.SMS_PROVIDERS = ["aliyun"]
    settings.SMS_ALIYUN_ENDPOINT = "http://127.0.0.1:9"

    with caplog.at_level(logging.DEBUG), pytest.raises(SmsUnavailable) as refusal:
        send_sms(MESSAGE)

    seen, error = [caplog.text], refusal.value
    while error is not None:
        seen.append(repr(error))
        error = error.__context__
    assert "135790" not in " ".join(seen)


def test_the_console_shows_the_code_in_the_log(settings, caplog):
    settings.SMS_PROVIDERS = ["console"]

    with caplog.at_level(logging.INFO):
        assert send_sms(MESSAGE) == "console"

    shown = caplog.records[0].msg
    assert (shown["event"], shown["code"]) == ("sms_console", "135790")
    assert shown["mobile"] == "138****5678"
