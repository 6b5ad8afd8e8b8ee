"""What tests do at the workbench of wagtail-localize, by its own addresses."""

import json
from html.parser import HTMLParser
from typing import Any

from wagtail_localize.models import StringSegment, Translation

from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.urls import reverse

from wagtail.models import Locale, Page


def submit(client, page: Page, locale: Locale, **more) -> None:
    address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    answer = client.post(address, {"locales": [locale.pk], **more})
    assert answer.status_code == 302


def hand_in(client, page: Page, locale: Locale) -> Translation:
    """For translation, with whatever is above it and not yet there."""
    for above in page.get_ancestors().filter(depth__gt=1).specific():
        if above.locale_id != locale.pk and not above.has_translation(locale):
            submit(client, above, locale)
    submit(client, page, locale)
    return Translation.objects.get(source__object_id=page.translation_key)


def edit_address(translation: Translation) -> str:
    return f"/admin/pages/{translation.get_target_instance().pk}/edit/"


def write(client, translation: Translation, piece: StringSegment, text: str):
    """What the workbench sends for one piece of the text, as browsers send it."""
    return client.put(
        f"/admin/localize/translate/{translation.pk}/strings/{piece.pk}/edit/",
        encode_multipart(BOUNDARY, {"value": text.replace("\n", "\r\n")}),
        content_type=MULTIPART_CONTENT,
    )


class _Props(HTMLParser):
    found = ""

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.found = dict(attrs).get("data-props") or self.found


def shown(client, translation: Translation) -> dict[str, Any]:
    """What the workbench is given to show."""
    parser = _Props()
    parser.feed(client.get(edit_address(translation)).content.decode())
    props: dict[str, Any] = json.loads(parser.found)
    return props


def translate(client, translation: Translation, words: dict[str, str]) -> None:
    """Write for every piece the workbench shows what `words` has for its source."""
    for segment in shown(client, translation)["segments"]:
        if segment["type"] == "string" and segment["source"] in words:
            piece = StringSegment.objects.get(pk=segment["id"])
            text = words[segment["source"]]
            answer = write(client, translation, piece, text)
            assert (answer.json()["data"], answer.json()["error"]) == (text, None)


def publish(client, translation: Translation, **more):
    return client.post(edit_address(translation), {"action": "publish", **more})
