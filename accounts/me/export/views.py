"""The copies of a person's data, asked for and fetched."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.me.export.making import fail_stale_exports
from accounts.me.export.services import open_export, request_export
from accounts.me.views.base import MeView
from accounts.models import DataExport, User
from core.exceptions import DomainError

SHOWN = 10


def export_answer(user: User, export_id: int) -> FileResponse:
    """The file of a copy, for its owner only and for no cache.

    DataExport.DoesNotExist or ExportGoneError, as `open_export`.
    """
    export, file = open_export(user=user, export_id=export_id)
    day = timezone.localdate(export.created_at).isoformat()
    answer = FileResponse(
        file,
        as_attachment=True,
        filename=f"renran-{day}.zip",
        content_type="application/zip",
    )
    answer["Cache-Control"] = "private, no-store"
    return answer


class DataView(MeView):
    """The copies there are, and a button for another one."""

    def get(self, request: HttpRequest) -> HttpResponse:
        return self.show()

    def post(self, request: HttpRequest) -> HttpResponse:
        try:
            request_export(user=self.person)
        except DomainError as refusal:
            return self.show(refusal)
        if self.person.email:
            told = _("正在打包，好了会发邮件告诉你。")
        else:
            told = _("正在打包，好了可以在这里下载。")
        return self.done(told, "data")

    def show(self, refusal: DomainError | None = None) -> HttpResponse:
        fail_stale_exports()
        exports = DataExport.objects.filter(user=self.person)[:SHOWN]
        context = {"exports": exports, "refusal": refusal}
        status = refusal.status if refusal else 200
        return render(self.request, "accounts/me/data.html", context, status=status)


class ExportView(MeView):
    """Where the mail leads: the file itself."""

    def get(self, request: HttpRequest, export_id: int) -> HttpResponseBase:
        try:
            return export_answer(self.person, export_id)
        except DataExport.DoesNotExist as none:
            raise Http404 from none
        except DomainError as refusal:
            messages.warning(request, str(refusal))
            return redirect("me:data")
