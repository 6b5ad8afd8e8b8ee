"""`manage.py reset_second_factor NAME`: for staff who lost phone, passkey and codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from accounts.models import User
from accounts.staff.services import remove_factors


class Command(BaseCommand):
    help = (
        "Removes the second factor of a person and signs them out everywhere; they "
        "set up a new one at their next visit to the admin."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("account", help="username, mobile number or mail address")

    def handle(self, *args: Any, account: str, **options: Any) -> None:
        user = User.objects.by_account(account)
        if user is None:
            raise CommandError(f"Nobody here is called {account}.")
        count = remove_factors(user=user)
        self.stdout.write(f"{user.username}: {count} removed, signed out everywhere.")
