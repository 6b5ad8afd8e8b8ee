"""Whether migrations can run while the previous version still serves readers.

Asks django-migration-linter about our own apps; the first migrations of an app
are left out, since nothing runs before them.
"""

import sys

from django_migration_linter import MigrationLinter

import django
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import AddField
from django.db.models import Field

from tools.environment import ROOT


def own_apps() -> list[str]:
    """Labels of the apps of this repository; the environment may lie inside it."""
    return [
        config.label
        for config in apps.get_app_configs()
        if config.path.startswith(str(ROOT)) and "site-packages" not in config.path
    ]


def unsafe_fields() -> list[str]:
    """New columns of old tables that rows of the previous version could not fill."""
    labels = own_apps()
    loader = MigrationLoader(None)
    return [
        f"{label}.{name}: {step.model_name}.{step.name}"
        for (label, name), migration in sorted(loader.disk_migrations.items())
        if label in labels and not name.startswith(("0001_", "0002_initial"))
        for step in migration.operations
        if isinstance(step, AddField) and _needs_a_value(step.field)
    ]


def _needs_a_value(field: Field) -> bool:
    is_column = not field.many_to_many
    return is_column and not field.null and not field.has_db_default()


def main() -> int:
    django.setup()
    linter = MigrationLinter(
        str(ROOT),
        include_apps=own_apps(),
        ignore_initial_migrations=True,
        # SQLite, which it reads, makes a table anew for every change, which looks like
        # a new NOT NULL; `unsafe_fields` looks at the migrations themselves.
        exclude_migration_tests=("NOT_NULL",),
        no_cache=True,
        quiet=["ok", "ignore"],
    )
    linter.lint_all_migrations()
    linter.print_summary()
    unsafe = unsafe_fields()
    for name in unsafe:
        print(f"(ERR) {name}: NOT NULL without db_default; the version before breaks")
    return 1 if linter.has_errors or unsafe else 0


if __name__ == "__main__":
    sys.exit(main())
