"""The endpoints of `/api/v2/`: pages with our filters, public images, documents."""

from datetime import date, datetime, time
from typing import Any

from rest_framework.filters import BaseFilterBackend
from rest_framework.request import Request

from django.conf import settings
from django.db.models import Case, QuerySet, When
from django.http import Http404
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language_from_path

from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Locale, Page, Site

from articles.api.refusals import RefusingMixin
from articles.api.surroundings import ContentPageSerializer
from articles.models import AnthologyPage, ArticlePage, AuthorPage, TopicPage
from core.caching.asked import EVERY_NAME
from core.caching.making import LIFE, LIST_LIFE, public
from core.pages.querysets import at_or_below, unreadable_paths
from images.openness import open_to

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


class ContentPagesViewSet(RefusingMixin, PagesAPIViewSet):
    """Public pages; paid parts of articles never leave here.

    The same for everyone, so nobody is asked who they are, and kept as pages are.
    """

    authentication_classes = ()

    base_serializer_class = ContentPageSerializer
    filter_backends = [ArticleFilter, *PagesAPIViewSet.filter_backends]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(PARAMETERS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # What is asked for in a query is one of many; what a name means depends on it.
        life = LIST_LIFE if request.GET else LIFE
        public(request._request, "pages", params=EVERY_NAME, life=life)

    def get_base_queryset(self) -> Any:
        """Public pages of the site asked for: the same for whoever asks."""
        asked = self.request.GET.get("site")
        try:
            site = SiteFilterValidator(site=asked, request=self.request).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        if site is None:
            return Page.objects.none()
        roots = site.root_page.get_translations(inclusive=True)
        below = at_or_below(roots.values_list("path", flat=True))
        return Page.objects.live().filter(below, ~unreadable_paths())

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        if queryset.model is ArticlePage:
            return queryset.for_api()
        if queryset.model is AuthorPage:
            return queryset.with_faces()
        return queryset

    def find_object(self, queryset: Any, request: Request) -> Any:
        """The page at `html_path`, in the language of that address."""
        path = request.GET.get("html_path", "")
        language = get_language_from_path(path)
        site = Site.find_for_request(request)
        if site is None or language in (None, settings.LANGUAGE_CODE):
            return super().find_object(queryset, request)
        locale = Locale.objects.filter(language_code=language).first()
        home = locale and site.root_page.get_translation_or_none(locale)
        if home is None:
            return None
        try:
            # After the language, which is the first part of the path.
            parts = [part for part in path.split("/") if part][1:]
            page = home.specific.route(request, parts).page
        except Http404:
            return None
        return queryset.filter(pk=page.pk).first()


class OpenFiles:
    """Files that the one who asks may open, outside private collections.

    An index of words does not know who that is: a search is cut to the best hits,
    and these are asked for.
    """

    MOST_HITS = 500

    def get_queryset(self) -> Any:
        rows = super().get_queryset()  # type: ignore[misc]
        return rows if self._searches() else self._open(rows)

    def filter_queryset(self, queryset: Any) -> Any:
        view: Any = self
        if view.action != "listing_view":
            return queryset  # a single file is not searched for
        found = super().filter_queryset(queryset)  # type: ignore[misc]
        if not self._searches():
            return found
        ids = [row.pk for row in found[: self.MOST_HITS]]
        place = Case(*(When(pk=pk, then=n) for n, pk in enumerate(ids)), default=0)
        return self._open(queryset.filter(pk__in=ids)).order_by(place)

    def _searches(self) -> bool:
        view: Any = self
        return view.action == "listing_view" and "search" in view.request.GET

    def _open(self, rows: Any) -> Any:
        view: Any = self
        return open_to(view.request.user, rows)


class PublicImagesViewSet(RefusingMixin, OpenFiles, ImagesAPIViewSet):
    pass


class PublicDocumentsViewSet(RefusingMixin, OpenFiles, DocumentsAPIViewSet):
    pass
