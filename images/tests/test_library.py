"""The library of pictures in the admin."""

import pytest

from wagtail.search.backends import get_search_backend
from wagtail.search.index import insert_or_update_object

from images.models import CustomImage
from images.tests.factories import CustomImageFactory
from tests.indexes import make_index

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("place", ["", "results/", "chooser/", "chooser/results/"])
def test_who_searches_may_choose_by_tag_too(admin_client, place):
    make_index(CustomImage)
    for title, tag in (("围棋 甲", "木"), ("围棋 乙", "石")):
        image = CustomImageFactory(title=title)
        image.tags.add(tag)
        image.save()
        insert_or_update_object(image)
    get_search_backend().get_index_for_model(CustomImage).refresh()

    answer = admin_client.get(f"/admin/images/{place}?q=围棋&tag=木")

    assert answer.status_code == 200
    is_page = answer["Content-Type"].startswith("text/html")
    text = answer.content.decode() if is_page else answer.json()["html"]
    assert "围棋 甲" in text
    assert "围棋 乙" not in text
