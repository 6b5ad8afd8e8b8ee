"""What `manage.py check` says about providers."""

import pytest

from accounts.sms.checks import check_console, check_providers
from accounts.sms.tests.gateways.keys import SETTINGS


def test_the_default_is_sound_but_not_for_production(settings):
    settings.SMS_PROVIDERS = ["console"]

    assert check_providers() == []
    assert [fault.id for fault in check_console()] == ["accounts.W103"]


@pytest.mark.parametrize("name", ["tencent", "aliyun", "ronglian"])
def test_missing_keys_are_named(settings, name):
    settings.SMS_PROVIDERS = [name]

    (fault,) = check_providers()

    assert fault.id == "accounts.E102"
    assert all(key in fault.msg for key in SETTINGS[name])


@pytest.mark.parametrize("name", ["tencent", "aliyun", "ronglian"])
def test_a_complete_provider_is_sound(settings, name):
    settings.SMS_PROVIDERS = [name]
    for key, value in SETTINGS[name].items():
        setattr(settings, key, value)

    assert check_providers() == []
    assert check_console() == []


@pytest.mark.parametrize(
    ("providers", "expected"), [([], []), (["pigeon"], ["accounts.E101"])]
)
def test_nothing_chosen_or_something_unknown(settings, providers, expected):
    settings.SMS_PROVIDERS = providers

    assert [fault.id for fault in check_providers()] == expected
