"""Reads everything the suite logs, as a site in production would write it."""

import json
import logging
import re

from cms.settings.logs import UNMASKED, logging_config
from core.masking import EMAIL, JWT, MOBILE, SECRET_QUERY, TICKET

# The passwords of our tests stand for everybody's.
PASSWORDS = re.compile("renran-test|竹杖芒鞋轻胜马谁怕")
SECRETS = {
    "a ticket": TICKET,
    "a token": JWT,
    "a secret in an address": SECRET_QUERY,
    "a mail address": EMAIL,
    "a mobile number": MOBILE,
    "a password": PASSWORDS,
}


def secrets_in(line: str) -> list[str]:
    """What of `line` nobody should be able to read."""
    return [
        f"{name}: {line}"
        for name, shape in SECRETS.items()
        if any("…" not in found[0] for found in shape.finditer(line))
    ]


class Watch(logging.Handler):
    """Keeps the lines that hold a secret."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        config = logging_config(level="INFO", json=True)
        made = logging.config.dictConfigClass(
            {"version": 1, "formatters": config["formatters"]}
        )
        self.setFormatter(made.configure_formatter(config["formatters"]["structured"]))
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        line = json.loads(self.format(record))
        # A random id may look like a number; nothing a person typed is in these.
        typed = {name: value for name, value in line.items() if name not in UNMASKED}
        self.found += secrets_in(json.dumps(typed, ensure_ascii=False))
