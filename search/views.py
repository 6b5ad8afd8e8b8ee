from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wagtail.models import Locale

from search.kinds import KINDS
from search.services import known_kind, search


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&kind=&page=`: the same bytes for everyone, in the address's language.

    Whatever stands in the address, the answer is a page.
    """
    answer = search(
        known_kind(request.GET.get("kind")),
        request.GET.get("q", ""),
        Locale.get_active(),
        page=request.GET.get("page"),
    )
    context = {
        "query": answer.query,
        "kind": answer.kind,
        "kinds": [
            (name, kind.label, answer.counts[name]) for name, kind in KINDS.items()
        ],
        "page_of_results": answer.page,
        "has_query": bool(answer.words),
    }
    return render(request, "search/search.html", context)
