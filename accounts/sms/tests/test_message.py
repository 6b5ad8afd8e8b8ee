"""What a message says of itself, and which template it gets."""

import pytest

from accounts.sms import SmsMessage
from accounts.sms.exceptions import Outage
from accounts.sms.message import ordered_params, template_of

PARAMS = {"code": "135790", "minutes": "5"}


def message(mobile: str = "+8613812345678", language: str = "zh-hans") -> SmsMessage:
    return SmsMessage(mobile=mobile, kind="code", params=PARAMS, language=language)


@pytest.mark.parametrize(
    ("mobile", "domestic"),
    [("+8613812345678", True), ("+85291234567", False), ("+886912345678", False)],
)
def test_the_mainland_is_told_from_its_neighbours(mobile, domestic):
    assert message(mobile).is_domestic is domestic


def test_a_message_that_is_printed_keeps_its_code():
    assert "135790" not in repr(message())
    assert "135790" not in f"{message()!s}"


@pytest.mark.parametrize(
    ("templates", "language", "found"),
    [
        ({"code": "1"}, "zh-hans", "1"),
        ({"code": "1"}, "en", "1"),
        ({"code": "1", "code.en": "2"}, "en", "2"),
        ({"code": "1", "code.en": "2"}, "zh-hans", "1"),
        ({"code": "1", "code.en": ""}, "en", "1"),
    ],
)
def test_the_template_of_the_language_comes_first(templates, language, found):
    assert template_of(message(language=language), templates) == found


@pytest.mark.parametrize(
    "templates", [{}, {"code": ""}, {"news": "3"}, {"code.en": "2"}]
)
def test_without_a_template_this_provider_cannot_send(templates):
    with pytest.raises(Outage) as outage:
        template_of(message(), templates)

    assert outage.value.reason == "no_template"


@pytest.mark.parametrize(
    ("names", "values"),
    [
        (["code", "minutes"], ["135790", "5"]),
        (["minutes", "code"], ["5", "135790"]),
        (["minutes"], ["5"]),
        (["code", "name"], ["135790"]),
        ([], []),
    ],
)
def test_templates_without_names_get_what_they_count(settings, names, values):
    settings.SMS_TEMPLATE_PARAMS = names

    assert ordered_params(message()) == values
