"""Signing in: one box for every kind of account, with limits on guessing."""

from datetime import timedelta

from axes.handlers.proxy import AxesProxyHandler

from django.contrib.auth import authenticate, login
from django.db import transaction
from django.http import HttpRequest

from accounts.codes.services import check_code, owner_of_proved, use_up
from accounts.devices.tokens import TokenPair, issue_tokens
from accounts.door.exceptions import (
    AccountBlockedError,
    AccountUnknownError,
    SignInPausedError,
    WrongCredentialsError,
)
from accounts.human import HumanProof, verify_human
from accounts.limits.guessing import minutes_left, needs_human
from accounts.limits.visitors import client_address
from accounts.models import User

REMEMBER = timedelta(days=14)
BACKEND = "accounts.backends.AccountBackend"


def check_password_sign_in(
    request: HttpRequest, *, account: str, password: str, proof: HumanProof | None
) -> User:
    """The person with this password.

    Unknown account and wrong password are the same WrongCredentialsError, after the
    same work. HumanVerificationError where a proof is due, SignInPausedError after
    too many failures of this account from this address, AccountBlockedError only
    to people who have the right password.
    """
    account = account.strip()[:254]
    credentials = {"username": account}
    if not AxesProxyHandler.is_allowed(request, credentials):
        raise SignInPausedError(minutes=minutes_left(request, account))
    if needs_human(request, account):
        verify_human(proof, address=client_address(request) or "")
    user = authenticate(request, username=account, password=password)
    if user is None:
        raise WrongCredentialsError
    return require_active(user)


def check_code_sign_in(*, target: str, digits: str) -> User:
    """The person whose number or address this is.

    AccountUnknownError tells only the owner, who has the code, that there is none;
    the code then still works for signing up.
    """
    code = check_code(purpose="sign_in", target=target, digits=digits)
    user = owner_of_proved(code)
    if user is None:
        raise AccountUnknownError(proved=code)
    use_up(code)
    return require_active(user)


def require_active(user: User) -> User:
    """`user`, unless staff has blocked the account."""
    if not user.is_active:
        raise AccountBlockedError
    return user


@transaction.atomic
def open_app(request: HttpRequest, user: User) -> TokenPair:
    """Sign `user`, who has proved it a moment ago, in on this app.

    AccountBlockedError and WrongCredentialsError where the account was blocked or got
    another password since: that ended all sign-ins there were, and ends this one.
    """
    now = User.objects.select_for_update(no_key=True).get(pk=user.pk)
    if now.password != user.password:
        raise WrongCredentialsError
    return issue_tokens(user=require_active(now), request=request)


def open_session(request: HttpRequest, user: User, *, remember: bool) -> None:
    """Sign `user` in on this browser, for 14 days or until it is closed."""
    login(request, user, backend=BACKEND)
    request.session.set_expiry(REMEMBER if remember else 0)
