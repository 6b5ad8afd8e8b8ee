"""Going to a provider and coming back with an identity."""

from dataclasses import asdict, dataclass
from typing import Any

import structlog
from social_core.exceptions import (
    AuthCanceled,
    AuthConfigurationError,
    AuthCredentialError,
    AuthInputError,
    AuthProviderError,
    AuthSessionError,
    SocialAuthBaseException,
)

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from accounts.current import find_user
from accounts.social.exceptions import (
    ProviderUnknownError,
    SocialCodeError,
    SocialDeniedError,
    SocialStateError,
    SocialUnavailableError,
)
from accounts.social.identity import Identity
from accounts.social.providers import is_offered, title_of
from accounts.social.strategy import SocialStrategy
from core.exceptions import DomainError

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Departure:
    """What was noted when a person left for the provider."""

    next: str = ""
    language: str = ""
    user_id: int | None = None


def own_callback(request: HttpRequest, provider: str) -> str:
    """Where the provider sends browsers back to: one address for all languages,
    since it has to be registered there."""
    with translation.override(settings.LANGUAGE_CODE):
        path = reverse("accounts:social_complete", args=[provider])
    return request.build_absolute_uri(path)


def load_backend(
    request: HttpRequest, provider: str, redirect_uri: str = "", **given: str
) -> Any:
    """The provider's backend; ProviderUnknownError where it is not offered here."""
    if not is_offered(provider):
        raise ProviderUnknownError
    strategy = SocialStrategy(request, **given)
    backend = strategy.get_backend(provider)
    # Set here: addresses of apps (`renran://…`) are not to be made absolute.
    backend.redirect_uri = redirect_uri or own_callback(request, provider)
    return backend


def depart(request: HttpRequest, provider: str, *, wanted: str) -> str:
    """The provider's address to send this browser to; its state is in the session."""
    backend = load_backend(request, provider)
    language = translation.get_language() or settings.LANGUAGE_CODE
    user = find_user(request)
    departure = Departure(wanted, language, user.pk if user is not None else None)
    backend.strategy.notes = asdict(departure)
    return backend.auth_url()


def departure_of(request: HttpRequest, provider: str) -> Departure:
    """What `depart` noted for the state in this address; empty where it is unknown."""
    backend = load_backend(request, provider)
    state = request.GET.get("state", "")
    noted = request.session.get(backend.transaction_key(state)) or {}
    return Departure(
        next=noted.get("next", ""),
        language=noted.get("language", ""),
        user_id=noted.get("user_id"),
    )


def arrive(request: HttpRequest, provider: str) -> Identity:
    """Who a browser comes back as. Its state is used up, whatever follows.

    Raises SocialStateError, SocialDeniedError, SocialCodeError or
    SocialUnavailableError.
    """
    return _ask(load_backend(request, provider))


def app_address(
    request: HttpRequest, provider: str, *, state: str, redirect_uri: str
) -> str:
    """The provider's address for an app that holds `state` itself."""
    return load_backend(request, provider, redirect_uri, given_state=state).auth_url()


def app_arrive(
    request: HttpRequest, provider: str, *, state: str, code: str, redirect_uri: str
) -> Identity:
    """As `arrive`, for an app whose state was checked and used up."""
    backend = load_backend(
        request, provider, redirect_uri, given_state=state, given_code=code
    )
    return _ask(backend)


def _ask(backend: Any) -> Identity:
    try:
        identity: Identity = backend.complete()
    except SocialAuthBaseException as error:
        raise _refusal(error, backend.name) from error
    return identity


def _refusal(error: SocialAuthBaseException, provider: str) -> DomainError:
    """What a person hears of it; the log keeps the rest, without codes and tokens."""
    title = title_of(provider)
    if isinstance(error, AuthCanceled):
        return SocialDeniedError(title)
    if isinstance(error, AuthSessionError | AuthInputError):
        return SocialStateError()
    write = log.error if isinstance(error, AuthConfigurationError) else log.warning
    write(
        "social_login_failed",
        provider=provider,
        code=error.code,
        stage=error.stage,
        provider_code=error.provider_code,
        status=error.status_code,
    )
    return (
        SocialCodeError(title)
        if _is_about_code(error)
        else SocialUnavailableError(title)
    )


def _is_about_code(error: SocialAuthBaseException) -> bool:
    """Whether the provider answered, and did not take the code."""
    if error.stage != "token_exchange":
        return False
    if isinstance(error, AuthCredentialError):
        return True
    is_plain_no = isinstance(error, AuthProviderError) and error.code == "http_error"
    return is_plain_no and bool(error.provider_code)
