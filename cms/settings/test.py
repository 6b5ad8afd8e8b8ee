"""Tests: fast hashing, eager tasks, everything else as it really runs."""

import tempfile
from pathlib import Path

from cms.settings.base import *  # noqa: F403
from cms.settings.base import (
    CACHES,
    DATABASES,
    REST_FRAMEWORK,
    WAGTAILSEARCH_BACKENDS,
    env,
)
from cms.settings.logs import logging_config

SECRET_KEY = "test-key-that-protects-nothing-0123456789-0123456789-0123456789"
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
REST_FRAMEWORK["TEST_REQUEST_DEFAULT_FORMAT"] = "json"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="renran-media-"))
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MAIL_DELIVERY_BACKEND = EMAIL_BACKEND
CELERY_BROKER_URL = "memory://"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_TASK_EAGER_PROPAGATES = True
# Everything a site in production would write is made, and read by conftest.py; only
# errors are shown.
LOGGING = logging_config(level="INFO", json=True)
LOGGING["handlers"]["console"]["level"] = "ERROR"
WHITENOISE_USE_FINDERS = True
# Those that are about it name a Redis of their own.
PAGE_CACHE_REDIS = env.str("PAGE_CACHE_REDIS", default="")
# Tests that run side by side share neither cache nor index.
WORKER = env.str("PYTEST_XDIST_WORKER", default="gw0").removeprefix("gw")
if env.str("REDIS_URL", default=""):
    CACHES["default"]["LOCATION"] = f"{env.str('REDIS_URL').rstrip('/')}/{WORKER}"
if "INDEX_PREFIX" in WAGTAILSEARCH_BACKENDS["default"]:
    WAGTAILSEARCH_BACKENDS["default"]["INDEX_PREFIX"] = f"test_{WORKER}_"
if not env.str("DATABASE_URL", default=""):
    DATABASES["default"] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": ":memory:",
        "TEST": {"NAME": None},
    }
