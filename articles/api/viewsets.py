"""The endpoints of `/api/v2/`: pages with our filters, public images, documents."""

from collections.abc import Callable
from functools import cached_property, partial
from typing import Any
from urllib.parse import urlencode

from rest_framework.request import Request

from django.conf import settings
from django.db.models import Case, Q, QuerySet, When
from django.http import Http404
from django.utils.translation import get_language_from_path

from wagtail.api.v2.pagination import WagtailPagination
from wagtail.api.v2.utils import BadRequestError
from wagtail.api.v2.views import PagesAPIViewSet
from wagtail.api.validators import SiteFilterValidator
from wagtail.documents.api.v2.views import DocumentsAPIViewSet
from wagtail.images.api.v2.views import ImagesAPIViewSet
from wagtail.models import Locale, Page, Site

from articles.api.filters import PARAMETERS, ArticleFilter
from articles.api.refusals import RefusingMixin
from articles.api.surroundings import ContentPageSerializer, Surroundings
from articles.models import ArticlePage, AuthorPage
from core.caching.asked import EVERY_NAME
from core.caching.making import LIFE, LIST_LIFE, note, public
from core.caching.pieces import piece
from core.pages.ending import note_next_end
from core.pages.querysets import at_or_below, readable, unreadable_paths
from core.written import Written
from images.openness import open_to

# Clients ask for the same few sets of fields; strangers may ask for any.
MOST_SERIALIZERS = 200
_serializers: dict[Any, Any] = {}
# What cuts and dresses a list, but changes not how many there are.
OF_A_SCREEN = {"limit", "offset", "order", "fields", "format", "_", "rich_text_format"}


def _branches(root: int) -> Any:
    keys = Page.objects.filter(pk=root).values("translation_key")
    pages = Page.objects.filter(translation_key__in=keys).order_by("path")
    return pages.values_list("path", flat=True)


BRANCHES: Written[str] = Written(_branches, root=int)
ARTICLE: Written[ArticlePage] = Written(
    lambda pk: ArticlePage.objects.for_api().filter(readable(), pk=pk), pk=int
)


class CountedPagination(WagtailPagination):
    """The number of all is counted again only when some page has changed."""

    def paginate_queryset(self, queryset: Any, request: Request, view: Any) -> Any:
        if isinstance(queryset, QuerySet):
            queryset = queryset.all()
            name = f"number of {urlencode(_counted(request))}"
            count = partial(_count, queryset.count)
            queryset.count = lambda: piece(name, count)
        return super().paginate_queryset(queryset, request, view)


def _counted(request: Request) -> list[tuple[str, str]]:
    """What in the query decides how many there are."""
    names = sorted(request.GET.keys() - OF_A_SCREEN)
    return [(name, value) for name in names for value in request.GET.getlist(name)]


def _count(count: Callable[[], int]) -> int:
    note("pages")
    note_next_end()
    return count()


class ContentPagesViewSet(RefusingMixin, PagesAPIViewSet):
    """Public pages; paid parts of articles never leave here.

    The same for everyone, so nobody is asked who they are, and kept as pages are.
    """

    authentication_classes = ()

    base_serializer_class = ContentPageSerializer
    pagination_class = CountedPagination
    filter_backends = [ArticleFilter, *PagesAPIViewSet.filter_backends]
    known_query_parameters = PagesAPIViewSet.known_query_parameters.union(PARAMETERS)

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        # What is asked for in a query is one of many; what a name means depends on it.
        life = LIST_LIFE if request.GET else LIFE
        public(request._request, "pages", params=EVERY_NAME, life=life)

    def get_base_queryset(self) -> Any:
        """Public pages of the site asked for: the same for whoever asks."""
        return Page.objects.filter(self._public)

    @cached_property
    def _public(self) -> Q:
        if self._searches:
            return self._within & Q(live=True) & ~unreadable_paths()
        return self._within & readable()

    @cached_property
    def _within(self) -> Q:
        return at_or_below(self._branches)

    @cached_property
    def _branches(self) -> list[str]:
        """Where the pages of the site asked for begin in the tree."""
        asked = self.request.GET.get("site")
        try:
            site = SiteFilterValidator(site=asked, request=self.request).site_obj
        except ValueError as error:
            raise BadRequestError(str(error)) from error
        if site is None:
            return []
        return BRANCHES.rows(root=site.root_page_id)

    @property
    def _searches(self) -> bool:
        return "search" in self.request.GET

    def get_queryset(self) -> Any:
        queryset = super().get_queryset()
        model = queryset.model
        if model is not Page and not self._searches:
            # As Wagtail says it, without a query in the query.
            queryset = model.objects.filter(self._public)
        if model is ArticlePage:
            return queryset.for_api()
        if model is AuthorPage:
            return queryset.with_faces()
        return queryset

    def get_object(self) -> Any:
        plain = self.request.GET.keys() <= {"fields"}
        if plain and not hasattr(self, "_cached_object"):
            found = ARTICLE.first(pk=self.kwargs["pk"])
            if found is not None and found.path.startswith(tuple(self._branches)):
                self._cached_object = found
        return super().get_object()

    @classmethod
    def _get_serializer_class(
        cls, router: Any, model: Any, fields_config: Any, **kwargs: Any
    ) -> Any:
        """Wagtail's, built once for what is asked for."""
        key = (model, repr(fields_config), *sorted(kwargs.items()))
        found = _serializers.get(key)
        if found is None:
            found = super()._get_serializer_class(
                router, model, fields_config, **kwargs
            )
            if len(_serializers) >= MOST_SERIALIZERS:
                _serializers.clear()
            _serializers[key] = found
        return found

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With what stands around the articles that are shown."""
        rows = list(args[0]) if kwargs.get("many") else [args[0]]
        articles = [row for row in rows if isinstance(row, ArticlePage)]
        self._surroundings = Surroundings(articles)
        self._surroundings.settle()
        shown = rows if kwargs.get("many") else rows[0]
        return super().get_serializer(shown, *args[1:], **kwargs)

    def get_serializer_context(self) -> dict[str, Any]:
        context: dict[str, Any] = super().get_serializer_context()
        return context | {"surroundings": self._surroundings}

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
