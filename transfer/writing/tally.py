"""The report of one import, written line by line while somebody watches."""

from transfer.reading.library import Library
from transfer.reading.passing import named
from transfer.reading.post import Post
from transfer.report import Report, Status
from transfer.writing.options import Progress


class Tally:
    """Adds a line for each post that is done, and tells how many are."""

    def __init__(self, library: Library, progress: Progress | None, *, dry: bool):
        self.report = Report(is_dry_run=dry)
        self.total = len(library.posts)
        self.progress = progress
        self.done = 0
        for path, error in sorted(library.failed.items()):
            self.report.add(path, Status.REPORTED, [error.note])
        for path, note in named(library.source.passed_over):
            self.report.add(path, Status.SKIPPED, [note])

    def add(self, post: Post, status: Status, page_id: int | None = None) -> None:
        self.report.add(post.path, status, post.notes, page_id)
        self.done += 1
        if self.progress is not None:
            self.progress(self.done, self.total)
