"""An author leaves, or takes a copy along."""

import json

import pytest

from django.contrib.auth.models import Group
from django.test import Client
from django.utils import timezone

from wagtail.models import Collection, GroupCollectionPermission, PageLogEntry

from accounts.identity.faces import Face
from accounts.leaving.services import carry_out_leaving
from accounts.me.export.registry import files_of
from accounts.models import DeletionRequest, User
from accounts.tests.factories import UserFactory
from articles.models import (
    AnthologyPage,
    ArticlePage,
    AuthorPage,
    CoAuthor,
    Submission,
)
from articles.services.leaving import leave_texts
from articles.services.notebooks import personal_group_name
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from images.models import CustomImage
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> AuthorPage:
    page = AuthorPageFactory(
        title="沈砚秋",
        bio="修书的人。",
        tagline="慢慢修",
        social_image=CustomImageFactory(title="沈砚秋的照片"),
    )
    page.save_revision(user=page.user, log_action=True).publish()
    return AuthorPage.objects.get(pk=page.pk)


@pytest.fixture
def article(author) -> ArticlePage:
    return ArticlePageFactory(
        parent=AnthologyPageFactory(parent=author), title="修书", markdown="旧书。"
    )


def go(user: User, *, keeps_texts: bool) -> bool:
    DeletionRequest.objects.create(
        user=user, keeps_texts=keeps_texts, due_at=timezone.now()
    )
    return carry_out_leaving(user.pk)


def test_texts_stay_without_the_name(
    author, article, client, django_capture_on_commit_callbacks
):
    user, old = author.user, author.url

    with django_capture_on_commit_callbacks(execute=True):
        assert go(user, keeps_texts=True) is True

    page = AuthorPage.objects.get(pk=author.pk)
    assert (page.title, page.slug) == ("已注销用户", f"deleted-{user.pk}")
    assert (page.bio, page.tagline, page.social_image) == ("", "", None)
    assert page.face == Face("已注销用户")
    assert (page.live, page.is_trusted) == (True, False)
    assert not CustomImage.objects.filter(title="沈砚秋的照片").exists()
    article = ArticlePage.objects.get(pk=article.pk)
    text = client.get(article.url).content.decode()
    assert "旧书。" in text
    assert "已注销用户" in text
    everything = text + client.get(page.url).content.decode()
    assert "沈砚秋" not in everything
    assert client.get(old)["Location"] == page.url


def test_no_version_and_no_log_remembers_the_name(author, article):
    assert author.revisions.count() >= 1

    go(author.user, keeps_texts=True)

    page = AuthorPage.objects.get(pk=author.pk)
    assert [revision.content["title"] for revision in page.revisions.all()] == [
        "已注销用户"
    ]
    entries = PageLogEntry.objects.filter(page=author.pk)
    assert {entry.label for entry in entries} == {"已注销用户"}
    assert not [entry for entry in entries if "沈砚秋" in str(entry.data)]


def test_a_page_that_is_no_longer_shown_stays_so(author):
    author.unpublish()

    go(author.user, keeps_texts=True)

    page = AuthorPage.objects.get(pk=author.pk)
    assert (page.live, page.title) == (False, "已注销用户")


def test_texts_go_with_their_author(author, article, client):
    book, picture = article.anthology, own_picture(author.user)
    addresses = [author.url, book.url, article.url, article.short_path]

    assert go(author.user, keeps_texts=False) is True

    assert [client.get(address).status_code for address in addresses] == [404] * 4
    assert not AuthorPage.objects.filter(user=author.user).exists()
    assert not AnthologyPage.objects.filter(pk=book.pk).exists()
    assert not ArticlePage.objects.filter(pk=article.pk).exists()
    assert not CustomImage.objects.filter(pk=picture.pk).exists()
    log = PageLogEntry.objects.filter(action="wagtail.delete")
    assert {entry.page_id for entry in log} >= {author.pk, book.pk, article.pk}
    assert author.get_parent().numchild == 0


def own_picture(user: User) -> CustomImage:
    group = user.groups.get(name=personal_group_name(user))
    library = GroupCollectionPermission.objects.filter(group=group)[0].collection
    return CustomImageFactory(collection=library, uploaded_by_user=user)


def test_a_picture_somebody_else_shows_stays(
    author, article, django_capture_on_commit_callbacks
):
    picture = own_picture(author.user)
    with django_capture_on_commit_callbacks(execute=True):
        other = ArticlePageFactory(title="别人的", cover=picture)

    go(author.user, keeps_texts=False)

    assert ArticlePage.objects.get(pk=other.pk).cover == picture
    assert Collection.objects.filter(pk=picture.collection_id).exists()


def test_what_others_wrote_with_the_author_stays(author, article):
    other = ArticlePageFactory(title="合写")
    CoAuthor.objects.create(article=other, author=author)

    go(author.user, keeps_texts=False)

    assert ArticlePage.objects.get(pk=other.pk).co_authors == []


@pytest.mark.parametrize("keeps_texts", [True, False])
def test_the_rights_go_and_a_second_time_changes_nothing(author, article, keeps_texts):
    user = author.user
    other = AuthorPageFactory(title="别人")

    for _again in range(2):
        leave_texts(user, keeps_texts=keeps_texts)

    assert not Group.objects.filter(name=personal_group_name(user)).exists()
    assert Group.objects.filter(name=personal_group_name(other.user)).exists()
    assert AuthorPage.objects.get(pk=other.pk).title == "别人"
    assert ArticlePage.objects.filter(pk=article.pk).exists() is keeps_texts


def test_a_reader_leaves_nothing():
    user = UserFactory()

    assert go(user, keeps_texts=False) is True


# --- The copy --------------------------------------------------------------------


def test_articles_go_into_the_copy(author, article):
    draft = ArticlePageFactory(
        parent=article.anthology, title="草稿", markdown="没写完。", live=False
    )
    topic = TopicPageFactory(title="手艺")
    Submission.objects.create(article=article, topic=topic, reason="好。")
    CustomImageFactory(title="我的图", uploaded_by_user=author.user)
    ArticlePageFactory(title="别人的", markdown="不是我的。")

    files = {file.path: file.content.decode() for file in files_of(author.user)}

    folder = f"articles/zh-hans/{article.anthology.slug}"
    assert "旧书。" in files[f"{folder}/{article.slug}/index.md"]
    assert "没写完。" in files[f"{folder}/{draft.slug}/index.md"]
    about = json.loads(files["articles/zh-hans/author.json"])
    assert about == {"name": "沈砚秋", "tagline": "慢慢修", "bio": "修书的人。"}
    [row] = json.loads(files["submissions/submissions.json"])
    assert (row["article__title"], row["topic__title"]) == ("修书", "手艺")
    [picture] = json.loads(files["pictures/pictures.json"])
    assert picture["title"] == "我的图"
    assert "不是我的。" not in "".join(files.values())


def test_a_reader_gets_a_copy_too():
    files = {file.path: file.content for file in files_of(UserFactory())}

    assert not [path for path in files if path.startswith("articles/")]
    assert json.loads(files["submissions/submissions.json"]) == []


def test_the_way_from_the_page(author, article, django_capture_on_commit_callbacks):
    client = Client()
    client.force_login(author.user)
    form = {"keeps_texts": "no", "is_sure": "on"}

    client.post("/me/leave/", form)
    DeletionRequest.objects.update(due_at=timezone.now())
    with django_capture_on_commit_callbacks(execute=True):
        carry_out_leaving(author.user_id)

    assert not ArticlePage.objects.filter(pk=article.pk).exists()
