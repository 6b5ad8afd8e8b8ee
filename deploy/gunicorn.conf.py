"""gunicorn: a few processes with threads, all from the environment."""

import os

bind = f"0.0.0.0:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
keepalive = 15
# Leaks of C libraries stay small; the jitter keeps workers from ending together.
max_requests = 2000
max_requests_jitter = 400
# Beats are files: on a disk that is slow they would look like hanging workers.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None
errorlog = "-"
