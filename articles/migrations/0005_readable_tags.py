"""Tags without a letter had an empty address, or a number for one."""

import re
import unicodedata
from typing import Any

from django.db import migrations
from django.db.models import Q
from django.utils.text import slugify

MAX_LENGTH = 80


def spell_signs(apps: Any, schema_editor: Any) -> None:
    """Name such tags by their signs, in the stored renderings too."""
    tags = apps.get_model("taggit", "Tag").objects
    for tag in tags.filter(Q(slug="") | Q(slug__regex=r"^_[0-9]+$")):
        names = " ".join(unicodedata.name(char, "") for char in tag.name)
        wanted = re.sub(r"\b(\w+(?:-\w+)*)(?:-\1\b)+", r"\1", slugify(names))
        slug = wanted = wanted[:MAX_LENGTH].strip("-") or "tag"
        number = 1
        while tags.filter(slug=slug).exists():
            number += 1
            slug = f"{wanted}-{number}"
        tags.filter(pk=tag.pk).update(slug=slug)
        _follow(apps, tag, slug)


def _follow(apps: Any, tag: Any, slug: str) -> None:
    tagged = apps.get_model("articles", "ArticleTag").objects.filter(tag_id=tag.pk)
    renderings = apps.get_model("articles", "ArticleRendering").objects
    for row in renderings.filter(page_id__in=tagged.values("content_object_id")):
        for shown in row.tags:
            if shown["name"] == tag.name:
                shown["slug"] = slug
        renderings.filter(pk=row.pk).update(tags=row.tags)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0004_editorial_review"),
        (
            "taggit",
            "0006_rename_taggeditem_content_type_object_id_taggit_tagg_content_8fc721_idx",
        ),
    ]

    operations = [migrations.RunPython(spell_signs, migrations.RunPython.noop)]
