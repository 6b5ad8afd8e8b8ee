"""Prints the cookie of a reader who is signed in: `python -m bench.signed_in`.

The account is one of the authors that `bench.library` made.
"""

import os

import django


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.dev")
    django.setup()
    from django.conf import settings
    from django.test import Client

    from accounts.models import User

    client = Client()
    client.force_login(
        User.objects.get(username="bench00"), settings.AUTHENTICATION_BACKENDS[0]
    )
    print(
        "; ".join(f"{cookie.key}={cookie.value}" for cookie in client.cookies.values())
    )


if __name__ == "__main__":
    main()
