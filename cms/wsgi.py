"""WSGI entry point, served by gunicorn in production."""

import os

from django.core.wsgi import get_wsgi_application

from core.cautions import refuse_errors, say_cautions

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

site = get_wsgi_application()

from cms.warm import warm_up, with_page_cache  # noqa: E402 they need Django set up

refuse_errors()
warm_up()
application = with_page_cache(site)
say_cautions()
