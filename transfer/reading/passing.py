"""What of a source is not read though somebody may have written it, and is named."""

import posixpath
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from transfer.errors import Note

# Not the blog's own texts, but those of its tools
TOOLS = frozenset(
    "node_modules __MACOSX bower_components .git .svn .hg .bundle .cache .vscode .idea "
    ".sass-cache .jekyll-cache .venv".split()
)
# Texts in other formats, and archives that may hold some
OTHER_FORMATS = frozenset(
    "rmd qmd mdx mdoc org rst adoc asciidoc asc txt text textile rtf doc docx odt pages "
    "tex ipynb html htm wiki mediawiki creole pod typ epub pdf enex opml wxr "
    "zip rar 7z tar gz tgz".split()
)
MAX_ALIKE, MAX_LINES = 3, 200


def hidden_part(path: str) -> str:
    """The first folder of `path` that is not looked into, with a slash, or nothing."""
    folders = PurePosixPath(path).parts[:-1]
    for place, name in enumerate(folders):
        if is_passed_folder(name):
            return "/".join(folders[: place + 1]) + "/"
    return ""


def is_passed_folder(name: str) -> bool:
    return name in TOOLS or (name.startswith(".") and name not in (".", ".."))


def folder_note(path: str) -> Note:
    is_tool = posixpath.basename(path.rstrip("/")) in TOOLS
    return Note("tool_folder" if is_tool else "hidden_folder")


def file_note(path: str, *, is_post: bool) -> Note | None:
    """Why the file at `path` is not read, None for what is none of the texts."""
    name = posixpath.basename(path)
    is_text = is_post or posixpath.splitext(name)[1].lower().strip(".") in OTHER_FORMATS
    if name.startswith("."):
        # beside each file that a Mac copies elsewhere lies one that begins so
        quiet = "tool_file" if name.startswith("._") else "hidden_file"
        return Note(quiet) if is_text else None
    return Note("other_format") if is_text and not is_post else None


def named(passed: dict[str, Note]) -> Iterator[tuple[str, Note]]:
    """`passed` as lines of a report: many alike in one folder are one line."""
    groups: dict[tuple[str, str, Note], list[str]] = defaultdict(list)
    for path in sorted(passed):
        folder, name = posixpath.split(path)
        suffix = posixpath.splitext(name)[1].lower() if name else path
        groups[folder, suffix, passed[path]].append(path)
    lines = list(_lines(groups))
    yield from lines[:MAX_LINES]
    if len(lines) > MAX_LINES:
        yield "…", Note("more_passed", str(len(lines) - MAX_LINES))


def _lines(
    groups: dict[tuple[str, str, Note], list[str]],
) -> Iterator[tuple[str, Note]]:
    for (folder, suffix, note), paths in groups.items():
        if len(paths) <= MAX_ALIKE:
            yield from ((path, note) for path in paths)
        else:
            pattern = posixpath.join(folder, f"*{suffix}")
            yield f"{pattern}（{len(paths)}）", note
