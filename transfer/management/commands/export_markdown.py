"""`manage.py export_markdown PATH --author NAME`: articles become Markdown files."""

import zipfile
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from transfer.exporting.exporting import Exported, export_posts
from transfer.writing.owners import find_author


class Command(BaseCommand):
    """Writes a folder, or a zip when PATH ends with `.zip`."""

    help = "把一位作者的文章导出成 Markdown 文件"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, metavar="PATH", help="文件夹或 ZIP")
        parser.add_argument("--author", required=True, help="作者的用户名或笔名")

    def handle(self, *args: Any, **options: Any) -> None:
        author = find_author(options["author"])
        if author is None:
            raise CommandError(
                _("没有这位作者：%(name)s") % {"name": options["author"]}
            )
        path, files = options["path"], export_posts(author=author)
        write = write_zip if path.suffix.lower() == ".zip" else write_folder
        try:
            number = write(path, files)
        except OSError as error:
            raise CommandError(_("无法写入：%(path)s") % {"path": path}) from error
        message = ngettext(
            "导出了 %(number)d 篇文章。", "导出了 %(number)d 篇文章。", number
        )
        self.stdout.write(message % {"number": number})


def write_folder(root: Path, files: Iterable[Exported]) -> int:
    """Write `files` below `root`; the number of posts among them."""
    number = 0
    for file in files:
        target = root / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(file.content)
        number += file.is_post
    root.mkdir(parents=True, exist_ok=True)
    return number


def write_zip(path: Path, files: Iterable[Exported]) -> int:
    """Write `files` into a new zip; the number of posts among them."""
    path.parent.mkdir(parents=True, exist_ok=True)
    number = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.writestr(file.path, file.content)
            number += file.is_post
    return number
