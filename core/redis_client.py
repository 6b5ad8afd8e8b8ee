"""Redis as a cache that may be away, hang or crawl: then it is left alone."""

from typing import Any

from redis import Redis
from redis.client import Pipeline
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from core.breaker import Breaker

breaker = Breaker("cache")


def _ask(command: Any, *args: Any, **options: Any) -> Any:
    """Raises what django-redis takes for a cache that is down, without a try."""
    if not breaker.allows():
        raise RedisConnectionError("left alone after a failure")
    with breaker.watch(RedisError, OSError):
        return command(*args, **options)


class _WatchedPipeline(Pipeline):
    def execute(self, raise_on_error: bool = True) -> Any:
        return _ask(super().execute, raise_on_error)


class WatchedRedis(Redis):
    """Asks only while `breaker` allows it."""

    def execute_command(self, *args: Any, **options: Any) -> Any:
        return _ask(super().execute_command, *args, **options)

    def pipeline(self, transaction: bool = True, shard_hint: Any = None) -> Pipeline:
        return _WatchedPipeline(
            self.connection_pool, self.response_callbacks, transaction, shard_hint
        )
