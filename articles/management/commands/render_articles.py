"""`manage.py render_articles`: everything readers see is rendered anew."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.services.renewal import OTHER_TEXTS, ask_for_all, render_due

STEP = 500


class Command(BaseCommand):
    """Can be broken off at any time; the next run goes on where this one stopped."""

    help = "重新生成所有文章的成稿；中断后再次运行会接着做"

    def handle(self, *args: Any, **options: Any) -> None:
        if not ask_for_all():
            self.stdout.write(_("上次没有做完，接着做。"))
        done, failed = 0, list[int]()
        for key, is_done in render_due():
            done += is_done
            failed += [] if is_done else [key]
            if (done + len(failed)) % STEP == 0:
                self.stdout.write(f"{done + len(failed)} …")
        for render_all in OTHER_TEXTS:
            render_all()
        message = ngettext(
            "重新生成了 %(number)d 篇文章。", "重新生成了 %(number)d 篇文章。", done
        )
        self.stdout.write(message % {"number": done})
        if failed:
            raise CommandError(
                _("这些文章没有成功，读者看到的还是原来的，原因见日志：%(ids)s")
                % {"ids": ", ".join(map(str, failed))}
            )
