"""Mails to authors about their articles, in the language that is active."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from core.letters import Letter


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


def _greeting(name: str) -> str:
    return _("%(name)s，你好！") % {"name": name}


def _note() -> str:
    return _("不想再收到这类邮件，可以在“设置 — 通知”里关掉。")


_LINK = "https://example.com/…"
SAMPLES: dict[str, Callable[[], Letter]] = {
    "submission-accepted": lambda: accepted_letter(
        "林闻", article="林闻", topic="荏苒", address=_LINK
    ),
    "submission-refused": lambda: refused_letter(
        "林闻", article="林闻", topic="荏苒", reason="…", address=_LINK
    ),
}
