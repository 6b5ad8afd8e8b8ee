"""Keys of usernames by the rule of today: what nobody sees does not count, I is an l."""

import unicodedata

from confusable_homoglyphs.confusables import confusables_data

from django.db import migrations
from django.db.models import F, Value
from django.db.models.functions import Concat

from accounts.usernames import username_key

BATCH = 500


def key_before(name):
    """`username_key` as it was, for the way back."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    skeleton = "".join(_prototype_before(letter) for letter in folded)
    return unicodedata.normalize("NFC", skeleton)


def _prototype_before(letter):
    if letter.isascii() and letter not in "01m":
        return letter
    for twin in confusables_data.get(letter, ()):
        shape = str(twin["c"]).casefold()
        if shape.isascii() and shape.isalpha():
            return shape
    return letter


def plan(people, make_key):
    """The key of each of `people`, [(pk, username, key)] in the order of their age.

    Of several who look alike now the oldest has the key. The others keep theirs, sign
    in by their name as it is written, and nobody can take either.
    """
    keeps = {}
    while True:
        taken, moves, losers = set(keeps.values()), {}, {}
        for pk, username, key in people:
            if pk in keeps:
                continue
            wanted = make_key(username)
            if wanted in taken:
                losers[pk] = key
            else:
                taken.add(wanted)
                moves[pk] = wanted
        if not losers:
            return {**moves, **keeps}
        keeps |= losers


def _rekey(apps, make_key):
    User = apps.get_model("accounts", "User")
    rows = User.objects.order_by("date_joined", "pk")
    people = list(rows.values_list("pk", "username", "username_key"))
    keys = plan(people, make_key)
    changed = [pk for pk, _username, key in people if keys[pk] != key]
    # All make room first: one's new key may be another's old one. No key has a blank.
    for start in range(0, len(changed), BATCH):
        batch = User.objects.filter(pk__in=changed[start : start + BATCH])
        batch.update(username_key=Concat(Value(" "), F("username_key")))
    for start in range(0, len(changed), BATCH):
        User.objects.bulk_update(
            [User(pk=pk, username_key=keys[pk]) for pk in changed[start:][:BATCH]],
            ["username_key"],
        )
    waiting = apps.get_model("accounts", "PendingSignUp").objects
    for row in waiting.only("username").iterator():
        waiting.filter(pk=row.pk).update(username_key=make_key(row.username))


def forwards(apps, schema_editor):
    _rekey(apps, username_key)


def backwards(apps, schema_editor):
    _rekey(apps, key_before)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_one_rule_a_field"),
    ]

    operations = [
        migrations.RunPython(forwards, backwards),
    ]
