from django.db import migrations, models
from django.db.models.functions import Now


class Migration(migrations.Migration):
    """Every new column has a default of the database: old code goes on writing."""

    dependencies = [("core", "0002_closed_pages")]

    operations = [
        migrations.AddField(
            "waitingtask",
            "due_at",
            models.DateTimeField(db_default=Now(), db_index=True),
        ),
        migrations.AddField(
            "waitingtask", "is_announced", models.BooleanField(db_default=False)
        ),
        migrations.AddField(
            "waitingtask", "deaths", models.PositiveSmallIntegerField(db_default=0)
        ),
        migrations.AddField(
            "waitingtask", "failures", models.PositiveSmallIntegerField(db_default=0)
        ),
        migrations.AddField(
            "waitingtask",
            "error",
            models.CharField(blank=True, db_default="", max_length=200),
        ),
        migrations.AddField(
            "waitingtask", "given_up_at", models.DateTimeField(null=True)
        ),
        migrations.CreateModel(
            name="SignOfLife",
            fields=[
                (
                    "name",
                    models.CharField(max_length=40, primary_key=True, serialize=False),
                ),
                ("seen_at", models.DateTimeField()),
            ],
        ),
    ]
