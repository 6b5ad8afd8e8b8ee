"""Letters in a picture: one try per picture."""

import io
from datetime import timedelta

import pytest
import time_machine
from captcha.models import CaptchaStore
from PIL import Image

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.human import HumanProof, HumanVerificationError, verify_human
from accounts.human.picture import (
    LENGTH,
    LETTERS,
    is_key,
    new_key,
    remove_expired_pictures,
)
from accounts.human.tests.helpers import letters_of, shown_picture

pytestmark = [pytest.mark.django_db, pytest.mark.urls("accounts.human.tests.urls")]


def is_accepted(key: str, letters: str) -> bool:
    try:
        verify_human(HumanProof("picture", key, letters), address="127.0.0.1")
    except HumanVerificationError:
        return False
    return True


def full_width(letters: str) -> str:
    return "".join(chr(ord(letter) + 0xFEE0) for letter in letters)


@pytest.mark.parametrize(
    "typed",
    [
        str,
        str.lower,
        full_width,
        lambda letters: f" {letters[:2]} {letters[2:]}\n",
    ],
    ids=["as shown", "lower case", "full width", "with blanks"],
)
def test_the_right_letters_are_accepted_once(typed):
    key, letters = shown_picture()

    assert is_accepted(key, typed(letters))
    assert not is_accepted(key, typed(letters))


def test_a_wrong_try_uses_the_picture_up():
    key, letters = shown_picture()

    assert not is_accepted(key, "wrong")
    assert not is_accepted(key, letters)
    assert not CaptchaStore.objects.exists()


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "签名", pytest.param("A" * 10_000_000, id="10-MB"), "\ud800"],
)
def test_other_letters_are_refused(typed):
    key, _ = shown_picture()

    assert not is_accepted(key, typed)


@pytest.mark.parametrize("key", ["", "0" * 40, "\x00" * 40, "签" * 40, "a" * 10_000])
def test_keys_of_others_are_refused(key):
    assert not is_key(key)
    assert not is_accepted(key, "AAAAA")


def test_a_key_whose_picture_was_never_shown_is_refused():
    assert not is_accepted(new_key(), "AAAAA")


def test_letters_expire():
    start = timezone.now()
    with time_machine.travel(start, tick=False):
        key, letters = shown_picture()
    with time_machine.travel(start + timedelta(minutes=10, seconds=1), tick=False):
        assert not is_accepted(key, letters)
        remove_expired_pictures()
    assert not CaptchaStore.objects.exists()


def test_letters_are_five_that_look_like_no_other():
    _, letters = shown_picture()

    assert len(letters) == LENGTH == 5
    assert set(letters) <= set(LETTERS)
    assert not set(LETTERS) & set("0OQD1IL2Z5S8B6GUVMW")


def test_the_frame_shows_a_picture_and_another_one_at_every_look():
    client, key = Client(), new_key()
    address = reverse("accounts:human_picture", args=[key])

    first = client.get(address)
    letters = letters_of(key)
    client.get(address)

    assert first.status_code == 200
    assert first["X-Frame-Options"] == "SAMEORIGIN"
    assert "no-store" in first["Cache-Control"]
    assert f'href="{address}"' in first.content.decode()
    assert letters_of(key) != letters
    assert CaptchaStore.objects.count() == 1


def test_the_picture_is_large_and_light_and_not_kept():
    client = Client()
    key, _ = shown_picture()

    answer = client.get(reverse("accounts:human_picture_image", args=[key]))

    picture = Image.open(io.BytesIO(answer.content))
    assert answer["Content-Type"] == "image/png"
    assert "no-store" in answer["Cache-Control"]
    assert picture.width >= 200
    assert picture.height >= 70
    corner = picture.convert("RGB").getpixel((picture.width - 1, 0))
    assert min(corner) > 200


def test_foreign_keys_get_no_picture_and_used_ones_are_gone():
    client = Client()
    for name in ("accounts:human_picture", "accounts:human_picture_image"):
        assert client.get(reverse(name, args=["0" * 40])).status_code == 404
    key, letters = shown_picture()
    is_accepted(key, letters)

    gone = client.get(reverse("accounts:human_picture_image", args=[key]))

    assert gone.status_code == 410
    assert CaptchaStore.objects.count() == 0
