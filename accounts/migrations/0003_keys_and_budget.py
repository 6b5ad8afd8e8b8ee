from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0002_deletionrequest_begun_at"),
    ]

    operations = [
        migrations.CreateModel(
            name="Sending",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True,
                        primary_key=True,
                        serialize=False,
                        verbose_name="ID",
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("code", "Code"),
                            ("activation", "Activation"),
                            ("reset", "Reset"),
                            ("email", "Email Change"),
                        ],
                        max_length=10,
                    ),
                ),
                ("target_key", models.CharField(max_length=254)),
                ("account", models.BigIntegerField(null=True)),
                ("visitor", models.CharField(blank=True, max_length=32)),
                ("network", models.CharField(blank=True, max_length=45)),
                ("costs_money", models.BooleanField(default=False)),
                ("created_at", models.DateTimeField(auto_now_add=True, db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="ThrottleWindow",
            fields=[
                (
                    "key",
                    models.CharField(max_length=100, primary_key=True, serialize=False),
                ),
                ("stamps", models.JSONField(default=list)),
                ("updated_at", models.DateTimeField(auto_now=True, db_index=True)),
            ],
        ),
        migrations.AddField(
            model_name="pendingsignup",
            name="email_key",
            field=models.CharField(db_default="", db_index=True, max_length=254),
        ),
        migrations.AddField(
            model_name="user",
            name="email_key",
            field=models.CharField(
                blank=True, editable=False, max_length=254, null=True, unique=True
            ),
        ),
        migrations.AddField(
            model_name="verificationcode",
            name="target_key",
            field=models.CharField(db_default="", max_length=254),
        ),
        migrations.AddIndex(
            model_name="verificationcode",
            index=models.Index(
                fields=["target_key", "-created_at"],
                name="accounts_ve_target__e5427b_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(
                fields=["target_key", "-created_at"],
                name="accounts_se_target__69735a_idx",
            ),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(
                fields=["network", "-created_at"], name="accounts_se_network_46a4d0_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(
                fields=["visitor", "-created_at"], name="accounts_se_visitor_9b4e48_idx"
            ),
        ),
        migrations.AddIndex(
            model_name="sending",
            index=models.Index(
                fields=["account", "-created_at"], name="accounts_se_account_8a93bf_idx"
            ),
        ),
        migrations.AddField(
            model_name="pendingsignup",
            name="visitor",
            field=models.CharField(db_default="", max_length=32),
        ),
    ]
