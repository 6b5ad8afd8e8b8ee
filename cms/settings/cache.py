"""The caches: Redis where there is one, which may be down or hang."""

from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry

from cms.settings.environment import env

REDIS_URL = env.address("REDIS_URL", "redis", "rediss", "unix")
# A cache that is down is a cache miss, never an error page, and one that hangs costs
# a page no more than this; then it is left alone for a moment, see core.breaker.
REDIS_SECONDS = 0.25
REDIS_OPTIONS = {
    "IGNORE_EXCEPTIONS": True,
    "SOCKET_CONNECT_TIMEOUT": REDIS_SECONDS,
    "SOCKET_TIMEOUT": REDIS_SECONDS,
    "REDIS_CLIENT_CLASS": "core.redis_client.WatchedRedis",
    "CONNECTION_POOL_KWARGS": {
        # Once more where the connection was only old; one that hangs is not asked twice.
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        # No greetings: each would be waited for.
        "protocol": 2,
        "driver_info": None,
    },
}
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": REDIS_OPTIONS,
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Not in the cache: one that was away would give back sessions that have ended since.
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# Answers that are the same for everyone, kept before the whole site: docs/caching.md.
PAGE_CACHE = env.bool("PAGE_CACHE", default=True)
# Where all processes keep them together; without Redis each keeps its own.
PAGE_CACHE_REDIS = REDIS_URL
PAGE_CACHE_BYTES = env.int("PAGE_CACHE_MEGABYTES", default=48, least=1) * 1024 * 1024
PAGE_CACHE_PAGES = env.int("PAGE_CACHE_PAGES", default=20_000, least=100)
