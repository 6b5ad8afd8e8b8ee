"""What people may be told of, and in which ways; features register their kinds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from core.registry import Registry

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Way(models.TextChoices):
    """How somebody is told."""

    MAIL = "mail", _("邮件")


@dataclass(frozen=True, slots=True)
class Kind:
    """One thing people may be told of.

    `ways` says for each way that is offered whether it is used until the person
    chooses. `help_text` is a whole sentence in the person's own words.
    """

    name: str
    label: "str | _StrPromise"
    help_text: "str | _StrPromise"
    ways: Mapping[Way, bool]


KINDS: Registry[str, Kind] = Registry("notification kinds")


def register_kind(kind: Kind) -> None:
    """Called in `ready()` of the app that tells of it."""
    KINDS.register(kind.name, kind)


def offered() -> list[tuple[Kind, Way]]:
    """Every choice there is, in the order of the page."""
    return [(kind, way) for kind in KINDS for way in kind.ways]
