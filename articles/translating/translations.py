"""Strings of wagtail-localize mean what was typed, whichever way they came.

The workbench, a catalogue (PO) and a machine all end in a row of its
`StringTranslation`. A tag in one is a text about tags: it would be taken out, or the
string refused.
"""

from typing import Any

from wagtail_localize.models import StringTranslation

from django.db.models.signals import post_save, pre_save

from wagtail.models import Page

from articles.translating.segments import as_stored, as_typed


def keep_as_typed(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    instance.data = as_stored(as_typed(instance.data))


def title_drafts(sender: Any, instance: StringTranslation, **kwargs: Any) -> None:
    """The explorer's title of a draft; wagtail-localize has just put HTML there."""
    if instance.context is not None and instance.context.path == "title":
        Page.objects.filter(
            translation_key=instance.context.object_id, locale=instance.locale_id
        ).update(draft_title=as_typed(instance.data))


def connect() -> None:
    """Called once, from `AppConfig.ready()`, after wagtail-localize's own."""
    for signal, receiver in ((pre_save, keep_as_typed), (post_save, title_drafts)):
        signal.connect(
            receiver,
            sender=StringTranslation,
            dispatch_uid=f"articles.{receiver.__name__}",
        )
