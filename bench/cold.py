"""The site with no answer kept: each is made, from the pieces that others share."""

from collections.abc import Callable, Iterable
from typing import Any

from cms.wsgi import site
from core.caching.making import watching
from core.caching.pieces import Pieces

# Nothing changes while it is measured, so that nothing is purged.
pieces = Pieces()


def application(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    with watching(pieces):
        return site(environ, start)
