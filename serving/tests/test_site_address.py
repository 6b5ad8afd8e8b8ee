"""After a migrate the site stands where `SITE_URL` says, unless somebody chose."""

import pytest

from wagtail.models import Page, Site

from serving.site_address import follow_site_url

pytestmark = pytest.mark.django_db


@pytest.fixture
def site() -> Site:
    site = Site.objects.get()
    site.hostname, site.port = "localhost", 80
    site.save()
    return site


def where() -> tuple[str, int]:
    site = Site.objects.get(is_default_site=True)
    return site.hostname, site.port


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://renran.example", ("renran.example", 443)),
        ("http://renran.example/", ("renran.example", 80)),
        ("https://renran.example:8443", ("renran.example", 8443)),
        ("http://localhost:8000", ("localhost", 8000)),
        ("http://RENRAN.example", ("renran.example", 80)),
        ("https://xn--fsq.xn--0zwm56d", ("xn--fsq.xn--0zwm56d", 443)),
        ("", ("localhost", 80)),
    ],
)
@pytest.mark.parametrize("before", ["localhost", "127.0.0.1"])
def test_a_site_that_stands_nowhere_yet_follows(site, settings, before, url, address):
    Site.objects.update(hostname=before)
    settings.SITE_URL = url

    follow_site_url(sender=None)

    assert where() == address


def test_an_address_that_somebody_set_is_left_alone(site, settings):
    Site.objects.update(hostname="blog.example", port=8080)
    settings.SITE_URL = "https://renran.example"

    follow_site_url()

    assert where() == ("blog.example", 8080)


def test_a_second_site_is_left_alone(site, settings):
    other = Site.objects.create(
        hostname="127.0.0.1", port=81, root_page=Page.objects.get(slug="home")
    )
    settings.SITE_URL = "https://renran.example"

    follow_site_url()

    assert where() == ("renran.example", 443)
    other.refresh_from_db()
    assert (other.hostname, other.port) == ("127.0.0.1", 81)


def test_where_nothing_changes_nothing_is_written(
    site, settings, django_assert_num_queries
):
    settings.SITE_URL = "http://localhost"

    with django_assert_num_queries(1):
        follow_site_url()


def test_without_a_site_there_is_nothing_to_do(settings):
    Site.objects.all().delete()
    settings.SITE_URL = "https://renran.example"

    follow_site_url()

    assert not Site.objects.exists()
