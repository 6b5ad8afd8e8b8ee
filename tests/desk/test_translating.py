"""A text is translated piece by piece and published as it was written."""

from datetime import UTC, datetime

import polib
import pytest
import time_machine
from hypothesis import given, settings
from hypothesis import strategies as st
from wagtail_localize.machine_translators.dummy import DummyTranslator
from wagtail_localize.models import StringTranslation, Translation

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from wagtail.blocks import Block, RichTextBlock
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Locale, get_translatable_models

from accounts.tests.factories import UserFactory
from articles.admin.half_translated import CONFIRMED
from articles.models import ArticlePage
from articles.tests.factories import ArticlePageFactory
from articles.translating.segments import as_stored, as_typed, segments_of, text_of
from home.tests.factories import StandardPageFactory
from tests.desk.translating import hand_in, publish, shown, translate

pytestmark = pytest.mark.django_db

SOURCE = """\
# 模板

`vector<int>` 和 <text>：
第一行 & 第二行&lt;。

- 一
- 二

```cpp
vector<int> x;

return a && b;
```

| 甲 | 乙 |
|---|---|
| a<b | 3 |

见注[^1]。

[^1]: 注。
"""
WORDS = {
    "# 模板": "# Templates",
    "`vector<int>` 和 <text>：\n第一行 & 第二行&lt;。": (
        "`vector<int>` and <text>:\nline one & line two&lt;<br/>,\n\nanother paragraph."
    ),
    "- 一\n- 二": "- one\n- two",
    "| 甲 | 乙 |\n|---|---|\n| a<b | 3 |": "| A | B |\n|---|---|\n| a<b | 3 |",
    "见注[^1]。": "See note[^1].",
    "[^1]: 注。": "[^1]: Note.",
}
TRANSLATED = """\
# Templates

`vector<int>` and <text>:
line one & line two&lt;<br/>,

another paragraph.

- one
- two

```cpp
vector<int> x;

return a && b;
```

| A | B |
|---|---|
| a<b | 3 |

See note[^1].

[^1]: Note.
"""


@pytest.fixture
def english() -> Locale:
    return Locale.objects.get(language_code="en")


@pytest.fixture
def admin(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def article_of(source: str) -> ArticlePage:
    blocks = [
        ("markdown", source),
        ("callout", {"kind": "tip", "title": "Q&A", "text": "甲 < 乙\n丙\n\n丁"}),
        ("code", {"language": "c", "caption": "", "code": "// 甲\nif (a<b)\n  \n;"}),
        ("code", {"language": "c", "caption": "", "code": "if (a<b)\n    \n;"}),
        ("paywall", None),
        ("markdown", "付费。\n"),
    ]
    return ArticlePageFactory(title="造纸 <1>", blocks=blocks, price=300)


OTHER_WORDS = {
    "造纸 <1>": "Q&A <1>",
    "Q&A": "Q&A!",
    "甲 < 乙\n丙": "a < b\nc",
    "丁": "d",
    "// 甲\nif (a<b)\n  \n;": "// a\nif (a<b)\n  \n;",
    "付费。": "Paid.",
}


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_article_is_translated_and_published_to_the_byte(
    admin, english, line_end, django_capture_on_commit_callbacks
):
    article = article_of(SOURCE.replace("\n", line_end))
    translation = hand_in(admin, article, english)

    translate(admin, translation, {**WORDS, **OTHER_WORDS})
    draft_title = translation.get_target_instance().draft_title
    with django_capture_on_commit_callbacks(execute=True):
        answer = publish(admin, translation, **{CONFIRMED: "yes"})

    assert answer.status_code == 302
    page = article.get_translation(english)
    assert (page.live, page.title, draft_title) == (True, "Q&A <1>", "Q&A <1>")
    body = list(page.body)
    assert [block.id for block in body] == [block.id for block in article.body]
    assert body[0].value == TRANSLATED.replace("\n", line_end)
    assert dict(body[1].value) == {
        "kind": "tip",
        "title": "Q&A!",
        "text": "a < b\nc\n\nd",
    }
    assert body[2].value["code"] == "// a\nif (a<b)\n  \n;"
    assert body[3].value == article.body[3].value
    assert (body[4].block_type, body[5].value) == ("paywall", "Paid.\n")
    answer = admin.get(page.url).content.decode()
    assert "vector&lt;int&gt;" in answer


def test_the_workbench_shows_and_takes_a_text_as_it_is_typed(admin, english):
    translation = hand_in(admin, article_of(SOURCE), english)

    translate(admin, translation, WORDS)

    props = shown(admin, translation)
    sources = [piece["source"] for piece in props["segments"] if "source" in piece]
    body = sources[sources.index("# 模板") :]
    assert body[: len(WORDS)] == list(WORDS)
    assert not [source for source in sources if source.startswith("if (")]
    written = {row["data"]: row["error"] for row in props["initialStringTranslations"]}
    assert written == dict.fromkeys(WORDS.values())


def test_a_text_nobody_translated_is_the_source_to_the_byte(admin, english):
    article = article_of(SOURCE)
    translation = hand_in(admin, article, english)

    translation.save_target(publish=False)

    draft = article.get_translation(english).get_latest_revision_as_object()
    assert draft.body.get_prep_value() == article.body.get_prep_value()


def test_pieces_that_moved_keep_their_translation(admin, english):
    article = article_of("甲\n\n乙\n\n甲")
    translation = hand_in(admin, article, english)
    translate(admin, translation, {"甲": "A", "乙": "B"})
    article.body[0].value = "新\n\n乙\n\n\n甲\n\n甲"
    article.save_revision().publish()

    translation.source.update_from_db()
    translation.save_target(publish=False)

    draft = article.get_translation(english).get_latest_revision_as_object()
    assert draft.body[0].value == "新\n\nB\n\n\nA\n\nA"


@time_machine.travel(datetime(2026, 11, 30, 17, 0, tzinfo=UTC), tick=False)
def test_a_piece_says_on_which_day_here_it_was_translated(admin, english):
    translation = hand_in(admin, article_of("甲"), english)

    translate(admin, translation, {"甲": "A"})

    [row] = shown(admin, translation)["initialStringTranslations"]
    assert row["comment"] == "手工翻译于 2026年12月1日"


def test_a_single_page_is_translated_piece_by_piece(
    admin, english, django_capture_on_commit_callbacks
):
    page = StandardPageFactory(title="关于", body=SOURCE)
    translation = hand_in(admin, page, english)

    translate(admin, translation, {**WORDS, "关于": "About"})
    with django_capture_on_commit_callbacks(execute=True):
        publish(admin, translation)

    translated = page.get_translation(english)
    assert (translated.live, translated.body) == (True, TRANSLATED)


def through_a_catalogue(admin, translation: Translation, words: dict[str, str]):
    address = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    catalogue = polib.pofile(admin.get(address).content.decode())
    for entry in catalogue:
        entry.msgstr = words.get(entry.msgid, "")
    file = SimpleUploadedFile("en.po", str(catalogue).encode())
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert admin.post(address, {"file": file}).status_code == 302


def test_a_catalogue_brings_the_same_text_back(admin, english):
    article = article_of(SOURCE)
    translation = hand_in(admin, article, english)
    words = {as_stored(a): as_stored(b) for a, b in {**WORDS, **OTHER_WORDS}.items()}

    through_a_catalogue(admin, translation, words)
    translation.save_target(publish=False)

    draft = article.get_translation(english).get_latest_revision_as_object()
    assert (draft.title, draft.body[0].value) == ("Q&A <1>", TRANSLATED)


def test_a_catalogue_may_have_lines_and_signs_as_they_are(admin, english):
    article = article_of("甲")
    translation = hand_in(admin, article, english)

    words = {"甲": "A <b>b</b>\nvector<int> & c", "造纸 &lt;1&gt;": "<i>Q</i>&A"}
    through_a_catalogue(admin, translation, words)
    translation.save_target(publish=False)

    draft = article.get_translation(english).get_latest_revision_as_object()
    assert not StringTranslation.objects.filter(has_error=True).exists()
    assert draft.body[0].value == "A <b>b</b>\nvector<int> & c"
    assert draft.title == "<i>Q</i>&A"


def test_a_machine_keeps_lines_and_signs(admin, english, settings):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"{DummyTranslator.__module__}.{DummyTranslator.__name__}"
    }
    article = article_of("甲 <b>\n乙 & 丙\n\n```\nx\n```\n")
    translation = hand_in(admin, article, english)

    admin.post(reverse("wagtail_localize:machine_translate", args=[translation.pk]))
    translation.save_target(publish=False)

    draft = article.get_translation(english).get_latest_revision_as_object()
    assert draft.body[0].value == "丙 & 乙\n<b> 甲\n\n```\nx\n```\n"


# What PostgreSQL keeps, and so all there is in a text.
SIGNS = [*"甲a<>&\n\r'\"; ", "&lt;", "&amp;", "<br>", "<br/>", "\n\n", "```", "- "]
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


@settings(max_examples=300, deadline=None)
@given(TEXTS | st.lists(st.sampled_from(SIGNS)).map("".join))
def test_any_text_comes_back_from_its_strings(text):
    assert text_of(segments_of(text)) == text
    assert as_typed(as_stored(text)) == text


@pytest.fixture
def half_translated(admin, english) -> Translation:
    article = article_of("甲\n\n乙")
    translation = hand_in(admin, article, english)
    translate(admin, translation, {**OTHER_WORDS, "甲": "A"})
    return translation


def test_half_a_translation_is_asked_about_before_it_goes_out(admin, half_translated):
    answer = publish(admin, half_translated)

    assert answer.status_code == 200
    assert answer.context["missing"] == ["乙"]
    assert "还有 1 处没有译文" in answer.content.decode()
    assert not half_translated.get_target_instance().live


def test_it_goes_out_when_somebody_says_so(
    admin, half_translated, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        answer = publish(admin, half_translated, **{CONFIRMED: "yes"})

    page = half_translated.get_target_instance()
    assert (answer.status_code, page.live) == (302, True)
    assert page.body[0].value == "A\n\n乙"


@pytest.fixture
def whole_translation(admin, english) -> Translation:
    """Every piece is there; the pages above are drafts, as they were made."""
    article = ArticlePageFactory(title="造纸", markdown="甲")
    translation = hand_in(admin, article, english)
    translate(admin, translation, {"造纸": "Paper", "甲": "A"})
    return translation


def pages_above(translation: Translation) -> list:
    author = translation.get_target_instance().get_parent().get_parent().specific
    return [author, author.get_children().get().specific]


def test_drafts_above_a_translation_are_asked_about_before_it_goes_out(
    admin, whole_translation
):
    above = pages_above(whole_translation)

    answer = publish(admin, whole_translation)

    assert answer.status_code == 200
    assert (answer.context["missing"], answer.context["closed"]) == ([], above)
    for page in above:
        assert f"/admin/pages/{page.pk}/edit/" in answer.text
    assert "它上面的这些页面读者还打不开。" in answer.text
    assert "没有译文" not in answer.text
    assert not whole_translation.get_target_instance().live


@pytest.mark.parametrize("how", ["they are public", "somebody says so"])
def test_it_goes_out_where_nothing_above_is_left_to_ask_about(
    admin, whole_translation, how, django_capture_on_commit_callbacks
):
    confirmed = {CONFIRMED: "yes"} if how == "somebody says so" else {}
    with django_capture_on_commit_callbacks(execute=True):
        if not confirmed:
            for page in pages_above(whole_translation):
                page.save_revision().publish()
        answer = publish(admin, whole_translation, **confirmed)

    page = whole_translation.get_target_instance()
    assert (answer.status_code, page.live, page.title) == (302, True, "Paper")


def blocks_in(block: Block) -> list[Block]:
    below = list(getattr(block, "child_blocks", {}).values())
    if child := getattr(block, "child_block", None):
        below.append(child)
    return [block, *(found for part in below for found in blocks_in(part))]


def test_no_text_of_the_site_is_rich_text():
    """Strings are taken for plain text wherever they are shown, typed and kept."""
    fields = [
        field
        for model in get_translatable_models(include_subclasses=True)
        for field in model._meta.get_fields()
    ]
    streams = [field for field in fields if isinstance(field, StreamField)]
    blocks = [part for field in streams for part in blocks_in(field.stream_block)]

    assert len(blocks) > 20
    assert not [field for field in fields if isinstance(field, RichTextField)]
    assert not [block for block in blocks if isinstance(block, RichTextBlock)]
