"""Settings shared by every environment; what differs comes from the environment.

Each variable read here stands in `.env.example` with its default.
"""

from pathlib import Path

from whitenoise.compress import Compressor

from cms.settings.accounts import *  # noqa: F403
from cms.settings.cache import *  # noqa: F403
from cms.settings.environment import *  # noqa: F403
from cms.settings.environment import BASE_DIR, S3_ENDPOINT_URL, VAR_DIR, env
from cms.settings.policies import *  # noqa: F403
from cms.settings.rest import *  # noqa: F403
from cms.settings.tasks import *  # noqa: F403
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
    "community.blocks",
    "articles",
    "notifications",
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
    "core.web.policies.PolicyMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.web.middleware.PublicCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.web.middleware.AddressLocaleMiddleware",
    "core.web.sites.SiteMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.devices.middleware.DeviceMiddleware",
    "accounts.door.middleware.AgreementMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.staff.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.isolation.PageSightMiddleware",
    "articles.admin.bounds.BoundsMiddleware",
    "serving.redirects.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
    # What a view raises comes here first.
    "core.web.answers.AnswerMiddleware",
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
# The library's own look takes what a client writes; accounts.devices.receivers notes it.
DJANGO_STRUCTLOG_IP_LOGGING_ENABLED = False
