"""Where the files come from: a folder, one file, or a zip; read-only and wary."""

import contextlib
import os
import posixpath
import stat
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from transfer.errors import Note, ReadError, SourceError
from transfer.reading.passing import (
    file_note,
    folder_note,
    hidden_part,
    is_passed_folder,
)
from transfer.reading.programs import is_program

POST_SUFFIXES = (
    ".md", ".markdown", ".mdown", ".mkd", ".mkdn", ".mkdown", ".mdwn", ".mdtxt", ".mdtext",
)  # fmt: skip
MAX_ENTRIES = 50_000
MAX_FILE = 64 * 1024 * 1024
MAX_TOTAL = 2 * 1024 * 1024 * 1024
# Text packs to a tenth, tables to a fiftieth; bombs reach a thousand
MAX_RATIO = 200
RATIO_FROM = 1024 * 1024


@dataclass(slots=True)
class Source:
    """`files` are relative paths with forward slashes and how to read them.

    `refused` are files that must not be read, by path. `passed` are files that are
    no posts and folders that are not looked into, by path, where a text may stand.
    All but pictures and the like belong in the report. `settings` are read of those
    folders all the same.
    """

    files: dict[str, Callable[[], bytes]] = field(default_factory=dict)
    refused: dict[str, ReadError] = field(default_factory=dict)
    passed: dict[str, Note] = field(default_factory=dict)
    settings: dict[str, Callable[[], bytes]] = field(default_factory=dict)

    @property
    def posts(self) -> list[str]:
        return sorted(
            path for path in self.files if is_post(path) and path not in self.passed
        )

    @property
    def refused_posts(self) -> list[str]:
        return sorted(path for path in self.refused if is_post(path))

    @property
    def passed_over(self) -> dict[str, Note]:
        """What no post is made of, by path; refused files are among it."""
        refused = self.refused.items()
        return self.passed | {p: error.note for p, error in refused if not is_post(p)}

    def passes(self, path: str) -> bool:
        """Whether the file at `path` is not to be read; why is noted, where it may matter."""
        if folder := hidden_part(path):
            self.passed.setdefault(folder, folder_note(folder))
            return True
        if note := file_note(path, is_post=is_post(path)):
            self.passed[path] = note
        return posixpath.basename(path).startswith(".")

    def read(self, path: str) -> bytes:
        """The bytes of one file; raises ReadError whatever goes wrong."""
        files = self.settings if path in self.settings else self.files
        try:
            return files[path]()
        except ReadError:
            raise
        except (OSError, zipfile.BadZipFile, zlib.error, EOFError) as error:
            raise ReadError("unreadable", type(error).__name__) from error
        except (NotImplementedError, RuntimeError) as error:
            # an unknown compression, an encrypted entry
            raise ReadError("unreadable", str(error)[:80]) from error


def is_post(path: str) -> bool:
    return path.lower().endswith(POST_SUFFIXES)


def open_source(path: Path) -> Source:
    """The files of the folder, zip or single file at `path`.

    Raises SourceError `missing`, `not_zip` or `too_many_files`.
    """
    if not path.exists():
        raise SourceError("missing", str(path))
    if path.is_dir():
        return _folder(path)
    if path.suffix.lower() == ".zip" or zipfile.is_zipfile(path):
        return open_zip(path)
    source = Source({path.name: lambda: _read_file(path)})
    source.passes(path.name)
    return source


def _read_file(path: Path) -> bytes:
    if path.stat().st_size > MAX_FILE:
        raise ReadError("too_large", path.name)
    return path.read_bytes()


def _folder(root: Path) -> Source:
    source, real_root = Source(), root.resolve()

    def unreadable(error: OSError) -> None:
        source.passed[_relative(error.filename, root) + "/"] = Note("unreadable")

    for folder, names, files in os.walk(root, onerror=unreadable):
        names[:] = [
            name for name in sorted(names) if _opens(folder, name, root, source)
        ]
        for name in sorted(files):
            path = Path(folder, name)
            relative = _relative(path, root)
            if source.passes(relative):
                continue
            if len(source.files) >= MAX_ENTRIES:
                raise SourceError("too_many_files", str(MAX_ENTRIES))
            if problem := _file_problem(path, real_root):
                source.refused[relative] = ReadError(problem)
            else:
                source.files[relative] = _reader(path)
    return source


def _opens(folder: str, name: str, root: Path, source: Source) -> bool:
    """Whether the folder is looked into; if not, it is noted."""
    path = Path(folder, name)
    relative = _relative(path, root) + "/"
    if is_passed_folder(name):
        source.passed[relative] = folder_note(name)
        _keep_settings(Path(folder, name), root, source)
    elif path.is_symlink():
        source.passed[relative] = Note("linked_folder")
    return relative not in source.passed


def _keep_settings(folder: Path, root: Path, source: Source) -> None:
    if folder.is_symlink():
        return
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            relative = _relative(path, root)
            if is_program(relative) and not _file_problem(path, root.resolve()):
                source.settings[relative] = _reader(path)


def _relative(path: str | Path, root: Path) -> str:
    return _text(Path(path).relative_to(root).as_posix())


def _text(name: str) -> str:
    """File names that are not UTF-8 carry half surrogates no database takes."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _reader(path: Path) -> Callable[[], bytes]:
    return lambda: _read_file(path)


def _file_problem(path: Path, root: Path) -> str:
    try:
        target = path.resolve()
        mode = target.stat().st_mode
    except (OSError, RuntimeError):
        return "unreadable"
    if not target.is_relative_to(root):
        return "outside"
    return "" if stat.S_ISREG(mode) else "not_a_file"


def open_zip(file: Path | BinaryIO) -> Source:
    """The files of a zip; archives in the archive are not opened."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise SourceError("not_zip") from error
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_ENTRIES:
        raise SourceError("too_many_files", str(len(infos)))
    source, total = Source(), 0
    for info in infos:
        path, problem = _entry_path(info)
        if is_program(path) and not (problem or _entry_problem(info, total)):
            source.settings[path] = _entry_reader(archive, info)
        if not path or (not problem and source.passes(path)):
            continue
        total += info.file_size
        problem = problem or _entry_problem(info, total)
        if path in source.files or path in source.refused:
            path, problem = _free_name(source, path), "same_name"
        if problem:
            source.refused[path] = ReadError(problem)
        else:
            source.files[path] = _entry_reader(archive, info)
    return _without_top_folder(source)


def _entry_path(info: zipfile.ZipInfo) -> tuple[str, str]:
    name = _entry_name(info).replace("\\", "/")
    parts = name.split("/")
    if (
        name.startswith("/")
        or ".." in parts
        or (len(parts[0]) > 1 and parts[0][1] == ":")
    ):
        return name, "climbs"
    return "/".join(part for part in parts if part not in ("", ".")), ""


def _entry_name(info: zipfile.ZipInfo) -> str:
    """Zips from Chinese Windows hold GBK names without saying so."""
    name = info.filename
    if not info.flag_bits & 0x800 and not name.isascii():
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    # macOS cuts letters and accents apart
    return unicodedata.normalize("NFC", _text(name))


def _entry_problem(info: zipfile.ZipInfo, total: int) -> str:
    if stat.S_ISLNK(info.external_attr >> 16):
        return "outside"
    if info.flag_bits & 0x1:
        return "encrypted"
    ratio = info.file_size / max(1, info.compress_size)
    if info.file_size > RATIO_FROM and ratio > MAX_RATIO:
        return "zip_bomb"
    if info.file_size > MAX_FILE:
        return "too_large"
    return "zip_bomb" if total > MAX_TOTAL else ""


def _entry_reader(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo
) -> Callable[[], bytes]:
    return lambda: archive.read(info)


def _free_name(source: Source, path: str) -> str:
    number = 2
    pure = PurePosixPath(path)
    while True:
        name = str(pure.with_name(f"{pure.stem} ({number}){pure.suffix}"))
        if name not in source.refused and name not in source.files:
            return name
        number += 1


def _without_top_folder(source: Source) -> Source:
    """`blog-main/…` of a downloaded archive is the folder's name, not a path."""
    paths = [*source.files, *source.refused]
    tops = {path.split("/", 1)[0] for path in paths}
    if len(tops) != 1 or any("/" not in path for path in paths):
        return source
    top = tops.pop()
    if top.startswith("_") or top in ("", "..", "source", "content"):
        return source
    cut = len(top) + 1
    return Source(
        {path[cut:]: read for path, read in source.files.items()},
        {path[cut:]: error for path, error in source.refused.items()},
        {
            path[cut:] if path.startswith(f"{top}/") else path: note
            for path, note in source.passed.items()
        },
        {path[cut:]: read for path, read in source.settings.items()},
    )
