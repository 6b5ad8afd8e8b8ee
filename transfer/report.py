"""What the import did, one clear line per file."""

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from transfer.errors import Note


class Status(StrEnum):
    """What became of a file; `REPORTED` posts were left out, `SKIPPED` are no posts."""

    IMPORTED = "imported"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REPORTED = "reported"
    SKIPPED = "skipped"


STATUS_NAMES = {
    Status.IMPORTED: _("已导入"),
    Status.UPDATED: _("已更新"),
    Status.UNCHANGED: _("无变化"),
    Status.REPORTED: _("未导入"),
    Status.SKIPPED: _("没有读"),
}
# Codes are for programs and never change once released
MESSAGES = {
    "too_large": _("文件太大"),
    "binary": _("不是文本文件"),
    "encoding": _("已按此编码读取"),
    "unknown_encoding": _("认不出文字编码"),
    "empty": _("文件是空的"),
    "front_matter_yaml": _("文件头的 YAML 写错了，行号"),
    "front_matter_toml": _("文件头的 TOML 写错了"),
    "front_matter_json": _("文件头的 JSON 写错了"),
    "front_matter_unclosed": _("文件头缺少结束标记"),
    "front_matter_tag": _("文件头里有不允许的 YAML 标签"),
    "front_matter_bomb": _("文件头层次太深或展开后太大"),
    "no_front_matter": _("开头的分隔线之间不是文件头，按正文处理"),
    "duplicate_key": _("文件头里重复的键，以最后一个为准"),
    "duplicate": _("和另一个文件完全相同"),
    "same_name": _("压缩包里有同名文件"),
    "bad_date": _("日期不存在或看不懂"),
    "cut": _("文件末尾的字被截断"),
    "damaged": _("有几处乱码，已用 � 代替"),
    "control_characters": _("去掉了看不见的控制字符"),
    "kept_private": _("不公开，导入为草稿，依据"),
    "maybe_head": _("开头可能是文件头，却认不准，怕泄露，先导入为草稿"),
    "no_text": _("没有正文，导入为草稿"),
    "as_draft": _("按选择存为草稿，没有发布"),
    "awaits_review": _("导入为草稿，等待提交审核"),
    "scheduled": _("日期在将来，到时发布"),
    "change_scheduled": _("文章已经公开，读者仍看到原来的内容；改动到时才发布"),
    "withdrawn_here": _("文章在本站已经撤下，只更新了草稿，没有重新发布"),
    "public_here": _("文件说不公开，但文章在本站是公开的，依据"),
    "other_language": _("写这篇用的是另一种语言，仍放进了这个文集，语言"),
    "expires": _("到期后自动下线"),
    "expired": _("已经过期，导入为草稿"),
    "missing_image": _("找不到图片"),
    "more_missing": _("找不到的图片还有很多，这里不再列出，张数"),
    "bad_image": _("图片不能用"),
    "glued_heading": _("# 后面没有空格，不会成为标题"),
    "title_cut": _("标题太长，已截短"),
    "category_as_tag": _("没有同名专题，改作标签"),
    "redirect_taken": _("旧地址已被占用"),
    "redirect_waits": _("旧地址在文章发布时生效"),
    "edited_here": _("文件变了，但文章在本站改过，没有覆盖"),
    "moved_away": _("文章已经归到别的作者名下，没有改动"),
    "no_right": _("你没有修改这篇文章的权限，没有改动"),
    "locked_here": _("文章在本站被锁定、正在审核或排定了发布时间，没有改动"),
    "not_saved": _("没能保存"),
    "unreadable": _("读不出来"),
    "outside": _("链接指向文件夹之外"),
    "not_a_file": _("不是普通文件"),
    "climbs": _("路径越出压缩包"),
    "encrypted": _("压缩包里的文件有密码"),
    "zip_bomb": _("解压后大得反常"),
    "no_posts": _("里面没有 Markdown 文章"),
    "too_many_posts": _("文章太多，请用命令 import_markdown 导入，最多"),
    "anthology_gone": _("文集已经被删除，没有导入的文章不再导入"),
    "not_allowed": _("已经没有写入这个文集的权限"),
    "crashed": _("导入几次都中断了，请联系管理员"),
    "missing": _("没有这个路径"),
    "not_zip": _("不是 ZIP 压缩包，或已损坏"),
    "too_many_files": _("文件太多"),
    "path_too_long": _("路径太长"),
    "hidden_folder": _("隐藏的文件夹，里面的文件都没有读"),
    "tool_folder": _("软件自己用的文件夹，里面的文件都没有读"),
    "hidden_file": _("隐藏文件：文件名以点开头的不读"),
    "tool_file": _("软件自己用的文件"),
    "other_format": _("不是 Markdown 格式"),
    "not_content": _("不是博客自己的文章：主题、工具或项目说明"),
    "linked_folder": _("指向别处的文件夹，里面的文件都没有读"),
    "more_passed": _("没有读的还有很多，这里不再列出，项数"),
}

# True of nearly every post of a blog: told when all lines are asked for
QUIET = frozenset({"category_as_tag", "tool_folder", "tool_file"})
# Old addresses that only an editor may set, of posts that are out and of others: told
# once, for all posts
ELSEWHERE, LATER = "redirect_elsewhere", "redirect_later"
ONCE = frozenset({ELSEWHERE, LATER})


def message(code: str, detail: str = "") -> str:
    """One sentence in the reader's language for `code`."""
    words = str(MESSAGES.get(code, code))
    return (
        gettext("%(words)s：%(detail)s") % {"words": words, "detail": detail}
        if detail
        else words
    )


def _storable(text: str) -> str:
    """PostgreSQL's JSON takes neither half surrogates nor NUL."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\0", "\ufffd")


@dataclass(slots=True)
class Line:
    """One file: what became of it and what there is to say."""

    path: str
    status: Status
    notes: list[Note] = field(default_factory=list)
    page_id: int | None = None

    @property
    def status_name(self) -> str:
        return str(STATUS_NAMES[self.status])

    @property
    def is_remarkable(self) -> bool:
        return any(note.code not in QUIET | ONCE for note in self.notes)

    @property
    def messages(self) -> list[str]:
        told = (note for note in self.notes if note.code not in ONCE)
        return [message(note.code, note.detail) for note in told]

    def __str__(self) -> str:
        remarks = "；".join(self.messages)
        return f"{self.status_name}  {self.path}" + (f"  {remarks}" if remarks else "")


@dataclass(slots=True)
class Report:
    """All lines; `imported + updated + unchanged + reported` is the number of posts."""

    lines: list[Line] = field(default_factory=list)
    is_dry_run: bool = False

    def add(
        self, path: str, status: Status, notes: list[Note], page_id: int | None = None
    ) -> None:
        self.lines.append(Line(path, status, notes, page_id))

    def as_json(self) -> list[dict[str, Any]]:
        """The lines as codes: the words are in the language of those who read them."""
        return [
            {
                "path": _storable(line.path),
                "status": str(line.status),
                "notes": [[note.code, _storable(note.detail)] for note in line.notes],
                "page_id": line.page_id,
            }
            for line in self.lines
        ]

    @classmethod
    def from_json(cls, rows: list[dict[str, Any]], *, is_dry_run: bool) -> "Report":
        """The report `as_json` was made of."""
        report = cls(is_dry_run=is_dry_run)
        for row in rows:
            notes = [Note(code, detail) for code, detail in row["notes"]]
            report.add(row["path"], Status(row["status"]), notes, row["page_id"])
        return report

    @property
    def elsewhere(self) -> list[tuple[str, int]]:
        """Old addresses that wait for an editor, each with the page it was of."""
        return [
            (note.detail, line.page_id)
            for line in self.lines
            for note in line.notes
            if note.code == ELSEWHERE and line.page_id is not None
        ]

    @property
    def later(self) -> int:
        """How many old addresses of posts that are not out only an editor may set."""
        return sum(note.code == LATER for line in self.lines for note in line.notes)

    @property
    def counts(self) -> Counter[Status]:
        return Counter(line.status for line in self.lines)

    @property
    def nothing_read(self) -> bool:
        """Every file was left out, or there was none."""
        return self.counts[Status.REPORTED] == self.posts

    @property
    def posts(self) -> int:
        return len(self.lines) - self.counts[Status.SKIPPED]

    @property
    def remarkable(self) -> list[Line]:
        """The lines a person should look at: posts left out first, no posts last."""
        lines = [line for line in self.lines if line.is_remarkable]
        rank = {Status.REPORTED: 0, Status.SKIPPED: 2}
        return sorted(lines, key=lambda line: (rank.get(line.status, 1), line.path))

    @property
    def by_interest(self) -> list[Line]:
        """All lines: those to look at first, as in `remarkable`, then the others."""
        others = [line for line in self.lines if not line.is_remarkable]
        return [*self.remarkable, *others]

    @property
    def summary(self) -> str:
        counts = self.counts
        summary = gettext(
            "共 %(files)d 个文件：导入 %(imported)d，更新 %(updated)d，无变化 %(unchanged)d，"
            "未导入 %(reported)d"
        ) % {
            "files": self.posts,
            **{str(status): counts[status] for status in Status},
        }
        if not counts[Status.SKIPPED]:
            return summary
        more = gettext("另有 %(skipped)d 项没有读") % {
            "skipped": counts[Status.SKIPPED]
        }
        return f"{summary}；{more}"
