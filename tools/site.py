"""The development site in one process: database, demo library, then the server.

One process for the three, because importing Django and Wagtail takes longer
than anything else a second `make run` does.

`python -m tools.site ADDRESS:PORT`
"""

import os
import sys

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor


def needs_migration() -> bool:
    """Asking is a tenth of what an empty `migrate` costs with all its signals."""
    executor = MigrationExecutor(connection)
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def wants_demo() -> bool:
    """Only a site without any article gets one, and `DEMO=0` keeps it empty."""
    from articles.models import ArticlePage

    return os.environ.get("DEMO") != "0" and not ArticlePage.objects.exists()


def tell(message: str) -> None:
    sys.stdout.write(f"{message}\n")
    sys.stdout.flush()


def main(address: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    if needs_migration():
        tell("Bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    from serving.site_address import follow_site_url

    follow_site_url()
    if wants_demo():
        tell("Writing the demo library …")
        call_command("load_demo")
    call_command("runserver", address, use_reloader=False, skip_checks=True)


if __name__ == "__main__":
    main(sys.argv[1])
