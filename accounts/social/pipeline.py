"""The last step of social-core's pipeline: from here on it is our services' turn."""

from typing import Any

from social_core.exceptions import AuthResponseError

from accounts.social.identity import (
    LONGEST_UID,
    Identity,
    clean_email,
    clean_nickname,
    is_plain,
)


def take_identity(
    backend: Any, uid: str, response: dict[str, Any], id_key: str, **kwargs: Any
) -> Identity:
    """Who the provider says it is; ends the pipeline, for it is no dictionary."""
    if not is_plain(uid, LONGEST_UID):
        raise AuthResponseError(
            backend, code="invalid_claim", claim=id_key, stage="pipeline"
        )
    return Identity(
        provider=backend.name,
        uid=uid,
        id_key=id_key,
        nickname=clean_nickname(backend.nickname_in(response)),
        handle=clean_nickname(backend.handle_in(response)),
        email=clean_email(backend.verified_email_in(response)),
    )
