"""Stored files whose store may be away: asking first, and deleting all the same."""

from django.core.files.storage import default_storage, storages
from django.utils.translation import gettext_lazy as _

from core.breaker import HelperAwayError
from core.exceptions import DomainError
from core.tasks import delete_file_task


class FilesAwayError(HelperAwayError, DomainError, OSError):
    """The store of files cannot be asked: people are told, tasks wait.

    An OSError too, as a file on a disk that fails would be one: whoever shows pictures
    without needing them knows what to do.
    """

    code = "files_unavailable"
    message = _("存放文件的地方暂时连不上，请过一会儿再试。")
    status = 503


def ask_for_files() -> None:
    """FilesAwayError where an upload would fail now; asked before anything is kept."""
    ask = getattr(storages["default"], "ask", None)
    if ask is not None:
        ask()


def delete_file(name: str) -> None:
    """Delete the stored file called `name` now, or as soon as its store is back.

    For what must not stay: nobody looks for the file again once its row is gone.
    """
    try:
        default_storage.delete(name)
    except FilesAwayError:
        delete_file_task.delay_on_commit(name)
