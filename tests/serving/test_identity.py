"""The site is called what its owner calls it: in mails, in apps, where it is broken."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django_otp.plugins.otp_totp.models import TOTPDevice
from django_otp_webauthn.helpers import WebAuthnHelper

from django.core import mail
from django.template.loader import render_to_string
from django.test import RequestFactory

from wagtail.models import Site

from accounts.tests.factories import UserFactory
from core.identity import site_name
from core.letters import Letter, send_letter_now
from home.models import SiteSettings

pytestmark = pytest.mark.django_db
NAME = "南窗：夜读"


@pytest.fixture(autouse=True)
def named():
    site = Site.objects.get(is_default_site=True)
    SiteSettings.objects.update_or_create(site=site, defaults={"name": NAME})


def test_letters_carry_it():
    send_letter_now(Letter("一封信", ["你好。"]), to="lin@example.com")

    [message] = mail.outbox
    assert NAME in message.body
    assert NAME in message.alternatives[0].content


def test_an_authenticator_shows_it():
    address = TOTPDevice(user=UserFactory(username="lin")).config_url

    query = parse_qs(urlsplit(address).query)
    assert query["issuer"] == ["南窗：夜读"]


def test_a_passkey_is_kept_under_it():
    helper = WebAuthnHelper(request=RequestFactory().get("/"))

    assert helper.get_relying_party().name == NAME


def test_what_asks_nothing_knows_it():
    assert site_name() == NAME

    assert f"· {NAME}</title>" in render_to_string("500.html")
