"""The front page, the plain pages and the settings of the demo site."""

from django.db import transaction

from wagtail.models import Locale, Site

from articles.models import ArticlePage
from demo.read import Library, StandardText
from home.models import (
    CarouselSlide,
    EditorsPick,
    FooterLink,
    HomePage,
    SiteSettings,
    StandardPage,
)

ENGLISH_INTRO = "Write slowly, read slowly: a few pages in English from our authors."


def load_page(text: StandardText, home: HomePage) -> StandardPage:
    existing = StandardPage.objects.child_of(home).filter(slug=text.slug).first()
    if existing is not None:
        return existing
    page = StandardPage(
        title=text.title,
        slug=text.slug,
        search_description=text.summary,
        body=text.body,
        locale=home.locale,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return page


@transaction.atomic
def load_front(library: Library, articles: dict[str, ArticlePage]) -> None:
    """Carousel, picks and introduction of both front pages; made once."""
    home = HomePage.objects.get(locale=Locale.get_default())
    if home.picks.exists():
        return
    home.intro = library.site.description
    home.search_description = library.site.description
    for slide in library.site.carousel:
        home.slides.add(
            CarouselSlide(article=articles[slide.article], title=slide.line)
        )
    for slug in library.site.picks:
        home.picks.add(EditorsPick(article=articles[slug]))
    home.save_revision().publish()
    _load_english_front(library, articles)


def _load_english_front(library: Library, articles: dict[str, ArticlePage]) -> None:
    home = HomePage.objects.get(locale__language_code="en")
    home.intro = ENGLISH_INTRO
    rows = [row for row in library.articles if row.language == "en"]
    for row in reversed(rows):
        if row.state == "published":
            home.picks.add(EditorsPick(article=articles[row.slug]))
    home.save_revision().publish()


def load_settings(library: Library, pages: list[StandardPage]) -> None:
    """Name, slogan and footer; what an administrator has set is kept."""
    settings = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    if settings.footer_links.exists():
        return
    settings.name, settings.slogan = library.site.name, library.site.slogan
    for page in pages:
        settings.footer_links.add(FooterLink(label=page.title, page=page))
    settings.save()
