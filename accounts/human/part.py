"""The part of a page that asks who is there; templates/accounts/human/part.html shows it."""

import json
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.human.picture import new_key
from accounts.human.verify import accepts_picture

CHALLENGE_ADDRESS = "/api/v1/human/challenge/"


@dataclass(frozen=True)
class HumanPart:
    """What templates/accounts/human/part.html shows."""

    provider: str
    has_picture: bool
    picture_key: str
    challenge_address: str
    labels: str
    tencent_app_id: int
    tencent_script: str

    @property
    def picture_address(self) -> str:
        return reverse("accounts:human_picture", args=[self.picture_key])


def new_part() -> HumanPart:
    """The part of a page that asks for a proof, with a fresh picture key."""
    return HumanPart(
        provider=settings.HUMAN_PROVIDER,
        has_picture=accepts_picture(),
        picture_key=new_key(),
        challenge_address=CHALLENGE_ADDRESS,
        labels=json.dumps(_labels(), ensure_ascii=False),
        tencent_app_id=settings.HUMAN_TENCENT_APP_ID,
        tencent_script=settings.HUMAN_TENCENT_SCRIPT,
    )


def _labels() -> dict[str, str]:
    """The words of the widget, by its own names for them."""
    return {
        "label": _("我不是机器人"),
        "verifying": _("正在验证…"),
        "verified": _("验证通过"),
        "error": _("验证没有成功，请再试一次。"),
        "expired": _("验证已过期，请再做一次。"),
        "loading": _("正在载入…"),
        "verificationRequired": _("请先完成验证。"),
        "waitAlert": _("正在验证，请稍候。"),
    }
