"""Where settings come from: the environment, and a `.env` beside `manage.py`."""

from datetime import timedelta
from pathlib import Path

import environ

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

# The store of files, and where browsers may be sent for pictures.
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")

# How far the clocks of two servers of the site may be apart.
CLOCK_SKEW = timedelta(seconds=5)
