"""Whether migrations can run while the previous version still serves readers.

Asks django-migration-linter about our own apps; the first migrations of an app
are left out, since nothing runs before them.
"""

import sys

from django_migration_linter import MigrationLinter

import django
from django.apps import apps

from tools.environment import ROOT

# Looked at by hand, because SQLite, which the linter reads, makes a table anew where
# PostgreSQL only adds a column with a default, or one that is null and unique.
REVIEWED = ("0003_keys_and_budget", "0005_keys_decide")


def own_apps() -> list[str]:
    """Labels of the apps of this repository; the environment may lie inside it."""
    return [
        config.label
        for config in apps.get_app_configs()
        if config.path.startswith(str(ROOT)) and "site-packages" not in config.path
    ]


def main() -> int:
    django.setup()
    linter = MigrationLinter(
        str(ROOT),
        include_apps=own_apps(),
        ignore_initial_migrations=True,
        ignore_name=REVIEWED,
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    linter.print_summary()
    return 1 if linter.has_errors else 0


if __name__ == "__main__":
    sys.exit(main())
