from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_fill_keys"),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="user",
            name="accounts_user_email_once",
        ),
        migrations.RemoveIndex(
            model_name="verificationcode",
            name="accounts_ve_target_0f44a0_idx",
        ),
        migrations.RemoveIndex(
            model_name="verificationcode",
            name="accounts_ve_address_1ea487_idx",
        ),
        migrations.RemoveIndex(
            model_name="verificationcode",
            name="accounts_ve_visitor_9b4d37_idx",
        ),
        # The column stays: the version before this one still writes it.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveField(
                    model_name="verificationcode",
                    name="address",
                ),
            ],
        ),
        migrations.AlterField(
            model_name="pendingsignup",
            name="email",
            field=models.EmailField(max_length=254),
        ),
        migrations.AddConstraint(
            model_name="user",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("email", ""), ("email_key__isnull", True)),
                    models.Q(
                        models.Q(("email", ""), _negated=True),
                        ("email_key__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="accounts_user_email_has_key",
            ),
        ),
        migrations.AlterField(
            model_name="pendingsignup",
            name="username_key",
            field=models.CharField(db_index=True, max_length=300),
        ),
    ]
