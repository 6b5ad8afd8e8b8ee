import factory
from wagtail_factories import PageFactory

from wagtail.models import Locale, Page

from home.models import HomePage, StandardPage


def home_page() -> HomePage:
    """The Chinese home page that the migrations made."""
    return HomePage.objects.get(locale=Locale.get_default())


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = "荏苒"
    parent = factory.LazyFunction(lambda: Page.objects.get(depth=1))


class StandardPageFactory(PageFactory):
    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"单页{n}")
    slug = factory.Sequence(lambda n: f"standard-{n}")
    parent = factory.LazyFunction(home_page)
