"""An imported article leaves as it is today, with all its pictures."""

from datetime import UTC, datetime

import pytest

from wagtail.models import PageViewRestriction

from articles.models import ArticlePage
from articles.tests.factories import AuthorPageFactory, TopicPageFactory
from transfer.exporting.exporting import export_posts
from transfer.reading.read import read_post
from transfer.report import Status
from transfer.writing.owners import anthology_of
from transfer.writing.tests.test_importing import author, png, run

__all__ = ["author"]
pytestmark = pytest.mark.django_db
HEAD = (
    "---\ntitle: 题\ndate: 2020-01-01\ntags: [甲]\ndescription: 摘要\nmood: 晴\n---\n"
)
DATE = "---\ndate: 2020-01-01\n---\n"
PATH = "source/_posts/a.md"
TEXT = (
    "![](x.png) ![图](/images/y.png '题')\n\n{% asset_img z.png 三 %}\n\n"
    "<img src='../images/y.png' alt='又'>\n\n![远](https://a.cn/b.png) ![](无.png)\n\n"
    "[图][w]\n\n[w]: ../w.png\n"
)
PICTURES = {
    "source/_posts/a/x.png": png("red"),
    "source/images/y.png": png("blue"),
    "source/_posts/a/z.png": png("green"),
    "source/w.png": png("white"),
}


def exported(author):
    return {file.path: file.content for file in export_posts(author=author)}


def the_page():
    return ArticlePage.objects.get().get_latest_revision_as_object()


def save(page):
    page.save_revision().publish()


def facts(page):
    page = page.get_latest_revision_as_object()
    return (
        *(page.title, page.subtitle, page.summary, page.comments_open, page.price),
        *(page.live, page.go_live_at, page.expire_at, page.first_published_at),
        *(page.kind, page.source_url, page.source_name),
        sorted(page.tags.names()),
        sorted(topic.title for topic in page.offered_topics.all()),
    )


def there_and_back(author):
    """The article that an import of the export makes elsewhere."""
    before = {page.title: facts(page) for page in ArticlePage.objects.all()}
    other = AuthorPageFactory(title="乙")
    run(other, exported(author))
    after = ArticlePage.objects.filter(author_page=other)
    return before, {page.title: facts(page) for page in after}


def test_an_unchanged_file_comes_with_its_pictures_where_it_looks_for_them(author):
    run(author, {PATH: HEAD + TEXT, **PICTURES})
    assert the_page().body[0].value.count("image:") == 5

    files = exported(author)

    assert sorted(files) == sorted([PATH, *PICTURES])
    assert files[PATH] == (HEAD + TEXT).encode()
    before, after = there_and_back(author)
    assert after == before


def test_pictures_of_one_name_come_back_to_their_texts(author):
    files = {
        "posts/a.md": "# 一\n![](x.png)\n",
        "posts/b.md": "# 二\n![](b/x.png)\n",
        "posts/x.png": png("red"),
        "posts/b/x.png": png("blue"),
    }
    run(author, files)
    # what was one file is another picture here by now
    second = ArticlePage.objects.get(title="二")
    other = exported(author)["posts/x.png"]

    again = exported(author)

    assert sorted(again) == sorted(files)
    assert again["posts/x.png"] == other != again["posts/b/x.png"]
    assert again["posts/b.md"] == files["posts/b.md"].encode()
    assert second.body[0].value.startswith("![](image:")


def test_where_another_picture_stands_the_text_names_its_own(author):
    run(author, {"a.md": f"{DATE}# 一\n![](x.png)\n", "x.png": png("red")})
    run(author, {"b.md": f"{DATE}# 二\n![](x.png)\n", "x.png": png("blue")})

    files = exported(author)

    assert files["a.md"] == f"{DATE}# 一\n![](x.png)\n".encode()
    [own] = [path for path in files if path.startswith("b/")]
    assert files["b.md"].decode().endswith(f"![]({own})\n")
    assert files[own] != files["x.png"]
    before, after = there_and_back(author)
    assert after == before


CHANGES = [
    ({"title": "新题"}, "title: 新题\n"),
    ({"summary": "新写的摘要"}, "summary: 新写的摘要\n"),
    ({"subtitle": "副"}, "subtitle: 副\n"),
    ({"comments_open": False}, "comments: false\n"),
    ({"price": 300}, "price_fen: 300\n"),
    ({"source_url": "https://a.cn/", "kind": "reprint", "source_name": "某"},
     "originallink: https://a.cn/\n"),
]  # fmt: skip


@pytest.mark.parametrize(("values", "line"), CHANGES)
def test_what_changed_here_stands_in_the_head_and_the_text_is_kept(
    author, values, line
):
    run(author, {PATH: HEAD + TEXT, **PICTURES})
    page = the_page()
    for name, value in values.items():
        setattr(page, name, value)
    page.draft_title = page.title
    save(page)

    files = exported(author)

    head, _fence, text = files[PATH].decode()[4:].partition("---\n")
    assert line in head
    assert "mood" not in head
    assert text == TEXT
    assert sorted(files) == sorted([PATH, *PICTURES])
    before, after = there_and_back(author)
    assert after == before


def test_tags_and_topics_of_today_stand_in_the_head(author):
    topic = TopicPageFactory(title="专题")
    run(author, {PATH: HEAD + "文\n"})
    page = the_page()
    page.tags.add("新加的标签")
    page.offered_topics.set([topic])
    save(page)

    post = read_post(PATH, exported(author)[PATH])

    assert sorted(post.tags) == sorted(["甲", "新加的标签"])
    assert post.categories == [("专题",)]
    before, after = there_and_back(author)
    assert after == before


def test_what_is_a_draft_here_says_so(author):
    run(author, {PATH: HEAD + "文\n"}, may_publish=False)

    assert "\ndraft: true\n" in exported(author)[PATH].decode()
    before, after = there_and_back(author)
    assert after == before


def test_what_is_public_here_does_not_say_that_it_is_not(author):
    run(author, {"a.md": HEAD.replace("mood: 晴", "draft: true") + "文\n"})
    save(the_page())

    assert read_post("a.md", exported(author)["a.md"]).is_public
    before, after = there_and_back(author)
    assert after == before


def test_a_schedule_goes_along(author):
    run(author, {PATH: HEAD.replace("2020", "2150") + "文\n"})
    assert exported(author)[PATH].startswith("---\ntitle: 题\ndate: 2150".encode())
    page = the_page()
    page.tags.add("新")
    page.expire_at = datetime(2180, 1, 1, tzinfo=UTC)
    save(page)

    before, after = there_and_back(author)
    assert after == before
    assert ArticlePage.objects.filter(live=True).count() == 0


def test_a_title_that_stood_in_the_text_does_not_stand_there_twice(author):
    run(author, {"a.md": f"{DATE}# 旧题\n\n文\n"})
    page = the_page()
    page.title = page.draft_title = "新题"
    save(page)

    assert exported(author)["a.md"].decode().endswith("---\n文\n")
    before, after = there_and_back(author)
    assert after == before


def test_photos_of_the_head_are_not_lost_with_it(author):
    head = HEAD.replace("mood: 晴", "photos: [x.png]")
    run(author, {PATH: head + "文\n", "source/_posts/a/x.png": png()})
    page = the_page()
    page.summary = "新"
    save(page)

    files = exported(author)

    [picture] = [path for path in files if path != PATH]
    name = picture.rpartition("/")[2]
    assert files[PATH].decode().endswith(f"文\n\n![](a/{name})\n")


def test_the_export_imported_by_its_author_changes_nothing(author):
    run(author, {PATH: HEAD + TEXT, **PICTURES})
    page = the_page()
    page.tags.add("新")
    save(page)
    before = facts(ArticlePage.objects.get())

    report = run(author, exported(author))

    assert [line.status for line in report.lines] == [Status.UPDATED]
    assert facts(ArticlePage.objects.get()) == before
    assert anthology_of(author).get_children().count() == 1


def test_what_is_public_here_leaves_the_folder_of_drafts(author):
    run(author, {"source/_drafts/a.md": f"{DATE}# 题\n文\n"})
    save(the_page())

    assert list(exported(author)) == ["suibi/ti/index.md"]
    before, after = there_and_back(author)
    assert after == before


def test_a_file_says_so_of_what_was_closed_here(author):
    run(author, {"a.md": f"{DATE}# 题\n文\n"})
    page = ArticlePage.objects.get(author_page=author)
    PageViewRestriction.objects.create(page=page, restriction_type="login")

    [(_path, content)] = exported(author).items()

    assert read_post("a.md", content).private_because == "draft"
