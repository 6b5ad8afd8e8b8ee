"""nginx before the site, as deploy/nginx.conf has it, without TLS."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from getpass import getuser
from pathlib import Path

from bench.servers import ROOT, Server, running

MAIN = """
daemon off;
user {user};
worker_processes 2;
pid {place}/nginx.pid;
error_log {place}/error.log;
events {{ worker_connections 256; }}
http {{
  include {types};
  access_log off;
  client_body_temp_path {place}/body;
  proxy_temp_path {place}/proxy;
  fastcgi_temp_path {place}/fastcgi;
  uwsgi_temp_path {place}/uwsgi;
  scgi_temp_path {place}/scgi;
{site}
}}
"""
TYPES = Path("/etc/nginx/mime.types")


def is_here() -> bool:
    return shutil.which("nginx") is not None and TYPES.exists()


@contextmanager
def nginx(place: Path, port: int, site: Server) -> Iterator[Server]:
    """nginx on `port` before `site`; below `/static/` the files that were collected."""
    place.mkdir()
    conf = place / "nginx.conf"
    # Its workers write below `place`, which is whose this process is.
    values = {"place": place, "types": TYPES, "user": getuser()}
    values["site"] = _site(place, port, site)
    conf.write_text(MAIN.format(**values))
    command = ["nginx", "-e", str(place / "error.log"), "-c", str(conf)]
    with running([*command, "-p", str(place)], port) as server:
        yield server


def _site(place: Path, port: int, site: Server) -> str:
    text = (ROOT / "deploy" / "nginx.conf").read_text()
    # The first of the two servers leads from http to https.
    before, _redirect, server = text.split("\nserver {", 2)
    lines = (ln for ln in server.splitlines() if "ssl_certificate" not in ln)
    text = "\n".join([before, "server {", *lines])
    for said, here in (
        ("listen 443 ssl http2;", f"listen 127.0.0.1:{port};"),
        ("127.0.0.1:8000", f"127.0.0.1:{site.port}"),
        ("server_name renran.example;", "server_name _;"),
        ("X-Forwarded-Proto $scheme", "X-Forwarded-Proto https"),
        ("/var/cache/nginx/renran", f"{place}/cache"),
        ("/srv/renran/staticfiles/", f"{ROOT}/staticfiles/"),
    ):
        if said not in text:
            raise SystemExit(f"deploy/nginx.conf does not say {said!r} any more")
        text = text.replace(said, here)
    return text
