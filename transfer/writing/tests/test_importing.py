import io
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from PIL import Image as Picture

from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page, PageLogEntry

from articles.models import (
    ArticlePage,
    TopicPage,
)
from articles.tests.factories import (
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from images.tests import samples
from transfer.exporting.exporting import export_posts
from transfer.models import ImportedPost
from transfer.reading.sources import Source
from transfer.report import Status
from transfer.writing.importing import import_posts
from transfer.writing.options import Options
from transfer.writing.owners import anthology_of, make_author

pytestmark = pytest.mark.django_db
# 113 before each text was rendered and each page read once
# Files a page shows, what closes it and the tasks it asks for are rows, too.
# A post that is known asks what its file said before, too.
# Holding the anthology, once a batch, and a post that was there before.
QUERIES_TO_HOLD = 30
QUERIES_PER_POST = 109
CHINA = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def author(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return AuthorPageFactory(title="甲")


def png(color="red"):
    file = io.BytesIO()
    Picture.new("RGB", (4, 3), color).save(file, "PNG")
    return file.getvalue()


def source_of(files):
    raws = {
        path: text.encode() if isinstance(text, str) else text
        for path, text in files.items()
    }
    return Source({path: (lambda raw=raw: raw) for path, raw in raws.items()})


def run(author, files, **options):
    return import_posts(
        source_of(files),
        author=author,
        anthology=anthology_of(author),
        options=Options(**options),
    )


def statuses(report):
    return {line.path: line.status for line in report.lines}


def body(page):
    return page.body[0].value


BLOG = {
    "a.md": "---\ntitle: 第一篇\ndate: 2019-05-06 07:08:09\ntags: [甲, 乙]\npermalink: /old/a/\n---\n"
    "摘要在前。\n\n<!--more-->\n\n![图](img/x.png) [下一篇](b.md#节)\n",
    "b.md": "---\ntitle: 第二篇\ndate: 2019-05-07\n---\n回到 [上一篇](a.md)，![](img/x.png)\n",
    "draft.md": "---\ntitle: 草稿\ndraft: true\npermalink: /old/draft/\n---\n![](img/y.png)\n",
    "img/x.png": png(),
    "img/y.png": png("blue"),
}


def test_a_summary_before_the_mark_is_prose_without_pictures_and_headings(author):
    text = "# 甲\n\n## 节\n\n正文一。\n\n![图](x.png)\n\n<!-- more -->\n\n正文二。\n"
    run(author, {"a.md": text, "x.png": png()})

    article = ArticlePage.objects.get()
    assert article.summary == "正文一。"
    # Cards show it; the page of the article does not begin twice.
    assert article.standfirst == ""


def test_posts_become_articles(author):
    report = run(author, BLOG)

    first, second = (
        ArticlePage.objects.get(title=title) for title in ("第一篇", "第二篇")
    )
    shared = get_image_model().objects.get(title="x")
    assert statuses(report) == dict.fromkeys(
        ("a.md", "b.md", "draft.md"), Status.IMPORTED
    )
    assert first.live
    assert first.first_published_at == datetime(2019, 5, 6, 7, 8, 9, tzinfo=CHINA)
    assert (first.slug, first.summary) == ("di-yi-pian", "摘要在前。")
    assert sorted(first.tags.names()) == ["乙", "甲"]
    assert (first.anthology, first.author_page) == (anthology_of(author), author)
    assert body(first).endswith(
        f"![图](image:{shared.pk}) [下一篇](page:{second.pk}#节)\n"
    )
    assert body(second) == f"回到 [上一篇](page:{first.pk})，![](image:{shared.pk})\n"
    assert first.rendered.words > 0
    assert first.get_latest_revision_as_object().body == first.body
    assert (shared.width, shared.height, shared.is_private) == (4, 3, False)


def test_links_in_every_direction_lead_somewhere(author):
    files = {
        "a.md": "---\ntitle: 一\ndate: 2020-01-01\n---\n[往后](b.md)\n",
        "b.md": "---\ntitle: 二\ndate: 2020-01-02\n---\n[往后](c.md) [往前](a.md)\n",
        "c.md": "---\ntitle: 三\ndate: 2020-01-03\n---\n[自己](c.md)\n",
    }
    run(author, files)

    html = {
        page.title: page.rendering.blocks[0]["html"].strip()
        for page in ArticlePage.objects.select_related("rendering")
    }
    url = {page.title: page.url for page in ArticlePage.objects.all()}
    assert html == {
        "一": f'<p><a href="{url["二"]}">往后</a></p>',
        "二": f'<p><a href="{url["三"]}">往后</a> <a href="{url["一"]}">往前</a></p>',
        "三": f'<p><a href="{url["三"]}">自己</a></p>',
    }


def test_a_post_is_published_as_wagtail_does_it(author):
    run(author, {"a.md": "---\ntitle: 题\n---\n正文有词\n"})

    page = ArticlePage.objects.get()
    actions = PageLogEntry.objects.filter(page=page).order_by("pk")
    assert list(actions.values_list("action", flat=True)) == [
        "wagtail.create",
        "wagtail.publish",
    ]
    assert page.revisions.count() == 1
    assert page.live_revision_id == page.latest_revision_id
    assert not page.has_unpublished_changes
    assert page.rendering.text == "正文有词"
    assert body(page.get_latest_revision_as_object()) == "正文有词\n"


def test_a_post_costs_few_queries(author, django_assert_max_num_queries):
    posts = {f"{n}.md": f"---\ntitle: 第 {n} 篇\n---\n文\n" for n in range(10)}
    run(author, {"0.md": "文"})

    with django_assert_max_num_queries(QUERIES_PER_POST * 10 + QUERIES_TO_HOLD):
        run(author, posts)


def test_redirects_lead_to_public_posts_only(author):
    run(author, BLOG)

    found = dict(Redirect.objects.values_list("old_path", "redirect_page__title"))
    assert found == {"/old/a": "第一篇"}


def test_an_author_redirects_what_is_below_their_own_address_only(author):
    own = f"{author.url}2020/a"
    files = {"a.md": f"---\ntitle: 一\naliases: [/vip/, /about, {own}/]\n---\n文\n"}

    report = run(author, files, may_redirect=False)

    assert list(Redirect.objects.values_list("old_path", flat=True)) == [own]
    [line] = report.lines
    assert [(note.code, note.detail) for note in line.notes] == [
        ("redirect_elsewhere", "/about"),
        ("redirect_elsewhere", "/vip"),
    ]


@pytest.mark.parametrize("may_redirect", [True, False])
def test_a_draft_takes_no_address_until_it_is_out(author, may_redirect):
    own = f"{author.url}2020/a"
    files = {"a.md": f"---\ntitle: 一\naliases: [{own}/]\n---\n文\n"}

    report = run(author, files, may_publish=False, may_redirect=may_redirect)

    assert not Redirect.objects.exists()
    assert "redirect_waits" in [note.code for note in report.lines[0].notes]

    ArticlePage.objects.get(title="一").get_latest_revision().publish()
    assert list(Redirect.objects.values_list("old_path", flat=True)) == [own]

    ArticlePage.objects.get(title="一").get_latest_revision().publish()
    run(author, files, may_publish=False, may_redirect=may_redirect)
    assert list(Redirect.objects.values_list("old_path", flat=True)) == [own]


def test_an_address_taken_meanwhile_stays_with_its_page(author):
    own = f"{author.url}2020/a"
    run(
        author,
        {"a.md": f"---\ntitle: 一\naliases: [{own}/]\n---\n文\n"},
        may_publish=False,
    )
    other = ArticlePageFactory()
    Redirect.objects.create(old_path=own, redirect_page=other)

    ArticlePage.objects.get(title="一").get_latest_revision().publish()

    assert Redirect.objects.get().redirect_page_id == other.pk


def test_a_draft_is_told_at_once_what_will_never_lead_to_it(author):
    files = {"a.md": "---\ntitle: 一\naliases: [/vip/]\n---\n文\n"}

    report = run(author, files, may_publish=False, may_redirect=False)

    notes = [(note.code, note.detail) for note in report.lines[0].notes]
    assert ("redirect_later", "/vip") in notes
    assert "redirect_waits" not in [code for code, _detail in notes]
    ArticlePage.objects.get(title="一").get_latest_revision().publish()
    assert not Redirect.objects.exists()


def test_drafts_and_their_pictures_stay_hidden(author):
    run(author, BLOG)

    draft = ArticlePage.objects.get(title="草稿")
    assert (draft.live, draft.latest_revision_id is not None) == (False, True)
    assert get_image_model().objects.get(title="y").is_private


@pytest.mark.parametrize("kind", samples.FORMATS)
def test_a_broken_picture_costs_its_post_nothing(author, kind):
    """Neither the import ends there, nor does the post lose its words or cover."""
    cut = samples.encoded(kind, samples.drawing((300, 200)))
    name = f"cut.{kind.lower()}"
    files = {
        "a.md": f"---\ntitle: 一\ncover: {name}\n---\n前![图]({name})后\n",
        "b.md": "---\ntitle: 二\n---\n![图](x.png)\n",
        name: cut[: len(cut) // 2],
        "x.png": png(),
    }

    reports = [run(author, files), run(author, files)]

    assert set(statuses(reports[0]).values()) == {Status.IMPORTED}
    assert set(statuses(reports[1]).values()) == {Status.UNCHANGED}
    told = {line.path: [n.code for n in line.notes] for line in reports[0].lines}
    assert "bad_image" in told["a.md"]
    assert body(ArticlePage.objects.get(title="一")).startswith("前")
    assert get_image_model().objects.count() == 1


def test_pictures_are_cleaned_as_uploads_are(author):
    files = {"a.md": "![](a.jpg)\n", "a.jpg": samples.talkative("JPEG", 6)}

    run(author, files)

    image = get_image_model().objects.get()
    with image.file.open("rb") as file:
        content = file.read()
    assert samples.SECRET not in content
    assert (image.width, image.height, image.file_size) == (24, 40, len(content))


@pytest.mark.parametrize(
    "head",
    [
        "draft: true",
        "hidden: true",
        "published: false",
        "password: x",
        "status: private",
    ],
)
def test_what_is_not_public_is_never_published(author, head):
    run(author, {"a.md": f"---\ntitle: 题\n{head}\n---\n文\n"})

    assert not ArticlePage.objects.get(title="题").live


def test_a_second_run_changes_nothing(author, django_assert_max_num_queries):
    run(author, BLOG)
    before = list(
        ArticlePage.objects.order_by("pk").values_list(
            "pk", "latest_revision_id", "last_published_at"
        )
    )

    with django_assert_max_num_queries(20):
        report = run(author, BLOG)

    after = list(
        ArticlePage.objects.order_by("pk").values_list(
            "pk", "latest_revision_id", "last_published_at"
        )
    )
    assert after == before
    assert set(statuses(report).values()) == {Status.UNCHANGED}
    assert get_image_model().objects.count() == 2
    assert Redirect.objects.count() == 1


def test_the_same_files_in_another_folder_are_known(author):
    run(author, {"a.md": "# 题\n文\n"})
    report = run(author, {"posts/a.md": "# 题\n文\n"})

    assert statuses(report) == {"posts/a.md": Status.UNCHANGED}
    assert ImportedPost.objects.get().path == "posts/a.md"
    assert ArticlePage.objects.count() == 1


def test_a_changed_file_updates_its_article(author):
    run(author, {"a.md": "---\ntitle: 题\n---\n一\n"})
    report = run(author, {"a.md": "---\ntitle: 新题\n---\n二\n"})

    page = ArticlePage.objects.get()
    assert statuses(report) == {"a.md": Status.UPDATED}
    assert (page.title, page.slug, body(page), page.live) == (
        "新题",
        "ti",
        "二\n",
        True,
    )


def test_a_file_that_became_private_leaves_the_public(author):
    run(author, {"a.md": "---\ntitle: 题\n---\n一\n"})
    run(author, {"a.md": "---\ntitle: 题\npassword: x\n---\n一\n"})

    assert not ArticlePage.objects.get().live


def test_what_was_edited_here_is_not_overwritten(author):
    run(author, {"a.md": "---\ntitle: 题\n---\n一\n"})
    page = ArticlePage.objects.get()
    page.body = [("markdown", "我改过\n")]
    page.save_revision()
    report = run(author, {"a.md": "---\ntitle: 题\n---\n二\n"})

    assert statuses(report) == {"a.md": Status.REPORTED}
    assert report.lines[0].notes[0].code == "edited_here"
    assert body(ArticlePage.objects.get().get_latest_revision_as_object()) == "我改过\n"


def test_broken_files_have_a_line_and_the_rest_goes_on(author):
    report = run(
        author,
        {
            "bad.md": "---\ntitle: [\n---\n文",
            "bomb.md": "---\na: &a [*a]\n---\n",
            "python.md": "---\na: !!python/name:os.system x\n---\n",
            "binary.md": b"\0\1\2" * 100,
            "gbk.md": "# 国标\n\n这是用国标编码写的一篇文章。".encode("gbk"),
            "missing.md": "![](no.png) ![](broken.png)",
            "broken.png": b"no image",
        },
    )

    found = {
        line.path: (line.status, [note.code for note in line.notes])
        for line in report.lines
    }
    assert found == {
        "bad.md": (Status.REPORTED, ["front_matter_yaml"]),
        "bomb.md": (Status.REPORTED, ["front_matter_bomb"]),
        "python.md": (Status.REPORTED, ["front_matter_tag"]),
        "binary.md": (Status.REPORTED, ["binary"]),
        "gbk.md": (Status.IMPORTED, ["encoding"]),
        "missing.md": (Status.IMPORTED, ["bad_image", "missing_image"]),
    }
    assert sorted(ArticlePage.objects.values_list("title", flat=True)) == [
        "missing",
        "国标",
    ]


def test_categories_are_topics_or_tags(author):
    topic = TopicPageFactory(title="前端")
    run(author, {"a.md": "---\ntitle: 题\ncategories: [[技术, 前端], 生活]\n---\n文\n"})

    page = ArticlePage.objects.get()
    assert [found.pk for found in page.offered_topics.all()] == [topic.pk]
    assert list(page.tags.names()) == ["生活"]
    assert page.submissions.count() == 1


def test_missing_topics_are_made_when_asked_for(author):
    run(
        author,
        {"a.md": "---\ntitle: 题\ncategories: [[技术, 前端]]\n---\n文\n"},
        make_topics=True,
    )

    topic = TopicPage.objects.get(title="前端")
    assert (topic.live, topic.get_parent().title) == (True, "技术")
    assert [found.pk for found in ArticlePage.objects.get().offered_topics.all()] == [
        topic.pk
    ]


def test_translations_and_reprints_name_their_source(author):
    run(
        author,
        {
            "a.md": "---\ntitle: 题\nauthor: Ann\ntranslator: 乙\noriginallink: https://a.cn/1\n---\n文\n"
        },
    )

    page = ArticlePage.objects.get()
    assert (page.kind, page.source_name, page.source_url) == (
        "translation",
        "Ann",
        "https://a.cn/1",
    )


def test_without_the_right_to_publish_all_are_drafts(author):
    report = run(author, {"a.md": "# 题\n文\n"}, may_publish=False)

    assert not ArticlePage.objects.get().live
    assert [note.code for note in report.lines[0].notes] == ["awaits_review"]


def test_a_date_to_come_is_scheduled(author):
    run(author, {"a.md": "---\ntitle: 题\ndate: 2199-06-01\n---\n文\n"})

    page = ArticlePage.objects.get()
    assert (page.live, page.go_live_at.year) == (False, 2199)


def test_equal_titles_get_addresses_of_their_own(author):
    run(author, {"a.md": "# 题\n一\n", "b.md": "# 题\n二\n"})

    assert sorted(ArticlePage.objects.values_list("slug", flat=True)) == ["ti", "ti-2"]


def test_long_titles_and_tags_are_cut(author):
    report = run(
        author, {"a.md": f"---\ntitle: {'长' * 300}\ntags: [{'签' * 200}]\n---\n文\n"}
    )

    page = ArticlePage.objects.get()
    assert (len(page.title), [len(name) for name in page.tags.names()]) == (255, [100])
    assert [note.code for note in report.lines[0].notes] == ["title_cut"]


def test_a_dry_run_writes_nothing(author):
    report = run(author, BLOG, dry_run=True)

    assert statuses(report) == dict.fromkeys(
        ("a.md", "b.md", "draft.md"), Status.IMPORTED
    )
    assert (ArticlePage.objects.count(), get_image_model().objects.count()) == (0, 0)


# --- And out again --------------------------------------------------------------

RAW = {
    "a.md": "---\r\ntitle: 题\r\n---\r\n\r\n文 ![](img/x.png)\r\n".encode(),
    "b.md": "\ufeff# 只有标题\n\n文".encode(),
    "c/c.md": "title: 国标\n---\n这是用国标编码写的一篇文章。\n".encode("gbk"),
    "d.md": "\ufeff# 宽\n\n文".encode("utf-16-le"),
    "e.md": "# 截断\n\n文字".encode()[:-1],
    "f.md": b"---\ntitle: a\n---\nmixed\r\nlines\n",
    "img/x.png": png(),
}


def exported(author):
    return {file.path: file.content for file in export_posts(author=author)}


def test_unchanged_articles_come_back_byte_for_byte(author):
    run(author, RAW)

    files = exported(author)
    assert sorted(files) == sorted(RAW)
    texts = {path: raw for path, raw in files.items() if path.endswith(".md")}
    assert texts == {path: raw for path, raw in RAW.items() if path.endswith(".md")}


def test_an_edited_article_keeps_head_encoding_and_line_ends(author):
    run(author, RAW)
    page = ArticlePage.objects.get(title="题")
    page.body = [("markdown", "改\n")]
    page.save_revision().publish()

    assert exported(author)["a.md"] == "---\r\ntitle: 题\r\n---\r\n改\r\n".encode()


def test_a_new_title_keeps_the_bytes_of_the_body(author):
    run(author, RAW)
    page = ArticlePage.objects.get(title="国标")
    page.title = "新题"
    page.save_revision().publish()

    content = exported(author)["c/c.md"]
    assert content.startswith("---\ntitle: 新题\n".encode("gbk"))
    assert content.endswith("---\n这是用国标编码写的一篇文章。\n".encode("gbk"))


def test_what_was_written_here_exports_and_imports_the_same(author):
    other = AuthorPageFactory(title="乙")
    text = "第一行\n\n  `码`  \n没有结尾的换行"
    page = ArticlePage(
        title="本站: 写的", body=[("markdown", text)], live=False, summary="摘要"
    )
    anthology_of(author).add_child(instance=page)
    page.tags.add("甲")
    page.save_revision().publish()

    files = exported(author)
    run(other, files)

    (content,) = files.values()
    copy = ArticlePage.objects.get(author_page=other)
    assert content.endswith(f"---\n{text}".encode())
    assert (copy.title, body(copy), copy.summary) == ("本站: 写的", text, "摘要")
    assert list(copy.tags.names()) == ["甲"]


def test_other_blocks_become_markdown(author):
    page = ArticlePage(
        title="块",
        body=[
            ("markdown", "文\n"),
            ("quote", {"text": "引", "attribution": "某"}),
            ("code", {"language": "go", "caption": "", "code": "x := 1"}),
            ("formula", {"tex": "x^2", "caption": ""}),
            ("divider", None),
        ],
    )
    anthology_of(author).add_child(instance=page)

    (content,) = exported(author).values()
    assert content.decode().endswith(
        "---\n文\n\n> 引\n>\n> — 某\n\n```go\nx := 1\n```\n\n$$\nx^2\n$$\n\n---\n"
    )


def test_a_place_made_for_texts_is_out_and_no_draft_beside_it():
    author = make_author("古人")

    for made in (author, anthology_of(author, "旧文")):
        page = Page.objects.get(pk=made.pk)
        assert (page.live, page.has_unpublished_changes) == (True, False)
        assert page.first_published_at is not None


@pytest.mark.parametrize("dry_run", [False, True])
def test_posts_in_another_language_are_told(author, dry_run):
    text = "---\ntitle: {}\ndate: 2020-01-01\n{}---\n文 {}\n"
    heads = {
        "a.md": "", "b.md": "lang: zh-CN", "c.en.md": "", "d.md": "lang: ja",
        "e.md": "language: python", "content/zh-tw/f.md": "",
    }  # fmt: skip
    files = {p: text.format(p, head and f"{head}\n", p) for p, head in heads.items()}

    report = run(author, files, dry_run=dry_run)

    told = {line.path: [(n.code, n.detail) for n in line.notes if n.code == "other_language"]
            for line in report.lines}  # fmt: skip
    assert {path: notes for path, notes in told.items() if notes} == {
        "c.en.md": [("other_language", "en")],
        "d.md": [("other_language", "ja")],
        "content/zh-tw/f.md": [("other_language", "zh-tw")],
    }
    assert report.counts[Status.IMPORTED] == len(files)
