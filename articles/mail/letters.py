"""Mails to authors about their articles, in the language that is active."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from core.letters import Letter


def waiting_letter(name: str, *, title: str, by: str, address: str) -> Letter:
    """A text waits for a reviewer; `address` is where it is read and decided on."""
    words = {"title": title, "by": by}
    return Letter(
        subject=_("《%(title)s》等你审核") % words,
        sentences=[
            _greeting(name),
            _("%(by)s提交了《%(title)s》，等你审核。") % words,
        ],
        button=(_("去审核"), address),
        note=_note(),
    )


def approved_letter(name: str, *, title: str, comment: str, address: str) -> Letter:
    """An editor let the text through; `address` is where it can be read.

    `comment` is what the editor wrote to it, often nothing.
    """
    words = {"title": title}
    told = [_("编辑通过了《%(title)s》。") % words]
    if comment:
        told = [_("编辑通过了《%(title)s》，并写道：") % words, comment]
    return Letter(
        subject=_("《%(title)s》通过了审核") % words,
        sentences=[_greeting(name), *told],
        button=(_("去看看"), address),
        note=_note(),
    )


def sent_back_letter(name: str, *, title: str, reason: str, address: str) -> Letter:
    """An editor wants changes first; `address` is where the text is edited."""
    words = {"title": title}
    return Letter(
        subject=_("《%(title)s》需要修改") % words,
        sentences=[
            _greeting(name),
            _("编辑把《%(title)s》退回修改，并写道：") % words,
            reason,
            _("改好以后，再提交一次就行。"),
        ],
        button=(_("打开文章"), address),
        note=_note(),
    )


def accepted_letter(name: str, *, article: str, topic: str, address: str) -> Letter:
    """A topic has taken the article; `address` is the topic's."""
    words = {"article": article, "topic": topic}
    return Letter(
        subject=_("《%(article)s》已被收录") % words,
        sentences=[
            _greeting(name),
            _("专题“%(topic)s”收录了你的文章《%(article)s》。") % words,
        ],
        button=(_("去专题看看"), address),
        note=_note(),
    )


def refused_letter(
    name: str, *, article: str, topic: str, reason: str, address: str
) -> Letter:
    """A topic has not taken the article; `address` is where it is edited."""
    words = {"article": article, "topic": topic}
    return Letter(
        subject=_("《%(article)s》没有被收录") % words,
        sentences=[
            _greeting(name),
            _("专题“%(topic)s”没有收录你的文章《%(article)s》，编辑写道：") % words,
            reason,
        ],
        button=(_("打开文章"), address),
        note=_note(),
    )


def schedule_failed_letter(
    name: str,
    *,
    title: str,
    moment: datetime | None,
    reason: str,
    is_publishing: bool,
    address: str,
) -> Letter:
    """The time came and nothing happened; `address` is where the text is edited."""
    words = {"title": title, "time": date_format(localtime(moment), "DATETIME_FORMAT")}
    if is_publishing:
        subject = _("《%(title)s》没能按时发布")
        told = _("《%(title)s》定在 %(time)s 发布，但没有成功：")
    else:
        subject = _("《%(title)s》没能按时下线")
        told = _("《%(title)s》定在 %(time)s 下线，但没有成功：")
    return Letter(
        subject=subject % words,
        sentences=[
            _greeting(name),
            told % words,
            reason,
            _("系统每分钟会再试一次。改好以后不用重新定时。"),
        ],
        button=(_("打开文章"), address),
    )


def _greeting(name: str) -> str:
    return _("%(name)s，你好！") % {"name": name}


def _note() -> str:
    return _("不想再收到这类邮件，可以在“设置 — 通知”里关掉。")


_TITLE, _TOPIC, _LINK = "修书", "手艺", "https://example.com/…"
SAMPLES: dict[str, Callable[[], Letter]] = {
    "review-waiting": lambda: waiting_letter(
        "林闻", title=_TITLE, by="沈砚秋", address=_LINK
    ),
    "review-approved": lambda: approved_letter(
        "林闻", title=_TITLE, comment="写得好。", address=_LINK
    ),
    "review-sent-back": lambda: sent_back_letter(
        "林闻", title=_TITLE, reason="第二段请再写细一点。", address=_LINK
    ),
    "submission-accepted": lambda: accepted_letter(
        "林闻", article=_TITLE, topic=_TOPIC, address=_LINK
    ),
    "submission-refused": lambda: refused_letter(
        "林闻", article=_TITLE, topic=_TOPIC, reason="题材不太合适。", address=_LINK
    ),
    "schedule-failed": lambda: schedule_failed_letter(
        "林闻",
        title=_TITLE,
        moment=datetime(2026, 11, 1, 1, 0, tzinfo=UTC),
        reason="这个网址已经被另一篇文章用了。",
        is_publishing=True,
        address=_LINK,
    ),
}
