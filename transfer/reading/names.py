"""What the path of a file says about the post in it."""

import re
from pathlib import PurePosixPath

INDEX_NAMES = frozenset({"index", "_index"})
LANGUAGE_SUFFIX = re.compile(
    r"\.(zh(?:-[a-z]+)*|en(?:-[a-z]+)?|ja|ko|fr|de|es)$", re.IGNORECASE
)


def file_stem(path: str) -> str:
    """The name that tells posts apart: a bundle's `index.md` has its folder's."""
    return bundle_folder(path) or LANGUAGE_SUFFIX.sub("", PurePosixPath(path).stem)


def bundle_folder(path: str) -> str:
    """The folder of a bundle's `index.md`, nothing for any other file."""
    pure = PurePosixPath(path)
    stem = LANGUAGE_SUFFIX.sub("", pure.stem)
    return pure.parent.name if stem.lower() in INDEX_NAMES else ""
