"""Tags in the admin: offered while they are typed, and for many files at once."""

from typing import Any

from taggit.models import Tag, TaggedItem

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest, JsonResponse

from wagtail.documents.models import Document
from wagtail.documents.views.bulk_actions import AddTagsBulkAction as TagDocuments
from wagtail.images.views.bulk_actions import AddTagsBulkAction as TagImages
from wagtail.models import Page

from accounts.current import current_user
from accounts.models import User
from articles.admin.sight import in_sight
from articles.models import ArticleTag
from articles.tags import parse_tags
from images.models import CustomImage
from images.rights import of_theirs

OFFERED = 10


def offer_tags(request: HttpRequest, **of_model: str) -> JsonResponse:
    """Names that begin with `term`, of texts and files in sight of the one who asks.

    In the place of Wagtail's view, which also names what only drafts of others bear.
    """
    term = request.GET.get("term", "")
    tags = Tag.objects.filter(name__istartswith=term) if term else Tag.objects.none()
    if not request.user.is_superuser:
        tags = tags.filter(_borne_in_sight(current_user(request)))
    names = tags.order_by("name").values_list("name", flat=True)
    return JsonResponse(list(names[:OFFERED]), safe=False)


def _borne_in_sight(user: User) -> Q:
    texts = ArticleTag.objects.filter(
        content_object__in=in_sight(Page.objects.all(), user).values("pk")
    )
    borne = Q(pk__in=texts.values("tag"))
    for model in (CustomImage, Document):
        items = TaggedItem.objects.filter(
            content_type=ContentType.objects.get_for_model(model),
            object_id__in=of_theirs(model.objects.all(), user).values("pk"),
        )
        borne |= Q(pk__in=items.values("tag"))
    return borne


class SeparatedTags:
    """Wagtail's own action knows no separator but the comma."""

    cleaned_form: Any

    def get_execution_context(self) -> dict[str, list[str]]:
        return {"tags": parse_tags(self.cleaned_form.cleaned_data["tags"])}


class TagImagesAction(SeparatedTags, TagImages):
    """In the place of Wagtail's."""


class TagDocumentsAction(SeparatedTags, TagDocuments):
    """In the place of Wagtail's."""
