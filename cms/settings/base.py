"""Settings shared by every environment; what differs comes from the environment.

Each variable read here stands in `.env.example` with its default.
"""

from pathlib import Path
from typing import Any

from celery.schedules import crontab
from kombu import Queue
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry
from whitenoise.compress import Compressor

from cms.settings.accounts import *  # noqa: F403
from cms.settings.environment import *  # noqa: F403
from cms.settings.environment import BASE_DIR, S3_ENDPOINT_URL, VAR_DIR, env
from cms.settings.policies import *  # noqa: F403
from cms.settings.rest import *  # noqa: F403
from cms.settings.wagtail import *  # noqa: F403

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "cms",
    "demo",
    "home",
    "search",
    "transfer",
    "serving",
    "community.api",
    "community.follows",
    "articles",
    "images",
    "accounts",
    "core",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtailmarkdown",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "accounts.admin.apps.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "django_otp_webauthn",
    "drf_spectacular",
    "corsheaders",
    "drf_spectacular_sidecar",
    "django_filters",
    "django_structlog",
    "captcha",
    "social_django",
    "storages",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.policies.PolicyMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.middleware.PublicCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.DeviceMiddleware",
    "accounts.agreement.AgreementMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.staff.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.isolation.PageSightMiddleware",
    "articles.admin.bounds.BoundsMiddleware",
    "serving.redirects.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    # What a view raises comes here first.
    "core.answers.AnswerMiddleware",
    # Last: what it runs in its transaction is the view itself.
    "articles.admin.turns.PageTurnsMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------

# Empty is as good as absent: an env file may name it without a value.
DATABASES = {
    "default": env.database(
        "DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'renran.sqlite3'}"
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Readers never wait for the writer (WAL); a transaction takes the write
    # lock when it starts, so two writers queue up instead of failing midway.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = env.int("CONN_MAX_AGE", default=60)
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.address("REDIS_URL", "redis", "rediss", "unix")
# A cache that is down is a cache miss, never an error page, and one that hangs costs
# a page no more than this; then it is left alone for a moment, see core.breaker.
REDIS_SECONDS = 0.25
REDIS_OPTIONS = {
    "IGNORE_EXCEPTIONS": True,
    "SOCKET_CONNECT_TIMEOUT": REDIS_SECONDS,
    "SOCKET_TIMEOUT": REDIS_SECONDS,
    "REDIS_CLIENT_CLASS": "core.redis_client.WatchedRedis",
    "CONNECTION_POOL_KWARGS": {
        # Once more where the connection was only old; who hangs is not asked twice.
        "retry": Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        # No greetings: each would be waited for.
        "protocol": 2,
        "driver_info": None,
    },
}
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            "OPTIONS": REDIS_OPTIONS,
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# Not in the cache: one that was away would give back sessions that have ended since.
SESSION_ENGINE = "django.contrib.sessions.backends.db"

# --- Tasks ------------------------------------------------------------------

CELERY_BROKER_URL = env.str(
    "CELERY_BROKER_URL",
    default=REDIS_URL or f"sqla+sqlite:///{VAR_DIR / 'tasks.sqlite3'}",
)
# What a person waits for does not stand behind pictures and indexes, nor does the
# clock that looks for lost tasks. A worker without `-Q` takes from each in turn, one
# message at a time.
CELERY_TASK_QUEUES = (Queue("celery"), Queue("urgent"), Queue("clock"))
CELERY_TASK_ROUTES = {
    "accounts.tasks.send_code_task": {"queue": "urgent"},
    "core.mail.deliver_mail": {"queue": "urgent"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
# Workers have as many children as processors: codes and mails need one of them.
IMPORTS_AT_ONCE = env.int("IMPORTS_AT_ONCE", default=1, least=1)
# Who loses a child sends its task again; one that kills its third is given up.
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_RETRY_ON_WORKER_LOST = True
# Who publishes tries once: the row is tried again, see core.announcing.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 0}
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None  # a worker waits for its broker for ever
# A request waits no longer than this for a broker that is down; see core.announcing.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.1,
}
if CELERY_BROKER_URL.startswith("redis"):
    CELERY_BROKER_TRANSPORT_OPTIONS |= {
        "socket_connect_timeout": REDIS_SECONDS,
        "socket_timeout": REDIS_SECONDS,
        # What a dead worker held is delivered again after this. Tasks are found
        # sooner by their rows (core.announcing); a message too many does nothing.
        "visibility_timeout": 900,
    }
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# The library's own look takes what a client writes; accounts.receivers notes it.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
CELERY_BEAT_SCHEDULER = "core.clock:Clock"
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
# What repeats within a minute expires: a worker that was away catches up at once.
CELERY_BEAT_SCHEDULE: dict[str, dict[str, Any]] = {
    "announce-waiting": {
        "task": "core.tasks.announce_waiting_task",
        "schedule": 20.0,
        "options": {"expires": 60},
    },
    "settle-pages": {
        "task": "core.tasks.settle_pages_task",
        "schedule": 600.0,
    },
    "publish-scheduled": {
        "task": "articles.tasks.publish_scheduled_task",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "renew-renderings": {
        "task": "articles.tasks.renew_renderings_task",
        "schedule": 60.0,
    },
    "resume-imports": {
        "task": "transfer.tasks.resume_imports_task",
        "schedule": 20.0,
        "options": {"expires": 20},
    },
    "fail-unsent-codes": {
        "task": "accounts.tasks.fail_unsent_codes_task",
        "schedule": 60.0,
        "options": {"expires": 60},
    },
    "forget": {
        "task": "accounts.tasks.forget_task",
        "schedule": crontab(hour=4, minute=20),
    },
    "delete-accounts": {
        "task": "accounts.tasks.delete_due_accounts_task",
        "schedule": crontab(hour=3, minute=40),
    },
}
for _tick in CELERY_BEAT_SCHEDULE.values():
    _tick["options"] = {**_tick.get("options", {}), "queue": "clock"}
TASKS = {"default": {"BACKEND": "core.tasks.CeleryTaskBackend"}}

# --- Search -----------------------------------------------------------------

ELASTICSEARCH_URL = env.address("ELASTICSEARCH_URL", "http", "https")
if ELASTICSEARCH_URL:
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "search.backends.elasticsearch",
            "URLS": [ELASTICSEARCH_URL],
            "INDEX_PREFIX": env.str("ELASTICSEARCH_INDEX", default="renran_"),
            "TIMEOUT": 2,
        }
    }
else:
    WAGTAILSEARCH_BACKENDS = {
        "default": {"BACKEND": "search.backends.database", "SEARCH_CONFIG": "simple"}
    }

# --- Language ---------------------------------------------------------------

LANGUAGE_CODE = "zh-hans"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = WAGTAIL_I18N_ENABLED = True
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# --- Files ------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
# Only developers fetch source maps; squeezing them takes longer than all the rest.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
S3_BUCKET = env.str("S3_BUCKET", default="")
S3_PUBLIC_DOMAIN = env.str("S3_PUBLIC_DOMAIN", default="")
# Where nginx finds MEDIA_ROOT, marked `internal`; empty: Django sends files itself.
MEDIA_ACCEL_PREFIX = env.str("MEDIA_ACCEL_PREFIX", default="")
DEFAULT_STORAGE = (
    {
        "BACKEND": "core.storage.AskingStorage",
        "OPTIONS": {
            "endpoint_url": S3_ENDPOINT_URL or None,
            "bucket_name": S3_BUCKET,
            "access_key": env.str("S3_ACCESS_KEY", default=""),
            "secret_key": env.str("S3_SECRET_KEY", default=""),
            "file_overwrite": False,
        },
    }
    if S3_BUCKET
    else {"BACKEND": "django.core.files.storage.FileSystemStorage"}
)
STORAGES = {
    "default": DEFAULT_STORAGE,
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# --- Mail -------------------------------------------------------------------

EMAIL_BACKEND = "core.mail.QueuedEmailBackend"
# What finally sends a queued mail; a file under var/ needs no server.
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
EMAIL_URL = env.str("EMAIL_URL", default="")
if EMAIL_URL:
    vars().update(env.email("EMAIL_URL", backend=None))
    MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_BACKEND = "core.mail.QueuedEmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="renran@localhost")

# --- Safety -----------------------------------------------------------------

# Wagtail lifts it for its own preview frames.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# otp_webauthn.E031: browsers themselves refuse passkeys on what is not HTTPS.
SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E031"]

# --- Logs -------------------------------------------------------------------

LOG_LEVEL = env.level("LOG_LEVEL", default="INFO")
