"""What the Markdown editor asks the server for: a preview and a place for pictures."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from wagtail.images import get_image_model
from wagtail.models import Collection
from wagtail.permissions import policy_registry

from accounts.current import current_user
from accounts.models import User
from accounts.staff.permissions import access_admin
from articles.rendering.references import WagtailReferences
from core.files import FilesAwayError, ask_for_files
from images.fields import PictureField
from texts import render

MAX_SOURCE = 500_000
MAX_TITLE = 200
WARNINGS = {
    "data_picture": gettext_lazy(
        "写在地址里的图片（data:）不会显示。请把图片文件拖进编辑器，或用工具栏插入图片。"
    ),
    "glued_heading": gettext_lazy(
        "有的行以 # 开头，后面没有空格，不会成为标题。要写标题，请在 # 后面加一个空格。"
    ),
    "references_cut": gettext_lazy(
        "引用式链接或站内链接用得太多，后面的只显示文字。请减少一些。"
    ),
    "tables_cut": gettext_lazy("表格太大，后面的行按原文显示。请分成几篇来写。"),
}


def refuse(code: str, message: str, status: int = 400) -> JsonResponse:
    body = {"code": code, "detail": message, "errors": {}}
    return JsonResponse(body, status=status)


@require_POST
@access_admin
def preview(request: HttpRequest) -> HttpResponse:
    """The HTML readers will get for the Markdown in `source`.

    With it come `warnings`, if there is anything the writer may not have meant.
    `language` is that of the page being edited, which may differ from the
    admin's; without one of ours it is the site's own.
    """
    source = request.POST.get("source", "")
    if len(source) > MAX_SOURCE:
        return refuse("too_long", _("文字太长，无法预览。"), 413)
    rendered = render(
        source,
        references=WagtailReferences(lambda: (request.user.pk,)),
        scope="preview",
        language=_content_language(request),
    )
    answer = {"html": rendered.html, "features": sorted(rendered.features)}
    if rendered.warnings:
        answer["warnings"] = [str(WARNINGS[code]) for code in sorted(rendered.warnings)]
    return JsonResponse(answer)


def _content_language(request: HttpRequest) -> str:
    asked = request.POST.get("language", "")
    return asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def own_collection(user: User) -> Collection | None:
    """Where pictures of `user` go: the deepest collection they may add to."""
    policy = policy_registry.get_by_type(get_image_model())
    allowed = policy.collections_user_has_permission_for(user, "add")
    return allowed.order_by("-depth" if not user.is_superuser else "depth").first()


@require_POST
@access_admin
def upload(request: HttpRequest) -> JsonResponse:
    """Keep one pasted or dropped picture; answers the Markdown that shows it.

    The same picture uploaded twice by one person is kept once.
    """
    collection = own_collection(current_user(request))
    if collection is None:
        return refuse("no_library", _("你还没有可以存放图片的图库。"), 403)
    field = PictureField()
    try:
        file = field.clean(request.FILES.get("image"))
    except ValidationError as error:
        return refuse("bad_image", " ".join(error.messages))
    title = file.name.rsplit(".", 1)[0][:MAX_TITLE] or _("图片")
    image = get_image_model()(
        title=title, file=file, collection=collection, uploaded_by_user=request.user
    )
    image._set_file_hash()
    file.seek(0)
    twin = get_image_model().objects.filter(
        file_hash=image.file_hash, uploaded_by_user=request.user
    )
    try:
        image = twin.first() or _save(image)
    except FilesAwayError as error:
        return refuse(error.code, str(error), error.status)
    alt = image.title.replace("[", "").replace("]", "")
    markdown = f"![{alt}](image:{image.pk})"
    return JsonResponse({"id": image.pk, "markdown": markdown}, status=201)


def _save(image: Any) -> Any:
    ask_for_files()
    image.file_size = image.file.size
    with transaction.atomic():
        image.save()
    return image


def editor_urls() -> list[Any]:
    addresses = [
        path("preview/", preview, name="preview"),
        path("images/", upload, name="upload"),
    ]
    return [path("markdown/", include((addresses, "markdown")))]
