"""What the content API's lists of pages are filtered by, beside Wagtail's filters."""

from datetime import date, datetime, time
from typing import Any

from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date

from wagtail.api.v2.utils import BadRequestError

from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage

PARAMETERS = (
    "author",
    "topic",
    "anthology",
    "tag",
    "published_after",
    "published_before",
)


def _page(model: Any, name: str, value: str) -> Any:
    """The public page of `model` whose id or slug is `value`."""
    pages = model.objects.published()
    # Keys have at most 19 digits; databases refuse to look for larger numbers.
    is_key = value.isdecimal() and len(value) < 19
    lookup = {"pk": int(value)} if is_key else {"slug": value}
    found = pages.filter(**lookup).order_by("pk").first()
    if found is None:
        raise BadRequestError(f"{name}: no such page")
    return found


def _day(name: str, value: str) -> date:
    try:
        day = parse_date(value)
    except ValueError:
        day = None
    # Near the end of the calendar a day in another zone is none at all.
    if day is None or not 1 < day.year < 9999:
        raise BadRequestError(f"{name}: not a date, expected YYYY-MM-DD")
    return day


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class ArticleFilter(BaseFilterBackend):
    """Articles by author, topic, anthology (id or slug), tag slug and date.

    `published_after` is inclusive, `published_before` exclusive, both dates in
    the site's time zone. Using any of them narrows the list to articles.
    """

    def filter_queryset(self, request: Request, queryset: Any, view: Any) -> QuerySet:
        given = {
            name: request.GET[name] for name in PARAMETERS if request.GET.get(name)
        }
        if not given:
            return queryset
        if any("\x00" in value for value in given.values()):
            raise BadRequestError("null characters are not allowed")
        articles = ArticlePage.objects.all()
        for name, value in given.items():
            articles = getattr(self, f"by_{name}")(articles, value)
        return queryset.filter(pk__in=articles.values("pk"))

    def by_author(self, articles: Any, value: str) -> QuerySet:
        return articles.by_author(_page(AuthorPage, "author", value))

    def by_topic(self, articles: Any, value: str) -> QuerySet:
        return articles.in_topic(_page(TopicPage, "topic", value))

    def by_anthology(self, articles: Any, value: str) -> QuerySet:
        anthology = _page(AnthologyPage, "anthology", value)
        return articles.child_of(anthology)

    def by_tag(self, articles: Any, value: str) -> QuerySet:
        return articles.with_tag(value)

    def by_published_after(self, articles: Any, value: str) -> QuerySet:
        start = _midnight(_day("published_after", value))
        return articles.filter(first_published_at__gte=start)

    def by_published_before(self, articles: Any, value: str) -> QuerySet:
        end = _midnight(_day("published_before", value))
        return articles.filter(first_published_at__lt=end)
