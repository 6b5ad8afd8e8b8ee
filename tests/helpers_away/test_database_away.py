"""Without its database the site says so, in both languages, and needs it for nothing."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.tests.broker import closed_port

ROOT = Path(__file__).resolve().parents[2]
ASK = """
import json, django
django.setup()
from django.test import Client
client = Client(raise_request_exception=False)
client.cookies["sessionid"] = "abcdefghijklmnopqrstuvwxyz012345"
found = {}
for address in %r:
    answer = client.get(address)
    found[address] = [
        answer.status_code, answer.get("Retry-After"), answer["Content-Type"],
        answer.get("Cache-Control"), answer.content.decode(),
    ]
answer = client.post("/api/v1/codes/", "{}", "application/json")
found["post"] = [answer.status_code, answer.get("Retry-After"),
    answer["Content-Type"], answer.get("Cache-Control"), answer.content.decode()]
print("FOUND" + json.dumps(found))
"""
PAGES = ["/", "/en/", "/authors/a/b/c/", "/search/?q=x", "/p/abc/", "/me/", "/admin/"]
PAGES += ["/media/images/a.png", "/documents/1/a.pdf", "/feed.xml", "/sitemap.xml"]
API = ["/api/v1/me/state/", "/api/v2/pages/", "/api/v1/search/?q=x", "/api/v2/images/"]
API += ["/api/v2/documents/1/", "/api/v1/articles/1/paid/"]


@pytest.fixture(scope="module")
def found() -> dict[str, list]:
    """What a site answers whose PostgreSQL is not there."""
    url = f"postgres://renran@127.0.0.1:{closed_port()}/renran"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "cms.settings.test",
        "DATABASE_URL": url,
        "REDIS_URL": "",
        "ELASTICSEARCH_URL": "",
    }
    done = subprocess.run(
        [sys.executable, "-c", ASK % (PAGES + API)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    line = next(x for x in done.stdout.splitlines() if x.startswith("FOUND"))
    return json.loads(line.removeprefix("FOUND"))


@pytest.mark.parametrize("address", PAGES)
def test_a_page_is_the_site_s_own_503(found: dict[str, list], address: str) -> None:
    status, retry, kind, kept, text = found[address]

    assert (status, retry, kept) == (503, "10", "no-store")
    assert kind.startswith("text/html")
    assert "error.css" in text
    if address != "/en/":
        assert "网站暂时读不到数据，请过一会儿再试。" in text
        assert 'lang="zh-hans"' in text


def test_in_english_it_speaks_english(found: dict[str, list]) -> None:
    assert '<html lang="en">' in found["/en/"][4]
    assert 'href="/en/"' in found["/en/"][4]


@pytest.mark.parametrize("address", [*API, "post"])
def test_programs_get_json(found: dict[str, list], address: str) -> None:
    status, retry, kind, kept, text = found[address]

    assert (status, retry, kind, kept) == (503, "10", "application/json", "no-store")
    body = json.loads(text)
    assert (body["code"], body["errors"]) == ("unavailable", {})
    assert body["detail"] == "网站暂时读不到数据，请过一会儿再试。"
