"""What happens to what apps keep of a person who leaves."""

from collections.abc import Iterator
from typing import Protocol

from accounts.models import User


class LeavingHandler(Protocol):
    """Erases what one app keeps of the person; called in a transaction of its own.

    It may be called again for the same person, and then finds less to do; what it
    raises is logged, undoes its own work only, and has it called again next day.
    The account is shut by then, but name and address may be gone already.
    """

    def __call__(self, user: User, *, keeps_texts: bool) -> None: ...


_handlers: dict[str, LeavingHandler] = {}


def register(handler: LeavingHandler) -> None:
    """Have `handler` called for every person who leaves; for `ready()`."""
    _handlers[_name(handler)] = handler


def handlers() -> Iterator[tuple[str, LeavingHandler]]:
    """Every handler with its name in the log."""
    yield from _handlers.items()


def _name(handler: LeavingHandler) -> str:
    return f"{handler.__module__}.{getattr(handler, '__qualname__', repr(handler))}"
