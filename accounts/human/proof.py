"""The proof in a form or a request body, and its way to whoever judges it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

Kind = Literal["altcha", "picture", "tencent"]


@dataclass(frozen=True)
class HumanProof:
    """What a browser sent to show that a person is there; not judged yet.

    `payload` is altcha's payload, the picture's key or Tencent's ticket; `answer` the
    letters read from the picture or Tencent's random string.
    """

    kind: Kind
    payload: str
    answer: str = ""


def human_proof_from(data: Mapping[str, Any]) -> HumanProof | None:
    """The proof in `data` (a form or JSON), or None.

    Reads `altcha`; `captcha_0` and `captcha_1`; `tencent_ticket` and
    `tencent_randstr`. The first of altcha, Tencent and picture that is filled in
    counts, so a picture's key alone is none.
    """
    if payload := _text(data, "altcha"):
        return HumanProof("altcha", payload)
    if ticket := _text(data, "tencent_ticket"):
        return HumanProof("tencent", ticket, _text(data, "tencent_randstr"))
    if letters := _text(data, "captcha_1"):
        return HumanProof("picture", _text(data, "captcha_0"), letters)
    return None


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    return value.strip() if isinstance(value, str) else ""
