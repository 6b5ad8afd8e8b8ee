"""Every kind of block can be translated with wagtail-localize."""

import json

import polib
import pytest
from wagtail_localize.models import Translation, TranslationSource

from wagtail.models import Locale

from articles.models import ArticlePage
from articles.tests.factories import AnthologyPageFactory, ArticlePageFactory
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def every_block() -> list[tuple[str, object]]:
    picture = {"image": CustomImageFactory(), "caption": "图注", "alt": "替代"}
    return [
        ("markdown", "**正文**一段"),
        ("image", picture),
        ("gallery", {"images": [picture, picture], "caption": "两张"}),
        ("quote", {"text": "引文", "attribution": "出处"}),
        ("callout", {"kind": "tip", "title": "标题", "text": "提示内容"}),
        ("code", {"language": "python", "caption": "说明", "code": "print('你好')"}),
        ("formula", {"tex": "x^2", "caption": "平方"}),
        ("divider", None),
        ("paywall", None),
        ("markdown", "付费内容"),
    ]


def table_block() -> dict[str, object]:
    columns = [
        {"type": "text", "heading": "城市"},
        {"type": "number", "heading": "人口"},
    ]
    return {
        "type": "table",
        "value": {
            "columns": columns,
            "rows": [{"values": ["南京", 3.0]}],
            "caption": "表",
        },
    }


@pytest.fixture
def article() -> ArticlePage:
    page = ArticlePageFactory(
        parent=AnthologyPageFactory(title="器物"),
        title="登山",
        blocks=every_block(),
        price=300,
    )
    raw = [*page.body.raw_data, table_block()]
    page.body = json.dumps(list(raw))
    page.save()
    return ArticlePage.objects.get(pk=page.pk)


def test_an_article_is_translated_string_by_string(
    article, django_capture_on_commit_callbacks
):
    english = Locale.objects.get(language_code="en")
    anthology = article.anthology
    for page in (anthology.author, anthology):
        source, _made = TranslationSource.get_or_create_from_instance(page)
        Translation.objects.create(source=source, target_locale=english)
        page.copy_for_translation(english)
    source, _made = TranslationSource.update_or_create_from_instance(article)
    translation = Translation.objects.create(source=source, target_locale=english)
    catalogue = translation.export_po()
    words = {entry.msgid for entry in catalogue}
    assert {"登山", "引文", "出处", "图注", "两张", "提示内容", "平方"} <= words
    assert "x^2" not in words
    for entry in catalogue:
        entry.msgstr = f"EN {entry.msgid}"

    translation.import_po(polib.pofile(str(catalogue)), delete=False)
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)

    translated = article.get_translation(english)
    assert translated.live
    assert translated.title == "EN 登山"
    assert (translated.price, translated.code) != (0, article.code)
    assert translated.anthology_id == anthology.get_translation(english).pk
    assert [b.block_type for b in translated.body] == [
        b.block_type for b in article.body
    ]
    quote = next(b for b in translated.body if b.block_type == "quote")
    assert quote.value["text"] == "EN 引文"
    assert translated.url.startswith("/en/authors/")
    assert "EN 引文" in translated.rendered.text
    assert "EN 付费内容" not in translated.rendered.open_text(for_sale=True)
