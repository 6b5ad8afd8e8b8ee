"""What tests of the content API read and expect."""

from articles.models import Submission

PAGES = "/api/v2/pages/"
SITE = "http://127.0.0.1:8000"


def reference(page) -> dict:
    return {"id": page.pk, "title": page.title, "slug": page.slug, "url": page.url}


def accept(article, topic) -> None:
    state = Submission.State.ACCEPTED
    Submission.objects.create(article=article, topic=topic, state=state)


def titles(client, **query) -> list[str]:
    answer = client.get(PAGES, query)
    assert answer.status_code == 200, answer.content
    return sorted(item["title"] for item in answer.json()["items"])
