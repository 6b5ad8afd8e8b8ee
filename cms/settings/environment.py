"""Where settings come from: the environment, and a `.env` beside `manage.py`."""

import builtins
import re
from collections.abc import Iterable
from datetime import timedelta
from pathlib import Path
from typing import Any, TypeAlias
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
# Their addresses name a file.
WITHOUT_HOST = ("unix", "sqla+sqlite")
_LEVELS = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
# The class has methods of these names.
Text: TypeAlias = str


class NamedEnv(environ.Env):
    """Says which variable it is that cannot be read.

    What is empty is as good as absent. Nothing is taken for no that is not one: a
    misspelt yes would switch a safeguard off.
    """

    def str(self, var: Text, default: Any = "", multiline: Any = False) -> Any:
        value = self.ENVIRON.get(var, "")
        if value.startswith("$"):
            # As it is: the library would look for a variable of the name behind it,
            # and a secret that begins so would be empty.
            return value
        return super().str(var, default="", multiline=multiline) or default

    def list(self, var: Text, default: Any = ()) -> Any:
        """Words between commas, without the blanks around them."""
        words = [word.strip() for word in self.str(var).split(",")]
        return [word for word in words if word] or [*default]

    def get_value(self, var: Text, *args: Any, **kwargs: Any) -> Any:
        try:
            return super().get_value(var, *args, **kwargs)
        except (ValueError, KeyError) as error:
            raise self._unreadable(var) from error

    def bool(self, var: Text, default: Any = False) -> Any:
        word = self._word(var).lower()
        if not word:
            return default
        if word not in _YES | _NO:
            raise self._unreadable(var)
        return word in _YES

    def int(self, var: Text, default: Any = 0, *, least: Any = 0) -> Any:
        """A whole number, `least` or more."""
        word = self._word(var)
        if not word:
            return default
        if not (word.isascii() and word.isdecimal() and len(word) < 16):
            raise self._unreadable(var)
        number = builtins.int(word)
        if number < least:
            raise self._unreadable(var)
        return number

    def rate(self, var: Text, default: Text) -> Text:
        """How often something may be asked for: `60/min`."""
        word = self._word(var) or default
        if not _RATE.fullmatch(word):
            raise self._unreadable(var)
        return word

    def address(self, var: Text, *schemes: Text, default: Text = "") -> Text:
        """The address of a server, with one of `schemes`; empty where there is none."""
        word = self._word(var) or default
        if word and not _is_address(word, schemes):
            raise self._unreadable(var)
        return word

    def level(self, var: Text, default: Text) -> Text:
        """What of the log is written."""
        word = self._word(var).upper() or default
        if word not in _LEVELS:
            raise self._unreadable(var)
        return word

    def database(self, var: Text, default: Text) -> Any:
        """Django's description of the database at this address."""
        try:
            found = self.db_url_config(self.str(var, default))
        except (ValueError, KeyError, ImproperlyConfigured) as error:
            raise self._unreadable(var) from error
        if found.get("ENGINE") not in _ENGINES:
            raise self._unreadable(var)
        return found

    def email_url(self, var: Text = "EMAIL_URL", **kwargs: Any) -> Any:
        try:
            return super().email_url(var, **kwargs)
        except (ImproperlyConfigured, ValueError, KeyError) as error:
            raise self._unreadable(var) from error

    email = email_url

    def _word(self, var: Text) -> Text:
        return Text(self.str(var)).strip()

    def _unreadable(self, var: Text) -> ImproperlyConfigured:
        return ImproperlyConfigured(
            f"{var} 的值看不懂，.env.example 里有样子 · "
            f"{var} cannot be read: .env.example shows how it looks"
        )


def _is_address(text: str, schemes: Iterable[str]) -> bool:
    try:
        url = urlsplit(text)
        is_there = bool(url.path if url.scheme in WITHOUT_HOST else url.hostname)
        return url.scheme in schemes and is_there and url.port != 0
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
