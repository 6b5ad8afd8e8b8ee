"""Kombu's Redis transport, for a worker that outlives what Redis does."""

from typing import Any

from kombu.transport import TRANSPORT_ALIASES, redis
from redis.exceptions import ConnectionError as RedisConnectionError


class _Channel(redis.Channel):
    """Says that its connection is gone in words the worker understands.

    After an outage Celery closes a connection, and then still acknowledges messages
    on it and gives others back. Kombu fails at that with an AttributeError, which
    ends the worker; a lost connection it would take. What is not acknowledged or
    given back is found again: every task is a row, see `core.work.announcing`.
    """

    def _connparams(self, asynchronous: bool = False) -> dict[str, Any]:
        if self.connection is None or self.connection.client is None:
            raise RedisConnectionError("the connection of this channel is closed")
        return super()._connparams(asynchronous=asynchronous)


class Transport(redis.Transport):
    Channel = _Channel


def register() -> None:
    """Let every connection to `redis://` and `rediss://` use it."""
    for scheme in ("redis", "rediss"):
        TRANSPORT_ALIASES[scheme] = f"{__name__}:Transport"
