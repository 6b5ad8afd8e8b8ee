"""The admin's pages that take a zip of Markdown files and show what became of it."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Paginator
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce, Length, Substr
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from wagtail.admin import messages
from wagtail.permission_policies.pages import PagePermissionPolicy

from accounts.current import current_user
from accounts.models import User
from accounts.staff.permissions import access_admin
from articles.models import AnthologyPage, AuthorPage
from core.exceptions import DomainError
from transfer.errors import SourceError
from transfer.jobs.handing_in import hand_in, visible_imports
from transfer.jobs.old_addresses import ADD_REDIRECT, addresses_left, set_addresses
from transfer.models import MarkdownImport
from transfer.reading.sources import Source, open_zip
from transfer.report import Report, message

MAX_UPLOAD = 200 * 1024 * 1024
# What a worker does in the hour it has, also on a slow machine
MAX_POSTS = 5000
IMPORTS_PER_PAGE = 20
LINES_PER_PAGE = 100


class AnthologyField(forms.ModelChoiceField):
    """Anthologies with their authors, in the language of those who write in several."""

    def label_from_instance(self, obj: Any) -> str:
        label = f"{obj.writer_name} / {obj.title}"
        if obj.writer_pages < 2:
            return label
        words = {"label": label, "language": obj.locale.get_display_name()}
        return gettext("%(label)s（%(language)s）") % words


class ImportForm(forms.Form):
    """A zip and where its posts go: only anthologies `user` may write in."""

    archive = forms.FileField(
        label=_("ZIP 压缩包"),
        help_text=_(
            "整个博客文件夹，或只有文章：Hexo、Hugo、Jekyll 和普通文件夹都可以，"
            "和文章放在一起的图片会一并导入。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".zip"}),
    )
    anthology = AnthologyField(
        label=_("放进文集"), queryset=AnthologyPage.objects.none()
    )
    as_drafts = forms.BooleanField(
        label=_("全部存为草稿"),
        help_text=_("一篇也不公开。看过以后，在文集的页面列表里勾选，一起发布。"),
        required=False,
    )
    dry_run = forms.BooleanField(
        label=_("先预演"), help_text=_("只看看会怎样，什么也不写入。"), required=False
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        choices = writable_anthologies(user)
        own = choices.filter(owner=user, is_default=True).first()
        field: Any = self["anthology"].field
        field.queryset = with_writers(choices)
        field.initial = own or choices.first()

    def clean_archive(self) -> UploadedFile:
        upload = self.cleaned_data["archive"]
        try:
            if upload.size > MAX_UPLOAD:
                raise SourceError("too_large")
            check_source(open_zip(upload))
        except SourceError as error:
            text = message(error.code, error.detail)
            raise forms.ValidationError(text, code=error.code) from error
        return upload


def check_source(source: Source) -> None:
    """Raises SourceError for a source in which there is nothing to read, or too much.

    One bad file among good ones has its line in the report.
    """
    if len(source.posts) > MAX_POSTS:
        raise SourceError("too_many_posts", str(MAX_POSTS))
    if source.posts:
        return
    if refused := source.refused_posts:
        raise SourceError(source.refused[refused[0]].code, refused[0])
    raise SourceError("no_posts")


def with_writers(anthologies: Any) -> Any:
    """With the name of the author, and how many author pages the same person has."""
    above = Substr(
        OuterRef("path"), 1, Length(OuterRef("path")) - AnthologyPage.steplen
    )
    author = AuthorPage.objects.filter(path=above).order_by()
    pages = AuthorPage.objects.filter(user=OuterRef("user")).order_by().values("user")
    count = Subquery(pages.annotate(n=Count("pk")).values("n"))
    return anthologies.select_related("locale").annotate(
        writer_name=Subquery(author.values("title")),
        writer_pages=Coalesce(Subquery(author.annotate(n=count).values("n")), 1),
    )


def writable_anthologies(user: User) -> Any:
    """Anthologies in which `user` may add articles: authors their own, editors all."""
    pages = PagePermissionPolicy().instances_user_has_permission_for(user, "add")
    anthologies = AnthologyPage.objects.filter(pk__in=pages.values("pk"))
    return anthologies.order_by("path")


@require_http_methods(["GET", "POST"])
@access_admin
def import_markdown(request: HttpRequest) -> HttpResponse:
    """The form, and the imports handed in before; a good zip leads to its own page."""
    form = ImportForm(
        request.POST or None, request.FILES or None, user=current_user(request)
    )
    if request.method == "POST" and form.is_valid() and (row := _handed_in(form)):
        return redirect("transfer:report", row.pk)
    context = {
        "form": form,
        "imports": _page(
            request, visible_imports(current_user(request)), IMPORTS_PER_PAGE
        ),
        "page_title": _("导入 Markdown"),
        "header_title": _("导入 Markdown"),
        "header_icon": "upload",
    }
    status = 400 if request.method == "POST" else 200
    template = "transfer/import_markdown.html"
    return render(request, template, context, status=status)


def _handed_in(form: ImportForm) -> MarkdownImport | None:
    """The import that was made of a good form; a refusal is shown on it."""
    data = form.cleaned_data
    try:
        return hand_in(
            user=form.user,
            anthology=data["anthology"],
            file=data["archive"],
            name=data["archive"].name,
            dry_run=data["dry_run"],
            as_drafts=data["as_drafts"],
        )
    except DomainError as refusal:
        form.add_error(None, forms.ValidationError(str(refusal), code=refusal.code))
    return None


@require_GET
@access_admin
def import_report(request: HttpRequest, pk: int) -> HttpResponse:
    """How far an import is, and in the end its report: one line per file."""
    row = get_object_or_404(visible_imports(current_user(request)).defer(None), pk=pk)
    report = _report(row)
    user = current_user(request)
    left = addresses_left(row)
    context = {
        "addresses": left,
        "may_redirect": bool(left) and user.has_perm(ADD_REDIRECT),
        "import": row,
        "report": report,
        "lines": _page(request, report.by_interest, LINES_PER_PAGE),
        "error": message(row.error) if row.error else "",
        "page_title": _("导入 Markdown"),
        "page_subtitle": row.file_name,
        "header_title": _("导入 Markdown"),
        "header_icon": "upload",
    }
    return render(request, "transfer/import_report.html", context)


@require_POST
@access_admin
def set_old_addresses(request: HttpRequest, pk: int) -> HttpResponse:
    """Set all old addresses that the report names, and come back to it."""
    user = current_user(request)
    row = get_object_or_404(visible_imports(user).defer(None), pk=pk)
    number = set_addresses(user=user, row=row)
    words = ngettext(
        "设好了 %(number)d 个旧地址。", "设好了 %(number)d 个旧地址。", number
    )
    messages.success(request, words % {"number": number})
    return redirect("transfer:report", pk)


def _report(row: MarkdownImport) -> Report:
    return Report.from_json(row.report, is_dry_run=row.is_dry_run)


def _page(request: HttpRequest, things: Any, size: int) -> Any:
    return Paginator(things, size).get_page(request.GET.get("p"))
