"""How long public pages take on the server, and how many queries they ask.

`python -m bench.pages [ROUNDS]` reads the database that the settings name (the demo
library of `make run`, say) and prints milliseconds for the first request with
an empty cache and for the median of the following ones.
"""

import os
import statistics
import sys
import time
from typing import Any

import django


def main(rounds: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.conf import settings
    from django.core.cache import cache
    from django.test import Client

    settings.DEBUG = False
    client = Client(headers={"host": "127.0.0.1"})
    print(f"{'page':<42}{'cold ms':>9}{'median ms':>11}{'queries':>9}")
    for name, address in addresses().items():
        client.get(address)
        cache.clear()
        queries, cold = timed(client, address)
        later = [timed(client, address)[1] for _round in range(rounds)]
        print(f"{name:<42}{cold:>9.1f}{statistics.median(later):>11.1f}{queries:>9}")


def addresses() -> dict[str, str]:
    """One published page of every kind, and the lists beside the tree."""
    from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage

    found = {"home": "/", "archive": "/archive/", "tags": "/tags/"}
    for model in (ArticlePage, AnthologyPage, AuthorPage, TopicPage):
        page = model.objects.published().order_by("-pk").first()
        if page is not None:
            found[model.__name__] = page.url
    return found | {"search": "/search/?q=数据库", "feed": "/feed.xml"}


def timed(client: Any, address: str) -> tuple[int, float]:
    """Queries and milliseconds of one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        started = time.perf_counter()
        answer = client.get(address)
        spent = (time.perf_counter() - started) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address} answered {answer.status_code}")
    return len(captured), spent


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
