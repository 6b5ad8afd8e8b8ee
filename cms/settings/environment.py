"""Where settings come from: the environment, and a `.env` beside `manage.py`."""

import builtins
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent.parent


# What means yes and no in configuration files, as YAML 1.1 and environ have it.
_YES = frozenset({"true", "t", "on", "ok", "y", "yes", "1"})
_NO = frozenset({"false", "f", "off", "n", "no", "0"})
# As REST framework reads a rate.
_RATE = re.compile(r"[1-9][0-9]{0,8}/(s|sec|second|m|min|minute|h|hour|d|day)")
_ENGINES = ("django.db.backends.postgresql", "django.db.backends.sqlite3")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")


class NamedEnv(environ.Env):
    """Says which variable it is that cannot be read.

    What is empty is as good as absent. Nothing is taken for no that is not one: a
    misspelt yes would switch a safeguard off.
    """

    def get_value(self, var: str, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except (ValueError, KeyError) as error:
            raise self._unreadable(var) from error

    def bool(self, var: str, default: Any = False) -> Any:
        word = self.str(var, default="").strip().lower()
        if not word:
            return default
        if word not in _YES | _NO:
            raise self._unreadable(var)
        return word in _YES

    def int(self, var: str, default: Any = 0, *, least: Any = 0) -> Any:
        """A whole number, `least` or more."""
        word = self.str(var, default="").strip()
        if not word:
            return default
        if not (word.isascii() and word.isdecimal() and len(word) < 16):
            raise self._unreadable(var)
        number = builtins.int(word)
        if number < least:
            raise self._unreadable(var)
        return number

    def rate(self, var: str, default: str) -> str:
        """How often something may be asked for: `60/min`."""
        word = self.str(var, default="").strip() or default
        if not _RATE.fullmatch(word):
            raise self._unreadable(var)
        return str(word)

    def address(self, var: str, *schemes: str, default: str = "") -> str:
        """The address of a server, with one of `schemes`; empty where there is none."""
        word = str(self.str(var, default="").strip() or default)
        if word and not _is_address(word, schemes):
            raise self._unreadable(var)
        return word

    def level(self, var: str, default: str) -> str:
        """What of the log is written."""
        word = str(self.str(var, default="").strip().upper() or default)
        if word not in _LEVELS:
            raise self._unreadable(var)
        return word

    def database(self, var: str, default: str) -> Any:
        """Django's description of the database at this address."""
        try:
            found = self.db_url_config(self.str(var, default="") or default)
        except (ValueError, KeyError, ImproperlyConfigured) as error:
            raise self._unreadable(var) from error
        if found.get("ENGINE") not in _ENGINES:
            raise self._unreadable(var)
        return found

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


def _is_address(text: str, schemes: Iterable[str]) -> bool:
    try:
        url = urlsplit(text)
        return (
            url.scheme in schemes and bool(url.hostname or url.path) and url.port != 0
        )
    except ValueError:
        return False


env = NamedEnv()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# The store of files, and where browsers may be sent for pictures.
S3_ENDPOINT_URL = env.address("S3_ENDPOINT_URL", "http", "https")

# How far the clocks of two servers of the site may be apart.
CLOCK_SKEW = timedelta(seconds=5)
