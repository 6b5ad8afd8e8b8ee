"""Lists are cursor-paginated: `{"next", "previous", "results"}`."""

from rest_framework.pagination import CursorPagination


class NewestFirstPagination(CursorPagination):
    """Newest rows first, 20 a page, at most 100 on request (`?page_size=`)."""

    ordering = ("-created_at", "-pk")
    page_size = 20
    page_size_query_param = "page_size"
    max_page_size = 100
