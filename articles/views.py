"""Addresses beside the page tree: short codes, tags, archive, writing desk."""

from datetime import datetime

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.decorators import csp
from taggit.models import Tag

from django.contrib.auth.decorators import login_required
from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

from wagtail.models import Locale

from accounts.current import current_user
from articles.access import can_read_all
from articles.lists import paginate_articles
from articles.models import ArticlePage
from articles.services import open_notebook
from core.caching.making import note, public_view
from core.caching.pieces import piece
from core.pages.ending import note_next_end

MONTHS = 240


@public_view()
def short_address(request: HttpRequest, code: str) -> HttpResponse:
    """`/p/<code>/` leads to the article wherever it stands today."""
    article = ArticlePage.objects.published().filter(code=code).first()
    if article is None:
        note("absent")
        raise Http404
    return redirect(article.get_url(request), permanent=False)


@public_view()
@xframe_options_sameorigin
@csp(
    {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, UNSAFE_INLINE],
        "frame-ancestors": [SELF],
        "sandbox": ["allow-scripts"],
    }
)
def drawing_room(request: HttpRequest) -> HttpResponse:
    """The frame that diagrams are drawn in: it can do nothing else, and knows nobody."""
    return render(request, "articles/drawing_room.html")


@never_cache
def full_text(request: HttpRequest, code: str) -> HttpResponse:
    """The whole article on one personal page, for those entitled to it."""
    article = get_object_or_404(ArticlePage.objects.published(), code=code)
    # The address names no language: the frame follows the article's.
    translation.activate(article.locale.language_code)
    if not can_read_all(request.user, article):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('accounts:login')}?next={request.path}")
        return render(
            request, "articles/full_denied.html", {"page": article}, status=403
        )
    context = article.get_context(request)
    context |= {
        "whole_html": article.rendered.whole_html,
        "headings": article.rendered.headings,
        "is_gated": False,
    }
    return render(request, "articles/full.html", context)


@login_required
@never_cache
def write(request: HttpRequest) -> HttpResponse:
    """`/write/`: a new article in the writer's default anthology."""
    anthology = open_notebook(user=current_user(request))
    return redirect("wagtailadmin_pages:add", "articles", "articlepage", anthology.pk)


@public_view("tags")
def tag_index(request: HttpRequest) -> HttpResponse:
    _note_list()
    shown = ArticlePage.objects.published_here()
    tags = (
        Tag.objects.filter(articles_articletag_items__content_object__in=shown)
        .annotate(
            count=Count("articles_articletag_items__content_object", distinct=True)
        )
        .order_by("-count", "name")
    )
    return render(request, "articles/tag_index.html", {"tags": tags[:300]})


@public_view(params=("page",))
def tag(request: HttpRequest, slug: str) -> HttpResponse:
    """What the public may read under one tag; 404 when that is nothing."""
    found = Tag.objects.filter(slug=slug).first()
    if found is None:
        note("absent", "tags")
        raise Http404
    note(f"tag:{found.pk}")
    note_next_end()
    articles = ArticlePage.objects.published_here().with_tag(found.slug).newest_first()
    shown = paginate_articles(request, articles)
    if not shown.paginator.count:
        raise Http404
    context = {"tag": found, "page_of_articles": shown}
    return render(request, "articles/tag.html", context)


@public_view(params=("page",))
def archive(
    request: HttpRequest, year: int | None = None, month: int | None = None
) -> HttpResponse:
    """Everything published, month by month in the site's time zone."""
    _note_list()
    articles = ArticlePage.objects.published_here().exclude(first_published_at=None)
    if year is not None:
        articles = articles.filter(_within(year, month))
        if not articles.exists():
            raise Http404
    context = {
        "months": piece("months", _months),
        "year": year,
        "month": month,
        "page_of_articles": paginate_articles(request, articles.newest_first()),
    }
    return render(request, "articles/archive.html", context)


def _months() -> list[dict[str, int]]:
    """Newest first: `year`, `month`, and the `count` of articles of it."""
    _note_list()
    months = (
        ArticlePage.objects.published_here()
        .exclude(first_published_at=None)
        .order_by()
        .annotate(month=TruncMonth("first_published_at"))
        .values_list("month")
        .annotate(count=Count("pk"))
        .order_by("-month")[:MONTHS]
    )
    return [{"year": m.year, "month": m.month, "count": n} for m, n in months]


def _note_list() -> None:
    """What is being made shows a list of articles in the language of the address."""
    note(f"articles:{Locale.get_active().pk}")
    note_next_end()


def _within(year: int, month: int | None) -> Q:
    zone = timezone.get_current_timezone()
    # Where the calendar ends, databases in another zone have no such moment.
    if not 1 < year < 9999:
        raise Http404
    try:
        start = datetime(year, month or 1, 1, tzinfo=zone)
        end = (
            datetime(year + (month == 12), month % 12 + 1, 1, tzinfo=zone)
            if month
            else datetime(year + 1, 1, 1, tzinfo=zone)
        )
    except ValueError as error:
        raise Http404 from error
    return Q(first_published_at__gte=start, first_published_at__lt=end)
