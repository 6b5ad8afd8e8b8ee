"""Doing what a browser or a reader does."""

import base64
import json
from typing import Any

from altcha import Challenge, Payload, Solution, solve_challenge
from captcha.models import CaptchaStore

from accounts.human.altcha import new_challenge
from accounts.human.picture import draw_letters, new_key


def solved(challenge: dict[str, Any] | None = None) -> str:
    """The payload a browser sends for `challenge`, or for a fresh one."""
    parsed = Challenge.from_dict(challenge or new_challenge())
    solution = solve_challenge(parsed)
    assert isinstance(solution, Solution)
    return Payload(parsed, solution).to_base64()


def encoded(value: object) -> str:
    """`value` as JSON in Base64."""
    return base64.b64encode(json.dumps(value).encode()).decode()


def decoded(payload: str) -> dict[str, Any]:
    return json.loads(base64.b64decode(payload))


def shown_picture() -> tuple[str, str]:
    """A key whose picture was looked at, and its letters."""
    key = new_key()
    draw_letters(key)
    return key, letters_of(key)


def letters_of(key: str) -> str:
    return CaptchaStore.objects.get(hashkey=key).challenge
