from django.db import migrations, models
from django.db.models import Min


def drop_equal_ones(apps, schema_editor):
    """Going back: what waits twice would not fit under the constraint."""
    rows = apps.get_model("core", "WaitingTask").objects
    first = rows.values("digest").annotate(first=Min("pk")).values("first")
    rows.exclude(pk__in=list(first.values_list("first", flat=True))).delete()


class Migration(migrations.Migration):
    dependencies = [("core", "0003_tasks_are_rows_first")]

    operations = [
        migrations.AlterField(
            "waitingtask", "digest", models.CharField(db_index=True, max_length=64)
        ),
        # Last, so that it comes first on the way back.
        migrations.RunPython(migrations.RunPython.noop, drop_equal_ones, elidable=True),
    ]
