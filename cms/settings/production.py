"""Production: refuses to start half-configured and says what is missing."""

from django.core.exceptions import ImproperlyConfigured

from cms.settings.base import *  # noqa: F403
from cms.settings.base import LOG_LEVEL, env
from cms.settings.logs import logging_config
from cms.settings.refusals import REQUIRED, refusals

SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", default=True)
faults = refusals(
    {name: env.str(name, default="") for name in REQUIRED},
    needs_tls=SECURE_SSL_REDIRECT,
)
if faults:
    raise ImproperlyConfigured(
        "\n".join(["荏苒没有启动 · Renran does not start:", *faults])
    )

# Without a provider people use their mail address; codes never go to a log.
SMS_PROVIDERS = env.list("SMS_PROVIDERS", default=[])
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=True)

LOGGING = logging_config(level=LOG_LEVEL, json=True)

# TLS usually ends at a proxy in front, which says so in this header.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = env.int("SECURE_HSTS_SECONDS", default=31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("SECURE_HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("SECURE_HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("COOKIE_SECURE", default=True)
