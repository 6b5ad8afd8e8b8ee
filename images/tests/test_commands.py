from io import StringIO

import pytest

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command

from images.models import CustomImage
from images.tests import samples
from images.tests.factories import CustomImageFactory

pytestmark = pytest.mark.django_db


def test_old_pictures_are_cleaned_and_broken_ones_are_named(
    django_capture_on_commit_callbacks,
):
    good, told, cut = (CustomImageFactory() for _ in range(3))
    for image, raw in ((told, samples.talkative("JPEG", 6)), (cut, b"\xff\xd8\xff")):
        path = default_storage.save("original_images/old.jpg", ContentFile(raw))
        CustomImage.objects.filter(pk=image.pk).update(file=path, width=40, height=24)
        image.refresh_from_db()
    told.get_rendition("width-20")
    out, err = StringIO(), StringIO()

    with django_capture_on_commit_callbacks(execute=True):
        call_command("clean_pictures", stdout=out, stderr=err)

    clean = CustomImage.objects.get(pk=told.pk)
    assert out.getvalue() == "1 cleaned\n"
    assert err.getvalue().startswith(f"{cut.pk} {cut.file.name}: 这张图片打不开")
    assert samples.SECRET not in clean.file.read()
    assert (clean.width, clean.height) == (24, 40)
    assert not default_storage.exists(told.file.name)
    assert "width-20" not in clean.renditions.values_list("filter_spec", flat=True)
    assert CustomImage.objects.get(pk=good.pk).file.name == good.file.name
