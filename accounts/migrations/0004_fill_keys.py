"""The key of every address there is, made by the one function that makes keys."""

from django.core.exceptions import ValidationError
from django.db import migrations

from accounts.emails import email_key, parse_email
from accounts.identifiers import target_key


def fill_keys(apps, schema_editor):
    User = apps.get_model("accounts", "User")
    taken = set()
    # Who proved the address first keeps it, should two spellings have one key.
    people = User.objects.exclude(email="").order_by("email_verified_at", "pk")
    for user in people.only("email").iterator():
        key, email = _keys_of(user.email)
        if not key or key in taken:
            email, key = "", None
        taken.add(key)
        User.objects.filter(pk=user.pk).update(email=email, email_key=key)
    _forget_waiting(apps)


def _keys_of(email):
    try:
        return email_key(email), parse_email(email)
    except ValidationError:
        return None, ""


def _forget_waiting(apps):
    """Codes live for minutes, links for a day: those without a key are dropped."""
    apps.get_model("accounts", "PendingSignUp").objects.filter(email_key="").delete()
    codes = apps.get_model("accounts", "VerificationCode").objects
    for code in codes.filter(target_key="").only("target").iterator():
        try:
            codes.filter(pk=code.pk).update(target_key=target_key(code.target))
        except ValidationError:
            codes.filter(pk=code.pk).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_keys_and_budget"),
    ]

    operations = [
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
    ]
