"""An address of no site in particular leads to one place, whoever writes at once.

Wagtail's own constraint counts rows without a site as different, and its look-up fails
for two of them.
"""

from django.db import migrations

NAME = "home_one_redirect_an_address"


class Migration(migrations.Migration):
    dependencies = [
        ("home", "0005_workflow"),
        ("wagtailredirects", "0008_add_verbose_name_plural"),
    ]

    operations = [
        migrations.RunSQL(
            f"CREATE UNIQUE INDEX {NAME} ON wagtailredirects_redirect (old_path)"
            " WHERE site_id IS NULL",
            f"DROP INDEX {NAME}",
        )
    ]
