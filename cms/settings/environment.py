"""Where settings come from: the environment, and a `.env` beside `manage.py`."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


class NamedEnv(environ.Env):
    """Says which variable it is that cannot be read."""

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except (ValueError, KeyError) as error:
            raise self._unreadable(var) from error

    def email_url(self, var: str = "EMAIL_URL", **kwargs: Any) -> Any:
        try:
            return super().email_url(var, **kwargs)
        except (ImproperlyConfigured, ValueError, KeyError) as error:
            raise self._unreadable(var) from error

    email = email_url

    def _unreadable(self, var: str) -> ImproperlyConfigured:
        return ImproperlyConfigured(
            f"{var} 的值看不懂，.env.example 里有样子 · "
            f"{var} cannot be read: .env.example shows how it looks"
        )


env = NamedEnv()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# The store of files, and where browsers may be sent for pictures.
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")

# How far the clocks of two servers of the site may be apart.
CLOCK_SKEW = timedelta(seconds=5)
