"""Mails to authors about their articles, in the language that is active."""

from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Submission
from core.letters import Letter


def submission_letter(name: str, submission: Submission, site_url: str) -> Letter:
    """What the editor of a topic decided, with the reason where there is one."""
    words = {"article": submission.article.title, "topic": submission.topic.title}
    note = _("不想再收到这类邮件，可以在“设置 — 通知”里关掉。")
    greeting = _("%(name)s，你好！") % {"name": name}
    if submission.state == Submission.State.ACCEPTED:
        return Letter(
            subject=_("《%(article)s》已被收录") % words,
            sentences=[
                greeting,
                _("专题“%(topic)s”收录了你的文章《%(article)s》。") % words,
            ],
            button=(_("去专题看看"), submission.topic.full_url or site_url),
            note=note,
        )
    edit = reverse("wagtailadmin_pages:edit", args=[submission.article_id])
    return Letter(
        subject=_("《%(article)s》没有被收录") % words,
        sentences=[
            greeting,
            _("专题“%(topic)s”没有收录你的文章《%(article)s》，编辑写道：") % words,
            submission.reason,
        ],
        button=(_("打开文章"), site_url + edit),
        note=note,
    )
