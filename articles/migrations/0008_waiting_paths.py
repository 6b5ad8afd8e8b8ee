from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_source_price")]

    operations = [
        migrations.AddField(
            "importedpost", "waiting_paths", models.JSONField(null=True)
        )
    ]
