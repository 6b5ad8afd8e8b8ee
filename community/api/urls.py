"""What the community features answer below `/api/v1/`."""

from django.urls import path

from articles.api.views import PaidPartView
from community.api.state import StateView

app_name = "community_api"
urlpatterns = [
    path("me/state/", StateView.as_view(), name="me_state"),
    path(
        "articles/<int:article_id>/paid/", PaidPartView.as_view(), name="articles_paid"
    ),
]
