"""A helper that is down costs speed, never a page or a session."""

import socket

import pytest

from django.core.cache import cache
from django.test import Client, override_settings

from accounts.codes.digits import digits_of
from accounts.models import VerificationCode
from accounts.tests.factories import UserFactory
from articles.tests.factories import ArticlePageFactory
from home.tests.factories import StandardPageFactory

pytestmark = pytest.mark.django_db


def closed_port() -> int:
    """A port of this machine where nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
def dead_redis():
    settings = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": f"redis://127.0.0.1:{closed_port()}/0",
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1},
        }
    }
    with override_settings(CACHES=settings):
        yield


def test_without_redis_pages_are_read_and_sessions_last(dead_redis):
    article = ArticlePageFactory(markdown="照常营业")
    reader = UserFactory(username="changke")
    client = Client()
    client.force_login(reader)

    assert "照常营业" in client.get(article.url).content.decode()
    assert client.get("/api/v1/me/state/").json()["user"]["username"] == "changke"
    assert client.get("/search/", {"q": "照常"}).status_code == 200


def test_without_redis_accounts_are_made_and_used(
    dead_redis, settings, django_capture_on_commit_callbacks
):
    settings.HUMAN_PROVIDER = "off"
    client, mobile = Client(), "+8613812345678"
    kind = "application/json"
    with django_capture_on_commit_callbacks(execute=True):
        sent = client.post(
            "/api/v1/codes/", {"purpose": "sign_up", "mobile": mobile}, kind
        )
    assert (sent.status_code, VerificationCode.objects.get().state) == (201, "sent")
    made = client.post(
        "/api/v1/users/",
        {
            "username": "linwen",
            "password": "竹杖芒鞋轻胜马谁怕",
            "mobile": mobile,
            "code": digits_of(VerificationCode.objects.get()),
            "accepts_terms": True,
        },
        kind,
    )
    assert made.status_code == 201
    assert client.get("/api/v1/usernames/linwen/count/").json() == {"count": 1}

    form = {"account": mobile, "password": "竹杖芒鞋轻胜马谁怕"}
    assert client.post("/accounts/login/", form).status_code == 302
    assert client.get("/api/v1/me/state/").json()["user"]["username"] == "linwen"


def test_without_redis_readyz_names_it_and_the_site_stays_in_rotation(dead_redis):
    answer = Client().get("/readyz")

    assert answer.status_code == 200
    assert answer.json()["status"] == "degraded"
    assert answer.json()["dependencies"]["cache"] == "down"
    assert answer.json()["dependencies"]["database"] == "ok"


@pytest.mark.redis
def test_with_redis_the_cache_is_shared_through_it():
    cache.set("方言", {"字": 1}, timeout=30)

    assert cache.get("方言") == {"字": 1}
    assert cache.client.get_client().ttl(cache.make_key("方言")) in range(1, 31)


def test_without_elasticsearch_plain_pages_are_found_by_their_text(settings):
    settings.WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "search.backends.elasticsearch",
            "URLS": [f"http://127.0.0.1:{closed_port()}"],
        }
    }
    StandardPageFactory(title="关于", body="本站讲围棋。")
    StandardPageFactory(title="联系", body="写信。")

    answer = Client().get("/api/v2/pages/", {"search": "围棋"})

    assert answer.status_code == 200
    assert [page["title"] for page in answer.json()["items"]] == ["关于"]
