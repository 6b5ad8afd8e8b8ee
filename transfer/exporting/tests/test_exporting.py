"""What was written here leaves with its pictures and links, and arrives elsewhere."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from django.core.management import call_command

from wagtail.documents import get_document_model
from wagtail.models import Collection, PageViewRestriction

from articles.models import ArticlePage
from articles.services.notebooks import personal_group_name
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
)
from images.models import CustomImage
from images.tests.factories import CustomImageFactory
from texts import find_references
from transfer.exporting.exporting import export_posts
from transfer.markup.relink import relink
from transfer.reading.sources import Source
from transfer.writing.importing import import_posts
from transfer.writing.options import Options
from transfer.writing.owners import make_author

# --- Text only --------------------------------------------------------------------

KNOWN = {
    "page": {3: "../b/index.md", 4: "https://a.cn/", 5: None},
    "image": {3: "tu.png", 5: None},
    "doc": {3: "https://a.cn/d.pdf", 5: None},
}


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("[乙](page:3)", "[乙](../b/index.md)"),
        ("[乙](page:3#节 '题')", "[乙](../b/index.md#节 '题')"),
        ("[乙](<page:4>)", "[乙](https://a.cn/)"),
        ("![图](image:3)", "![图](tu.png)"),
        ("![图](image:3,filter=width-100,class=left '题')", "![图](tu.png '题')"),
        ("[![图](image:3)](page:3)", "[![图](tu.png)](../b/index.md)"),
        ("[![图](image:3)](page:5)", "![图](tu.png)"),
        ("[![图](image:5)](page:3)", "[图](../b/index.md)"),
        ("见[**乙** `x]`](page:5)。", "见**乙** `x]`。"),
        ("[乙](page:5 '题')！", "乙！"),
        ("[件](doc:3)和[件](doc:5)", "[件](https://a.cn/d.pdf)和件"),
        ("[乙][x]\n\n[x]: page:3\n", "[乙][x]\n\n[x]: ../b/index.md\n"),
        ("[乙][x]\n\n[x]: <page:5> '题'\n", "[乙][x]\n\n[x]: # '题'\n"),
        ("<page:3>，<page:5>", "[page:3](../b/index.md)，page:5"),
        ("> - [乙](page:3)", "> - [乙](../b/index.md)"),
        ("`[乙](page:3)`", "`[乙](page:3)`"),
        ("```\n[乙](page:3)\n```\n", "```\n[乙](page:3)\n```\n"),
        ("\\[乙](page:3)", "\\[乙](../b/index.md)"),
        ("[乙](page:9) [丙](page:x) [丁](other:3)", None),
        ("[乙](https://b.cn/?page:3) ![](images/3.png)", None),
    ],
)
def test_ids_become_addresses_outside_code(source, result):
    assert relink(source, KNOWN) == (source if result is None else result)


PIECES = ["[", "]", "(", ")", "![", "page:3", "image:5", "`", "\n", "<", ">", "文", "\\", " ", "]: "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_any_text_keeps_what_is_no_address(source):
    written = relink(source, KNOWN)

    assert written.count("文") == source.count("文")
    if not re.search("page:|image:", source):
        assert written == source


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_no_id_stays_that_the_renderer_would_follow(source):
    assert find_references(relink(source, KNOWN)) == find_references("")


# --- Articles ---------------------------------------------------------------------


@pytest.fixture
def author(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    return AuthorPageFactory(title="甲")


@pytest.fixture
def book(author):
    return AnthologyPageFactory(parent=author, slug="shan")


def picture_of(author, **values):
    name = personal_group_name(author.user)
    collection = Collection.objects.get(name=name)
    user = author.user
    values = {"file__format": "PNG", "file__filename": "tu.png", **values}
    return CustomImageFactory(collection=collection, uploaded_by_user=user, **values)


def exported(author):
    return {file.path: file.content for file in export_posts(author=author)}


def text_of(files, path):
    return files[path].decode().partition("\n---\n")[2]


def bytes_of(image):
    with image.file.open("rb") as file:
        return file.read()


def imported(files, author):
    anthology = AnthologyPageFactory(parent=author)
    source = Source({path: (lambda raw=raw: raw) for path, raw in files.items()})
    options = Options(user=author.user, may_publish=True)
    report = import_posts(source, author=author, anthology=anthology, options=options)
    assert [line.notes for line in report.lines] == [[]] * len(report.lines)
    return ArticlePage.objects.child_of(anthology)


def test_pictures_stand_beside_the_text(author, book):
    image = picture_of(author, file__filename="山 水(1).png")
    ArticlePageFactory(
        parent=book,
        slug="yi",
        cover=image,
        blocks=[
            ("markdown", f"![图](image:{image.pk},class=wide)"),
            ("image", {"image": image, "caption": "图注", "alt": "替代"}),
        ],
    )

    files = exported(author)

    name = image.file.name.rpartition("/")[2]
    assert sorted(files) == sorted(["shan/yi/index.md", f"shan/yi/{name}"])
    assert files[f"shan/yi/{name}"] == bytes_of(image)
    assert "image:" not in files["shan/yi/index.md"].decode()
    assert f"\ncover: {name}\n" in files["shan/yi/index.md"].decode()
    assert text_of(files, "shan/yi/index.md") == (
        f"![图]({name})\n\n![替代]({name})\n\n图注\n"
    )


def test_pictures_of_one_name_do_not_meet(author, book):
    first, second = (picture_of(author, file__color=c) for c in ("red", "blue"))
    for image, folder in ((first, "2019"), (second, "2020")):
        storage = image.file.storage
        name = storage.save(f"original_images/{folder}/tu.png", image.file)
        CustomImage.objects.filter(pk=image.pk).update(file=name)
    text = f"![一](image:{first.pk})![二](image:{second.pk})"
    ArticlePageFactory(parent=book, slug="yi", markdown=text)

    files = exported(author)

    assert text_of(files, "shan/yi/index.md") == "![一](tu.png)![二](tu-2.png)"
    assert files["shan/yi/tu.png"] == bytes_of(first)
    assert files["shan/yi/tu-2.png"] == bytes_of(second)


def test_links_lead_to_the_other_files_or_to_the_public(author, book, settings):
    own = ArticlePageFactory(parent=book, slug="er", live=False)
    public = ArticlePageFactory(slug="bie")
    draft = ArticlePageFactory(slug="mi", live=False)
    closed = ArticlePageFactory(slug="suo")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    file = get_document_model().objects.create(title="件", file="a.pdf")
    ArticlePageFactory(
        parent=book,
        slug="yi",
        markdown=f"[己](page:{own.pk}#节)、[公](page:{public.pk})、[稿](page:{draft.pk})、"
        f"[锁](page:{closed.pk})、[无](page:99999)、[件](doc:{file.pk})",
    )

    assert text_of(exported(author), "shan/yi/index.md") == (
        f"[己](../er/index.md#节)、[公]({public.full_url})、稿、锁、无、[件]({settings.SITE_URL}{file.url})"
    )


def test_foreign_private_pictures_stay_where_they_are(author, book):
    other = AuthorPageFactory(title="乙")
    own = picture_of(author, is_private=True, file__filename="ji.png")
    foreign = picture_of(other, is_private=True, file__color="red")
    shared = picture_of(other, file__filename="gong.png")
    theirs = picture_of(other, file__filename="gao.png")
    AnthologyPageFactory(parent=other, cover=shared)
    pictures = " ".join(f"![图](image:{i.pk})" for i in (own, foreign, shared, theirs))
    ArticlePageFactory(parent=book, slug="yi", cover=foreign, markdown=pictures)

    files = exported(author)

    names = [image.file.name.rpartition("/")[2] for image in (own, shared)]
    assert (
        text_of(files, "shan/yi/index.md")
        == f"![图]({names[0]}) 图 ![图]({names[1]}) 图"
    )
    assert bytes_of(foreign) not in files.values()
    assert len(files) == 3
    assert "cover" not in files["shan/yi/index.md"].decode()


def test_an_author_without_account_takes_public_pictures_only(author):
    nobody = make_author("古人")
    book = AnthologyPageFactory(parent=nobody, slug="gu")
    public, private = CustomImageFactory(), CustomImageFactory(is_private=True)
    text = f"![公](image:{public.pk})![私](image:{private.pk})"
    ArticlePageFactory(parent=book, slug="yi", markdown=text)

    files = exported(nobody)

    assert text_of(files, "gu/yi/index.md").endswith(")私")
    assert len(files) == 2


def test_a_lost_file_leaves_the_words(author, book):
    image = picture_of(author)
    image.file.storage.delete(image.file.name)
    ArticlePageFactory(parent=book, slug="yi", markdown=f"一![图](image:{image.pk})二")

    files = exported(author)

    assert list(files) == ["shan/yi/index.md"]
    assert text_of(files, "shan/yi/index.md") == "一图二"


def test_an_imported_text_that_was_edited_takes_its_pictures_along(author):
    image = picture_of(author, file__filename="tu.png")
    [page] = imported({"文/一.md": "---\ntitle: 题\n---\n文\n".encode()}, author)
    page.body = [("markdown", f"![图](image:{image.pk})\n")]
    page.save_revision().publish()

    files = exported(author)

    name = image.file.name.rpartition("/")[2]
    assert files["文/一.md"].decode() == (
        f"---\ntitle: 题\n---\n![图](%E4%B8%80/{name})\n"
    )
    assert files[f"文/一/{name}"] == bytes_of(image)


def test_an_edited_text_for_sale_stays_for_sale(author):
    [page] = imported({"a.md": "---\ntitle: 题\n---\n文\n".encode()}, author)
    page.body = [("markdown", "山前"), ("paywall", None), ("markdown", "山后")]
    page.price = 300
    page.save_revision().publish()

    assert exported(author)["a.md"].endswith(
        "山前\n\n<!--paywall-->\n\n山后\n".encode()
    )


# --- There and back ----------------------------------------------------------------


def shown(article, pages):
    """The rendered text, with names for what is called otherwise elsewhere."""
    html = "".join(block["html"] for block in article.rendered.blocks)
    for name, page in pages.items():
        html = html.replace(page.url, f"/{name}/")
    return re.sub(r'src="[^"]+"', 'src=""', html)


def test_there_and_back_everything_reads_the_same(author, book):
    red = picture_of(author, file__color="red", file__filename="红.png")
    blue = picture_of(author, file__color="blue", file__filename="b.png")
    second = ArticlePageFactory(
        parent=book, title="二", slug="er", markdown=f"![蓝](image:{blue.pk})"
    )
    first = ArticlePageFactory(
        parent=book,
        title="一",
        slug="yi",
        cover=blue,
        markdown=f"![红](image:{red.pk})\n\n[二](page:{second.pk}#节)，[再][x]\n\n"
        f"`[码](page:{second.pk})`\n\n[x]: page:{second.pk}\n",
    )

    pages = imported(exported(author), AuthorPageFactory(title="乙"))

    copy, other = pages.get(title="一"), pages.get(title="二")
    before = shown(first, {"er": second})
    assert shown(copy, {"er": other}) == before
    assert before.count('href="/er/') == 2
    assert bytes_of(copy.cover) == bytes_of(blue)
    assert copy.cover.collection != blue.collection
    found = find_references(copy.body[0].value)
    [picture] = CustomImage.objects.filter(pk__in=found.images)
    assert bytes_of(picture) == bytes_of(red)
    assert (found.pages, picture.pk != red.pk) == ({other.pk}, True)


def test_a_second_journey_changes_no_text(author, book):
    image = picture_of(author)
    ArticlePageFactory(parent=book, slug="yi", markdown=f"![图](image:{image.pk})\n")
    other = AuthorPageFactory(title="乙")
    files = exported(author)
    imported(files, other)

    again = exported(other)
    path = "shan/yi/index.md"
    assert (again[path], sorted(again)) == (files[path], sorted(files))


def test_foreign_documents_are_not_named(author, book, settings):
    documents = get_document_model().objects
    other = AuthorPageFactory(title="乙").user
    shelf = Collection.objects.get(name=personal_group_name(other))
    own = documents.create(title="己", file="ji.pdf", uploaded_by_user=author.user)
    foreign = documents.create(
        title="密", file="mi.pdf", uploaded_by_user=other, collection=shelf
    )
    text = f"[己](doc:{own.pk})，[密](doc:{foreign.pk})"
    ArticlePageFactory(parent=book, slug="yi", markdown=text, live=False)

    files = exported(author)

    assert text_of(files, "shan/yi/index.md") == (
        f"[己]({settings.SITE_URL}{own.url})，密"
    )


@pytest.mark.parametrize("target", ["out", "out.zip"])
def test_the_command_counts_articles_not_pictures(
    author, book, tmp_path, capsys, target
):
    image = picture_of(author)
    ArticlePageFactory(parent=book, slug="yi", markdown=f"![图](image:{image.pk})")

    call_command("export_markdown", tmp_path / target, "--author", "甲")

    assert "导出了 1 篇文章。" in capsys.readouterr().out
    if target == "out":
        name = image.file.name.rpartition("/")[2]
        assert (tmp_path / "out/shan/yi" / name).read_bytes() == bytes_of(image)
