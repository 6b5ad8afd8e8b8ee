from django.urls import path

from community.blocks.api.views import BlocksView, BlockView

app_name = "blocks_api"
urlpatterns = [
    path("me/blocks/", BlocksView.as_view(), name="me_blocks"),
    path("me/blocks/<str:username>/", BlockView.as_view(), name="me_block"),
]
