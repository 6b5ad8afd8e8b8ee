"""A site that installed `requirements.txt` and nothing else has all it needs."""

import os
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
EVERYTHING = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "k4Jd-long-enough-and-random-looking-9sQw2ZpX7vLb0TnRf6",
    "ALLOWED_HOSTS": "renran.example",
    "SITE_URL": "https://renran.example",
    "DATABASE_URL": "postgres://renran@127.0.0.1:1/renran",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ELASTICSEARCH_URL": "http://127.0.0.1:1",
    "S3_BUCKET": "renran",
    "SMS_PROVIDERS": "tencent,aliyun,ronglian",
    "EMAIL_URL": "smtp://127.0.0.1:1",
}
# Touches every part that is loaded only when it is used, and connects to none.
PROGRAM = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in HIDDEN:
            raise ModuleNotFoundError(f"{name} is not in requirements.txt")

sys.meta_path.insert(0, Missing())
import django
django.setup()
from django.core.cache import caches
from django.core.files.storage import storages
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.urls import get_resolver
from django.core.mail import get_connection
from celery import current_app
from kombu.transport import get_transport_cls
from wagtail.search.backends import get_search_backends
import gunicorn.app.wsgiapp

current_app.loader.import_default_modules()
caches["default"].client
storages["default"].bucket_name
connection.Database
get_search_backends()
get_connection()
WSGIHandler()
assert get_resolver().reverse_dict
for scheme in ("redis", "sqla"):
    get_transport_cls(scheme)
print("complete")
"""


def names_in(file: str) -> set[str]:
    lines = (ROOT / file).read_text().splitlines()
    pins = [line for line in lines if line[:1].isalnum()]
    return {canonicalize_name(Requirement(line).name) for line in pins}


def hidden_modules() -> set[str]:
    """What only the requirements of developers bring."""
    installed = names_in("requirements.txt")
    return {
        module
        for module, names in packages_distributions().items()
        if not {canonicalize_name(name) for name in names} & installed
    } - {"pip", "setuptools", "_distutils_hack", "pkg_resources"}


def test_no_part_of_a_full_setup_is_missing(tmp_path):
    environment = {k: v for k, v in os.environ.items() if k not in EVERYTHING}
    done = subprocess.run(
        [sys.executable, "-c", f"HIDDEN = {sorted(hidden_modules())}\n{PROGRAM}"],
        cwd=ROOT,
        env=environment | EVERYTHING | {"VAR_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )

    assert (done.stdout.strip(), done.returncode) == ("complete", 0), done.stderr
