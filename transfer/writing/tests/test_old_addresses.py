"""Old addresses as paths, and those that may lead to an author's pages."""

import pytest

from wagtail.contrib.redirects.models import Redirect

from articles.tests.factories import ArticlePageFactory
from transfer.writing.redirects import Redirects


@pytest.mark.parametrize(
    ("address", "paths"),
    [
        ("http://a.cn/x/", ["/x"]),
        ("/a/?b=2&a=1", ["/a?a=1&b=2"]),
        ("a", ["/a"]),
        ("/中文/%E4%B8%AD/", ["/中文/中"]),
        ("/" + "x" * 254, ["/" + "x" * 254]),
        ("/" + "x" * 255, []),
        ("/", []),
        ("", []),
        ("http://[", []),
    ],
)
def test_an_address_is_a_path_that_fits(address, paths):
    assert Redirects().sift([address, address]) == (paths, [])


@pytest.mark.parametrize("below", ["/authors/jia/", "https://a.cn/authors/jia", "/authors/jia"])  # fmt: skip
def test_an_author_takes_only_what_is_below_the_own_address(below):
    asked = ["/authors/jia/x/", "/authors/jia", "/authors/jia2/x", "/about", "/authors/jia/y"]  # fmt: skip

    wanted, refused = Redirects(below=below).sift(asked)

    assert wanted == ["/authors/jia/x", "/authors/jia/y"]
    assert refused == [
        ("redirect_elsewhere", path)
        for path in ("/about", "/authors/jia", "/authors/jia2/x")
    ]


def stored():
    return dict(Redirect.objects.values_list("old_path", "redirect_page_id"))


@pytest.mark.django_db
def test_the_first_that_asks_for_an_address_has_it():
    one, other = ArticlePageFactory(), ArticlePageFactory()
    Redirect.objects.create(old_path="/taken", redirect_page=other)
    redirects = Redirects()

    first = redirects.add(["/a", "/taken"], one.pk)
    again = redirects.add(["/a/"], one.pk)
    second = redirects.add(["/a", "/b"], other.pk)
    redirects.save()

    assert first == [("redirect_taken", "/taken")]
    assert (again, second) == ([], [("redirect_taken", "/a")])
    assert stored() == {"/taken": other.pk, "/a": one.pk, "/b": other.pk}


@pytest.mark.django_db
def test_what_a_post_asked_for_that_was_rolled_back_is_free_again():
    one, other = ArticlePageFactory(), ArticlePageFactory()
    redirects = Redirects()
    redirects.begin()
    redirects.add(["/kept"], one.pk)
    redirects.begin()
    redirects.add(["/back"], one.pk)

    redirects.forget()

    assert redirects.add(["/back", "/kept"], other.pk) == [("redirect_taken", "/kept")]
    redirects.save()
    assert stored() == {"/kept": one.pk, "/back": other.pk}


@pytest.mark.django_db
def test_what_was_saved_is_not_saved_again():
    page = ArticlePageFactory()
    redirects = Redirects()
    redirects.add(["/a"], page.pk)
    redirects.save()
    Redirect.objects.all().delete()

    redirects.save()

    assert stored() == {}
