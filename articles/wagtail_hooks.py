"""Registers the desk with Wagtail's admin; rules stand elsewhere."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from articles.admin import (  # noqa: F401 register their hooks
    bounds,
    half_translated,
    isolation,
    menus,
    mobile_needed,
    notices,
    reviewing,
    standing,
    translating,
)
from articles.admin.markdown import editor_urls
from articles.admin.pages import confirming, summary, views  # noqa: F401 likewise
from articles.admin.pages.deleting import DeleteAction
from articles.admin.pages.publishing import PublishAction
from articles.admin.panels import add_desk_panels
from articles.admin.permissions import SubmissionPolicy
from articles.admin.submissions import (
    AcceptBulkAction,
    RefuseBulkAction,
    SubmissionViewSet,
)
from articles.admin.tags import TagDocumentsAction, TagImagesAction
from articles.models import Submission
from articles.receivers import prepare_pictures

register_permission_policy(Submission, SubmissionPolicy(Submission))
register_snippet(SubmissionViewSet)
hooks.register("register_bulk_action", AcceptBulkAction)
hooks.register("register_bulk_action", RefuseBulkAction)
# After Wagtail's own of the same name.
hooks.register("register_bulk_action", PublishAction, order=1)
hooks.register("register_bulk_action", DeleteAction, order=1)
hooks.register("register_bulk_action", TagImagesAction, order=1)
hooks.register("register_bulk_action", TagDocumentsAction, order=1)
hooks.register("construct_homepage_panels", add_desk_panels)
hooks.register("register_admin_urls", editor_urls)


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def draw_for_the_preview(request: HttpRequest, page: Page) -> None:
    prepare_pictures(type(page), page)


@hooks.register("register_admin_menu_item")
def write_menu_item() -> MenuItem:
    return MenuItem(_("写文章"), reverse("permanent:write"), icon_name="edit", order=50)


@hooks.register("insert_global_admin_css")
def desk_css() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/desk.css"))


@hooks.register("insert_editor_js")
def unsaved_js() -> SafeString:
    return format_html(
        '<script src="{}" data-standing="{}" data-signed-out="{}" data-offline="{}">'
        "</script>",
        static("admin/unsaved.js"),
        reverse("standing"),
        _(
            "你已经退出登录，这次没有保存。请在新标签页里打开后台，重新登录，再回来保存："
            "写的内容都还在这里。"
        ),
        _("连不上网站，这次没有保存。请过一会儿再试：写的内容都还在这里。"),
    )


@hooks.register("insert_editor_js")
def markdown_editor_js() -> SafeString:
    return format_html(
        '<script src="{}" data-preview="{}" data-upload="{}" data-language="{}">'
        "</script>",
        static("admin/markdown-editor.js"),
        reverse("markdown:preview"),
        reverse("markdown:upload"),
        get_language(),
    )
