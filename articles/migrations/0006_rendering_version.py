"""Renderings say by which renderer they were made; those of today are due anew."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0005_readable_tags")]

    operations = [
        migrations.AddField(
            model_name="articlerendering",
            name="version",
            # In the database, so that processes still running the old code can write.
            field=models.IntegerField(db_default=0, db_index=True),
        ),
    ]
