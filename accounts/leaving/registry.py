"""What happens to what apps keep of a person who leaves."""

from typing import Protocol

from accounts.models import User
from core.registry import Registry


class LeavingHandler(Protocol):
    """Erases what one app keeps of the person; called in a transaction of its own.

    It may be called again for the same person, and then finds less to do; what it
    raises is logged, undoes its own work only, and has it called again next day.
    The account is shut by then, but name and address may be gone already.
    """

    def __call__(self, user: User, *, keeps_texts: bool) -> None: ...


LEAVING: Registry[str, LeavingHandler] = Registry("leaving")
