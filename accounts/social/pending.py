"""Who a browser came back as, kept in its session until there is an account."""

import time
from dataclasses import asdict

from django.http import HttpRequest

from accounts.social.exceptions import SocialExpiredError
from accounts.social.identity import Identity

KEY = "social_pending"
LIFETIME = 15 * 60


def keep_identity(request: HttpRequest, identity: Identity) -> None:
    request.session[KEY] = {"at": int(time.time()), **asdict(identity)}


def kept_identity(request: HttpRequest) -> Identity:
    """The identity of the last 15 minutes; SocialExpiredError where there is none."""
    kept = dict(request.session.get(KEY) or {"at": 0})
    if not 0 <= time.time() - kept.pop("at") <= LIFETIME:
        drop_identity(request)
        raise SocialExpiredError
    return Identity(**kept)


def drop_identity(request: HttpRequest) -> None:
    if KEY in request.session:
        del request.session[KEY]
