"""What authors and editors are told of."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind, Way

REVIEW = Kind(
    name="review",
    label=_("审核结果"),
    help_text=_("文章通过或退回时发邮件给我。"),
    ways={Way.MAIL: True},
)
SUBMISSION = Kind(
    name="submission",
    label=_("投稿结果"),
    help_text=_("专题收录或退回我的投稿时发邮件给我。"),
    ways={Way.MAIL: True},
)
