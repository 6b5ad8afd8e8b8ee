"""The mail that says a copy of data is ready."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from accounts.codes.letters import SAMPLE_ADDRESS, was_it_you
from core.letters import Letter


def export_ready_letter(username: str, address: str) -> Letter:
    return Letter(
        subject=_("你的数据准备好了"),
        sentences=[
            _("%(name)s，你好！") % {"name": username},
            _("你要的个人数据已经打包好，7 天之内可以下载。下载前需要登录。"),
        ],
        button=(_("下载数据"), address),
        note=was_it_you(),
    )


SAMPLES: dict[str, Callable[[], Letter]] = {
    "export-ready": lambda: export_ready_letter("林闻", SAMPLE_ADDRESS),
}
