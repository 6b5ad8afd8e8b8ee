from collections.abc import Callable
from dataclasses import dataclass

from accounts.models import User

# How many posts are done, and of how many.
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Options:
    """Who imports and how far it may go."""

    user: User | None = None
    may_publish: bool = True
    # Whether old addresses anywhere on the site may lead to these posts.
    may_redirect: bool = True
    dry_run: bool = False
    # Whoever imports wants to look at everything before anybody else does.
    as_drafts: bool = False
    make_topics: bool = False
    # The same as it stands now, None where the user may not write there any more.
    renewed: "Callable[[], Options | None] | None" = None
