"""What an operator should hear at start: settings that are allowed, and unsafe.

And what nobody starts with, where only the apps know it: `cms.settings.refusals` has
the rest.
"""

from typing import Any

import structlog

from django.conf import settings
from django.core.checks import CheckMessage, Tags, register, run_checks
from django.core.checks import Warning as Caution
from django.core.exceptions import ImproperlyConfigured
from django.core.files.storage import storages

log = structlog.get_logger(__name__)


@register(Tags.security, deploy=True)
def check_cautions(**kwargs: Any) -> list[CheckMessage]:
    """`manage.py check --deploy` shows them; the site's log does at each start."""
    return [
        Caution(message, id=f"core.W{number}")
        for number, (applies, message) in enumerate(_cautions(), start=101)
        if applies
    ]


def refuse_errors() -> None:
    """Do not serve what `manage.py check` finds wrong with the settings.

    A server asks no checks by itself, and would offer what does not work.
    """
    errors = [each for each in run_checks(tags=[Tags.security]) if each.is_serious()]
    if errors:
        sentences = [str(each.msg) for each in errors]
        raise ImproperlyConfigured(
            "\n".join(["荏苒没有启动 · Renran does not start:", *sentences])
        )


def say_cautions() -> None:
    """Write them to the log, once for each process that serves."""
    for caution in check_cautions():
        log.warning("caution", id=caution.id, detail=str(caution.msg))
    if not _has_styles():
        log.error("no_static_files", detail="No page works: manage.py collectstatic.")


def _has_styles() -> bool:
    """Whether the styles and scripts were collected that pages name."""
    storage: Any = storages["staticfiles"]
    name = getattr(storage, "manifest_name", None)
    return name is None or bool(storage.manifest_storage.exists(name))


def _has_keys_of_bucket() -> bool:
    options: Any = settings.STORAGES["default"].get("OPTIONS", {})
    return bool(options.get("access_key") and options.get("secret_key"))


def _cautions() -> list[tuple[bool, str]]:
    return [
        (
            bool(settings.SECURE_PROXY_SSL_HEADER) and not settings.TRUSTED_PROXIES,
            "TRUSTED_PROXIES is 0: behind a proxy every reader has the proxy's address, "
            "and limits hold for all of them together. Set how many stand in front.",
        ),
        (
            not settings.EMAIL_URL,
            "EMAIL_URL is empty: mails are written to files and reach nobody.",
        ),
        (
            not settings.STAFF_SECOND_FACTOR,
            "STAFF_SECOND_FACTOR is off: a stolen password opens the admin.",
        ),
        (
            settings.HUMAN_PROVIDER == "off",
            "HUMAN_PROVIDER is off: programs may have codes and mails sent.",
        ),
        (
            bool(settings.S3_BUCKET) and not _has_keys_of_bucket(),
            "S3_BUCKET is set without S3_ACCESS_KEY and S3_SECRET_KEY: no file is kept "
            "or found, unless this machine itself has rights to the bucket.",
        ),
    ]
