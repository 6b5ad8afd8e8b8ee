"""Short permanent codes: seven characters that are hard to misread."""

import secrets

# Base 58: no 0/O, no 1/l/I.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
LENGTH = 7


def new_code() -> str:
    """A random code; the unique column decides the one-in-a-trillion clash."""
    return "".join(secrets.choice(ALPHABET) for _i in range(LENGTH))
