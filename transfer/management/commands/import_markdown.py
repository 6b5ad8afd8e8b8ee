"""`manage.py import_markdown PATH`: a blog's Markdown files become articles."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from tqdm import tqdm

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from articles.models import AnthologyPage, AuthorPage
from transfer.errors import SourceError
from transfer.reading.sources import Source, open_source
from transfer.report import Report, message
from transfer.writing.importing import import_posts
from transfer.writing.options import Options
from transfer.writing.owners import (
    anthology_of,
    default_author,
    find_author,
    make_author,
)


class Command(BaseCommand):
    """Ends with 1 when nothing could be read, with 0 otherwise."""

    help = "导入 Hexo、Hugo、Jekyll 或普通文件夹里的 Markdown 文章"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", type=Path, metavar="PATH", help="文件夹、ZIP 或单个文件"
        )
        parser.add_argument("--author", default="", help="作者的用户名或笔名")
        parser.add_argument("--anthology", default="", help="文集的标题，默认是随笔")
        parser.add_argument(
            "--dry-run", action="store_true", help="只读不写，看看会怎样"
        )
        parser.add_argument(
            "--drafts", action="store_true", help="全部存为草稿，一篇也不公开"
        )
        parser.add_argument(
            "--make-topics", action="store_true", help="没有的分类建成专题"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            source = open_source(options["path"])
        except SourceError as error:
            raise CommandError(message(error.code, error.detail)) from error
        if options["dry_run"]:
            # the author or anthology that would be made goes away again
            with transaction.atomic():
                report = self._import(source, options)
                transaction.set_rollback(True)
        else:
            report = self._import(source, options)
        self._tell(report, options["verbosity"])
        if report.nothing_read:
            raise CommandError(_("没有读到任何文章。"))

    def _import(self, source: Source, options: dict[str, Any]) -> Report:
        author = self._author(options["author"])
        anthology = self._anthology(author, options["anthology"])
        with tqdm(unit="篇", disable=None if options["verbosity"] else True) as bar:

            def progress(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            return import_posts(
                source,
                author=author,
                anthology=anthology,
                options=Options(
                    dry_run=options["dry_run"],
                    as_drafts=options["drafts"],
                    make_topics=options["make_topics"],
                ),
                progress=progress,
            )

    def _author(self, name: str) -> AuthorPage:
        author = find_author(name) if name else default_author()
        if author is not None:
            return author
        if not name:
            raise CommandError(_("还没有作者，请用 --author 指定。"))
        self.stdout.write(_("新建作者：%(name)s") % {"name": name})
        return make_author(name)

    def _anthology(self, author: AuthorPage, title: str) -> AnthologyPage:
        return anthology_of(author, title.strip())

    def _tell(self, report: Report, verbosity: int) -> None:
        lines = report.lines if verbosity > 1 else report.remarkable
        for line in lines:
            self.stdout.write(str(line))
        if report.is_dry_run:
            self.stdout.write(_("这是预演，什么也没有写入。"))
        self.stdout.write(report.summary)
