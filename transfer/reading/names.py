"""What the path of a file says about the post in it."""

import re
from functools import lru_cache
from pathlib import PurePosixPath

from django.conf.locale import LANG_INFO

from transfer.reading.heads.visibility import PRIVATE_KINDS
from transfer.reading.heads.words import stem

INDEX_NAMES = frozenset({"index", "_index"})
LANGUAGE_SUFFIX = re.compile(
    r"\.(zh(?:[-_][a-z]+)*|en(?:[-_][a-z]+)?|ja|ko|fr|de|es|ru|pt-br)$", re.IGNORECASE
)
# What people call the place of what is not for readers
HIDDEN = PRIVATE_KINDS | frozenset(
    "wip trash encrypted 草稿箱 草稿夹 未发布 不公开 未公开 加密 回收站 私人 私有".split()
)
LITTLE = re.compile(r"^(?:my|我的|\d+)+|\d+$")


# Of Chinese two scripts are told apart
TRADITIONAL = frozenset({"hant", "tw", "hk", "mo"})
TONGUES = frozenset(code.partition("-")[0] for code in LANG_INFO)


def tongue(code: str) -> str:
    """What a language code stands for, whatever its region; nothing for no such code."""
    first, *more = re.split("[-_]", code.lower())
    if first == "zh":
        return "zh-hant" if TRADITIONAL.intersection(more) else "zh-hans"
    return first if first in TONGUES else ""


def hidden_name(path: str) -> str:
    """The folder of `path`, or the mark in its name, that keeps it from readers."""
    *folders, name = PurePosixPath(path).parts
    for folder in folders:
        if _is_hidden(folder):
            return folder
    if name.startswith("_") and not name.lower().startswith("_index."):
        return name
    marks = name.split(".")[1:-1]
    return name if any(stem(mark) in HIDDEN for mark in marks) else ""


@lru_cache(maxsize=10_000)
def _is_hidden(folder: str) -> bool:
    return LITTLE.sub("", stem(folder)) in HIDDEN


def file_stem(path: str) -> str:
    """The name that tells posts apart: a bundle's `index.md` has its folder's."""
    return bundle_folder(path) or LANGUAGE_SUFFIX.sub("", PurePosixPath(path).stem)


def bundle_folder(path: str) -> str:
    """The folder of a bundle's `index.md`, nothing for any other file."""
    pure = PurePosixPath(path)
    stem = LANGUAGE_SUFFIX.sub("", pure.stem)
    return pure.parent.name if stem.lower() in INDEX_NAMES else ""
