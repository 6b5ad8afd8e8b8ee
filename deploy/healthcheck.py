"""Exit code 0 when the site in this container answers /healthz, else 1.

Standard library only. Asks under an allowed host name, as a reader would, and as
if over TLS, so that the redirect to HTTPS does not answer in its place.
"""

import http.client
import os
import sys


def host_name() -> str:
    """The first of `ALLOWED_HOSTS` that is a name and no pattern."""
    for name in os.environ.get("ALLOWED_HOSTS", "").split(","):
        if (name := name.strip().lstrip(".")) and "*" not in name:
            return name
    return "localhost"


def is_healthy(port: int) -> bool:
    bound = os.environ.get("BIND", "")
    where = "127.0.0.1" if bound in ("", "0.0.0.0", "::") else bound  # noqa: S104
    connection = http.client.HTTPConnection(where, port, timeout=4)
    headers = {"Host": host_name(), "X-Forwarded-Proto": "https"}
    try:
        connection.request("GET", "/healthz", headers=headers)
        return connection.getresponse().status == 200
    except OSError:
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    sys.exit(0 if is_healthy(int(os.environ.get("PORT", "8000"))) else 1)
