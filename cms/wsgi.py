"""WSGI entry point, served by gunicorn in production."""

import os

from django.core.wsgi import get_wsgi_application

from core.cautions import say_cautions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

from cms.warm import warm_up  # noqa: E402 its imports need Django set up

warm_up()
say_cautions()
