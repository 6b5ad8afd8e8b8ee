"""What those who run the site ask it."""

from django.urls import path

from core.web.health import healthz, readyz

app_name = "health"
urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("readyz", readyz, name="readyz"),
]
