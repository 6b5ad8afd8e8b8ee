import re

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from wagtail.models import Locale

from core.caching.making import NOTHING_LIFE, SHORT_LIFE, public, public_view
from search.analysis import MAX_QUERY
from search.kinds import KINDS
from search.services import known_kind, search

PARAMS = ("q", "kind", "page")
CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


@require_safe
@public_view("site", params=PARAMS, life=SHORT_LIFE)
def search_page(request: HttpRequest) -> HttpResponse:
    """`/search/?q=&kind=&page=`: the same bytes for everyone, in the address's language.

    Whatever stands in the address, the answer is a page.
    """
    typed = request.GET.get("q", "")
    answer = search(
        known_kind(request.GET.get("kind")),
        typed,
        Locale.get_active(),
        page=request.GET.get("page"),
    )
    if not answer.page.paginator.count:
        # What was published a moment ago is in the index a moment later.
        public(request, params=PARAMS, life=NOTHING_LIFE)
    context = {
        # In the box stands what was typed, not what the index is asked for.
        "query": CONTROLS.sub(" ", typed).strip()[:MAX_QUERY],
        "kind": answer.kind,
        "kinds": [
            (name, kind.label, answer.counts[name]) for name, kind in KINDS.items()
        ],
        "page_of_results": answer.page,
        "has_query": bool(answer.words),
    }
    return render(request, "search/search.html", context)
