"""The one budget of everything that goes to an address somebody typed.

Codes by text message and mail, activation, reset and change of address: whoever wants
to fill a stranger's mailbox, or spend the site's money, meets the same caps whatever
form they use.
"""

from dataclasses import dataclass
from datetime import timedelta
from math import ceil

import structlog

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from accounts.codes.digits import COOLDOWN
from accounts.codes.exceptions import (
    CodeBudgetError,
    CodeTooSoonError,
    SendingLimitError,
)
from accounts.current import find_user
from accounts.identity.identifiers import target_key
from accounts.limits.visitors import client_address, network_of, visitor_of
from accounts.models import Sending
from core.locks import take_turn

log = structlog.get_logger(__name__)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
ALARM_SHARE = 0.8


@dataclass(frozen=True)
class Asker:
    """Where a request comes from: IP address, the browser's mark, and the account
    that is signed in, as far as there are any."""

    address: str | None
    visitor: str = ""
    account: int | None = None

    @property
    def network(self) -> str:
        return network_of(self.address) if self.address else ""


def asker_of(request: HttpRequest) -> Asker:
    """Who asks; an API view has set the user on Django's request too."""
    user = find_user(request)
    return Asker(
        address=client_address(request),
        visitor=visitor_of(request),
        account=user.pk if user is not None else None,
    )


def spend(
    *, kind: str, target: str, asker: Asker, costs_money: bool = False
) -> Sending:
    """Count one message to `target`, in the caller's transaction.

    Call it before anything is looked up: it counts the same whether or not the
    address belongs to somebody. Raises SendingLimitError over the caps of address,
    account, browser or network, CodeBudgetError over the site's own for a day.
    """
    # One at a time, so that every cap is exact; the rows are few and short.
    take_turn("accounts.budget")
    recent = Sending.objects.filter(created_at__gt=timezone.now() - DAY)
    key = target_key(target)
    _check_caps(recent, key, asker)
    if costs_money:
        _check_money(recent)
    return Sending.objects.create(
        kind=kind,
        target_key=key,
        account=asker.account,
        visitor=asker.visitor,
        network=asker.network,
        costs_money=costs_money,
    )


def spend_on_letter(*, kind: str, target: str, asker: Asker) -> Sending:
    """As `spend`, and CodeTooSoonError within 60 s of the last letter of this kind."""
    take_turn("accounts.budget")
    last = (
        Sending.objects.filter(kind=kind, target_key=target_key(target))
        .order_by("-created_at")
        .first()
    )
    if last is not None:
        wait = (last.created_at + COOLDOWN - timezone.now()).total_seconds()
        if wait > 0:
            raise CodeTooSoonError(wait=ceil(wait))
    return spend(kind=kind, target=target, asker=asker)


def _check_caps(recent: QuerySet[Sending], key: str, asker: Asker) -> None:
    caps = settings.SENDING_CAPS
    in_hour = recent.filter(created_at__gt=timezone.now() - HOUR)
    counted = [(recent.filter(target_key=key), caps["target_day"])]
    if asker.account is not None:
        counted.append((recent.filter(account=asker.account), caps["account_day"]))
    if asker.visitor:
        counted.append((recent.filter(visitor=asker.visitor), caps["visitor_day"]))
    if asker.network:
        counted.append((in_hour.filter(network=asker.network), caps["network_hour"]))
        counted.append((recent.filter(network=asker.network), caps["network_day"]))
    if any(rows.count() >= cap for rows, cap in counted):
        raise SendingLimitError


def _check_money(recent: QuerySet[Sending]) -> None:
    """Text messages cost money: the site has a budget for a day, and says when it goes."""
    budget = settings.SENDING_CAPS["site_day"]
    count = recent.filter(costs_money=True).count()
    if count >= budget:
        log.error("sms_budget_spent", budget=budget)
        raise CodeBudgetError
    if count + 1 == ceil(budget * ALARM_SHARE):
        log.error("sms_budget_running_out", sent=count + 1, budget=budget)
