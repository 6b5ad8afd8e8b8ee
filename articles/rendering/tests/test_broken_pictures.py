"""No picture takes a page down: not as cover, not in a text, not as a face."""

import pytest

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.tests.factories import UserFactory
from articles.models import ArticlePage
from articles.tests.factories import (
    AnthologyPageFactory,
    ArticlePageFactory,
    AuthorPageFactory,
    TopicPageFactory,
)
from core.models import WaitingTask
from images.models import CustomImage
from images.tests import samples
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def stored(raw: bytes, description: str = "") -> CustomImage:
    """A picture whose original is `raw`, as it may lie there from before."""
    image = CustomImageFactory(description=description)
    path = default_storage.save("original_images/old.png", ContentFile(raw))
    CustomImage.objects.filter(pk=image.pk).update(file=path)
    return CustomImage.objects.get(pk=image.pk)


ORIGINALS = {
    "sixteen bits": samples.sixteen_bits(),
    "cut": samples.encoded("PNG", samples.drawing((300, 200)))[:90],
    "no picture": b"x",
}


@pytest.mark.parametrize("raw", ORIGINALS.values(), ids=ORIGINALS)
def test_every_page_that_shows_it_is_there(client, raw):
    image = stored(raw)
    author = AuthorPageFactory(user=None, portrait=image, social_image=image)
    anthology = AnthologyPageFactory(parent=author, cover=image)
    topic = TopicPageFactory(cover=image)
    article = ArticlePageFactory(parent=anthology, cover=image)
    article.tags.add("茶")
    article.save()

    pages = [page.url for page in (author, anthology, topic, article)]
    pages += ["/", "/archive/", "/topics/", "/authors/", "/feed.xml"]
    pages.append(f"/tags/{article.tags.get().slug}/")
    found = {path: client.get(path).status_code for path in pages}

    assert found == dict.fromkeys(pages, 200)
    client.force_login(UserFactory())
    assert client.get("/api/v1/me/state/").status_code == 200


def test_words_stand_where_a_picture_cannot_be_drawn(client):
    broken = stored(ORIGINALS["cut"], description="远处的茶山")
    captioned = {"image": broken, "caption": "", "alt": "近处的茶山"}
    article = ArticlePageFactory(
        cover=broken,
        blocks=[
            ("markdown", f"![纸上的茶山](image:{broken.pk})"),
            ("image", captioned),
            ("gallery", {"images": [captioned], "caption": ""}),
        ],
    )

    html = client.get(article.url).content.decode()

    assert "/media/" not in html
    assert html.count('<span class="picture-missing">近处的茶山</span>') == 2
    assert '<span class="picture-missing">远处的茶山</span>' in html
    assert '<span class="broken-reference">纸上的茶山</span>' in html


def test_a_text_chooses_among_shapes_and_pictures_stay_few():
    image = CustomImageFactory(file__width=2000, file__height=1000)
    markdown = "".join(
        f"![图](image:{image.pk},filter={wanted})\n\n"
        for wanted in ("scale-9999", "width-1", "fill-7x7", "avatar", *"abcdef")
    )

    article = ArticlePageFactory(markdown=markdown)

    html = ArticlePage.objects.get(pk=article.pk).rendering.blocks[0]["html"]
    assert html.count("<img") == 10
    assert sorted(image.renditions.values_list("filter_spec", "width")) == [
        ("format-webp|fill-320x320", 320),
        ("format-webp|fill-96x96", 96),
        ("format-webp|width-1600", 1600),
        ("format-webp|width-480", 480),
        ("format-webp|width-960", 960),
    ]


def test_a_reader_draws_nothing(client):
    """What a page lacks is ordered of a worker, once, and words stand there."""
    image = CustomImageFactory()
    article = ArticlePageFactory(cover=image)

    for _ in range(2):
        assert client.get(article.url).status_code == 200

    assert image.renditions.count() == 0
    orders = WaitingTask.objects.filter(task="images.tasks.prepare_picture_task")
    assert [
        args for args in orders.values_list("args", flat=True) if args[1] != ["text"]
    ] == [[image.pk, ["hero"]]]
