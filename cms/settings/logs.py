"""How log lines look: coloured on a developer's screen, one JSON object a line else."""

from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import Processor

from core.masking import mask_all

# Long, and made by us; nothing a person typed is in them.
UNMASKED = frozenset({"timestamp", "level", "logger", "request_id"})


def mask_people(
    logger: Any, method: str, event: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """No line carries a whole mobile number or e-mail address, or a secret."""
    return {
        name: value if name in UNMASKED or name.startswith("_") else mask_all(value)
        for name, value in event.items()
    }


PROCESSORS: list[Processor] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_logger_name,
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    structlog.processors.StackInfoRenderer(),
    structlog.processors.format_exc_info,
    mask_people,
]

structlog.configure(
    processors=[
        structlog.stdlib.filter_by_level,
        *PROCESSORS,
        structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
    ],
    logger_factory=structlog.stdlib.LoggerFactory(),
    cache_logger_on_first_use=True,
)


def logging_config(*, level: str, json: bool) -> dict[str, Any]:
    """A `LOGGING` dictionary; each line of a request carries its `request_id`."""
    renderer = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processor": renderer,
                "foreign_pre_chain": PROCESSORS,
            }
        },
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": "structured"}
        },
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # One line a request is enough: structlog's where machines read
            # them, the development server's own where a person does.
            "django.server": {"level": "WARNING" if json else level},
            "django_structlog": {"level": level if json else "WARNING"},
            # It tells of every sign-in, several times.
            "axes": {"level": "WARNING"},
            # The audit log in the database says the same; a screen needs less.
            "wagtail": {"level": level if json else "WARNING"},
        },
    }
