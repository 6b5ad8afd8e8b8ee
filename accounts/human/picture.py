"""Letters in a picture: the way without JavaScript. Drawn by django-simple-captcha.

A key stands in the form from the start; letters are made when the picture is looked
at. So a reader with JavaScript costs no row, and "another one" needs no new form.
"""

import hmac
import re
import secrets
import unicodedata
from datetime import timedelta
from typing import Any

from captcha.models import CaptchaStore
from PIL import Image, ImageDraw

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import salted_hmac

from accounts.human.exceptions import HumanVerificationError

# Nothing that is easily taken for something else (0 O Q D, 1 I L, 2 Z, 5 S, 8 B, 6 G,
# U V), and nothing too wide for the picture (M, W).
LETTERS = "ACEFHJKNPRTXY3479"
LENGTH = 5
KEY_LENGTH, SEAL_LENGTH = 24, 16
KEY = re.compile(r"[0-9a-f]{40}")
LONGEST = 40


def new_key() -> str:
    """A key for one form; 40 hex digits, which only we can make."""
    key = secrets.token_hex(KEY_LENGTH // 2)
    return key + _seal(key)


def is_key(text: str) -> bool:
    """Whether `new_key` made it."""
    if not KEY.fullmatch(text):
        return False
    return hmac.compare_digest(_seal(text[:KEY_LENGTH]), text[KEY_LENGTH:])


def draw_letters(key: str) -> None:
    """Give `key` new letters, good for one try within CAPTCHA_TIMEOUT minutes."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    CaptchaStore.objects.update_or_create(
        hashkey=key,
        defaults={
            "challenge": letters,
            "response": letters,
            "expiration": timezone.now() + timedelta(minutes=settings.CAPTCHA_TIMEOUT),
        },
    )


def verify(key: str, letters: str) -> None:
    """Accept the right letters once; any try, right or wrong, uses them up.

    Raises HumanVerificationError.
    """
    if not is_key(key):
        raise HumanVerificationError
    now = timezone.now()
    store = CaptchaStore.objects.filter(hashkey=key, expiration__gt=now).first()
    # Of several tries at once only one deletes the row.
    if store is None or not CaptchaStore.objects.filter(pk=store.pk).delete()[0]:
        raise HumanVerificationError
    typed = _plain(letters)
    if not hmac.compare_digest(store.response.encode(), typed.encode()):
        raise HumanVerificationError


def remove_expired_pictures() -> None:
    """Delete letters nobody typed in time."""
    CaptchaStore.remove_expired()


def _seal(key: str) -> str:
    mac = salted_hmac("renran.accounts.human.picture", key, algorithm="sha256")
    return mac.hexdigest()[:SEAL_LENGTH]


def _plain(letters: str) -> str:
    """Full-width letters and blanks come from Chinese keyboards."""
    text = unicodedata.normalize("NFKC", letters[:LONGEST]).casefold()
    return "".join(text.split()).encode("utf-8", "replace").decode()


def strokes(draw: ImageDraw.ImageDraw, image: Image.Image) -> Any:
    """Three thin waves over the letters: hard to cut out, easy to read past."""
    width, height = image.size
    colour = settings.CAPTCHA_FOREGROUND_COLOR
    for part in (0.3, 0.5, 0.7):
        middle = height * part
        swing = height * (0.1 + secrets.randbelow(15) / 100)
        draw.line([(0, middle - swing), (width, middle + swing)], fill=colour, width=3)
    for _ in range(width * height // 150):
        draw.point((secrets.randbelow(width), secrets.randbelow(height)), fill=colour)
    return draw
