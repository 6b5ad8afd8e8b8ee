"""What authors and editors are told of."""

from django.utils.translation import gettext_lazy as _

from notifications.kinds import Kind, Way

# One choice for both sides: who writes hears of decisions, who decides of what waits.
REVIEW = Kind(
    name="review",
    label=_("审核"),
    help_text=_("我的文章通过或退回，或者有文章等我审核时，发邮件给我。"),
    ways={Way.MAIL: True},
)
SUBMISSION = Kind(
    name="submission",
    label=_("投稿结果"),
    help_text=_("专题收录或退回我的投稿时发邮件给我。"),
    ways={Way.MAIL: True},
)
