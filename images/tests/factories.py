import factory
from wagtail_factories import ImageFactory

from wagtail.models import Collection

from images.models import CustomImage


class CustomImageFactory(ImageFactory):
    class Meta:
        model = CustomImage

    collection = factory.LazyFunction(Collection.get_first_root_node)
    title = factory.Sequence(lambda n: f"图{n}")
    file = factory.django.ImageField(width=240, height=150, color="teal")
