"""Forms that want to know whether a person fills them in."""

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from accounts.human.exceptions import HumanVerificationError
from accounts.human.picture import new_key
from accounts.human.proof import human_proof_from
from accounts.human.verify import accepts_picture, verify_human

CHALLENGE_ADDRESS = "/api/v1/human/challenge/"


@dataclass(frozen=True)
class HumanPart:
    """What templates/accounts/human.html shows."""

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


if TYPE_CHECKING:
    Base = forms.Form
else:
    Base = object


class HumanFields(Base):
    """For forms: `form.human` for the template, `form.check_human()` for the view.

    The fields are not the form's own: the widget and the picture bring theirs.
    """

    @cached_property
    def human(self) -> HumanPart:
        """Always fresh: a proof that was sent once is used up, right or wrong."""
        return new_part()

    def check_human(self, *, address: str) -> bool:
        """Whether the proof that was sent holds; if not, the form says why.

        Call it last and once, when everything else is valid: it uses the proof up.
        """
        try:
            verify_human(human_proof_from(self.data), address=address)
        except HumanVerificationError as refusal:
            self.add_error(None, ValidationError(str(refusal), code=refusal.code))
            return False
        return True
