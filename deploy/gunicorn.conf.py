"""gunicorn: a few processes with threads, all from the environment."""

import os
from typing import Any

# This machine only: the proxy in front says who comes and that it was by HTTPS, and
# nobody may come past it. A container of its own listens to its network.
bind = f"{os.environ.get('BIND', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# Loaded once and forked: a worker that died is replaced in no time, not in ten seconds.
preload_app = True
timeout = 60
graceful_timeout = 30
keepalive = 15
# No client says where the site stands: `SITE_URL` has no path.
forwarder_headers = ""
# Leaks of C libraries stay small; the jitter keeps workers from ending together. Most
# requests are answered from what is kept, thousands a second, and leak nothing.
max_requests = 100_000
max_requests_jitter = 20_000
# Beats are files: on a disk that is slow they would look like hanging workers.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
errorlog = "-"


def post_fork(server: Any, worker: Any) -> None:
    """No process shares a connection with another, should loading have opened one."""
    from django.core.cache import caches
    from django.db import connections

    for connection in connections.all(initialized_only=True):
        # Forgotten, not closed: closing would say goodbye on the parent's line.
        connection.connection = None
    caches.close_all()
