"""Development: `make run` on one machine, no service, demo accounts."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import LOG_LEVEL, SECRET_KEY, env
from cms.settings.logs import logging_config

DEBUG = True
SECRET_KEY = SECRET_KEY or "development-only-key-never-used-in-production-0123456789"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
LOGGING = logging_config(level=LOG_LEVEL, json=False)
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
# Who works on templates wants to see them at once.
PAGE_CACHE = env.bool("PAGE_CACHE", default=False)
