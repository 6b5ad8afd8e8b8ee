"""What machines ask a site for."""

from django.urls import path

from serving import robots, sitemap

app_name = "machines"
urlpatterns = [
    path("favicon.ico", robots.favicon, name="favicon"),
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemap.sitemap, name="sitemap"),
    path("sitemap-<str:section>.xml", sitemap.sitemap_section, name="sitemap_section"),
]
