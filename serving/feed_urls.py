"""Feeds: of the site, and below the address of every page that lists articles."""

from django.urls import re_path

from serving import feeds

NAME = r"(?P<name>feed\.xml|atom\.xml|feed\.json)$"

app_name = "feeds"
urlpatterns = [
    re_path(rf"^{NAME}", feeds.site_feed, name="site"),
    re_path(rf"^(?P<path>(?:[\w\-]+/)+){NAME}", feeds.serve_feed, name="page"),
]
