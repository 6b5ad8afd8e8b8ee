"""Who moderates or pays out works for the site, and has a right that says so."""

from importlib import import_module

from django.db import migrations

get_permission = import_module("home.migrations.0004_roles").get_permission
RIGHT = ("accounts", "user", "work_for_site", "Works for the site")
ROLES = ("社区管理员", "财务")


def give(apps, schema_editor):
    right = get_permission(apps, *RIGHT)
    for group in apps.get_model("auth.Group").objects.filter(name__in=ROLES):
        group.permissions.add(right)


def take(apps, schema_editor):
    right = get_permission(apps, *RIGHT)
    for group in apps.get_model("auth.Group").objects.filter(name__in=ROLES):
        group.permissions.remove(right)


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_workflow"),
        ("accounts", "0006_agreed_to"),
    ]

    operations = [migrations.RunPython(give, take)]
