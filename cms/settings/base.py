"""Settings shared by every environment; what differs comes from the environment.

Each variable read here stands in `.env.example` with its default.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import environ
from celery.schedules import crontab
from kombu import Queue
from whitenoise.compress import Compressor

BASE_DIR = Path(__file__).resolve().parent.parent.parent
env = environ.Env()
environ.Env.read_env(BASE_DIR / ".env")

VAR_DIR = Path(env.str("VAR_DIR", default=str(BASE_DIR / "var")))
VAR_DIR.mkdir(parents=True, exist_ok=True)

SECRET_KEY = env.str("SECRET_KEY", default="")
DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")

INSTALLED_APPS = [
    "cms",
    "home",
    "search",
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
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django_structlog.middlewares.RequestMiddleware",
    "core.middleware.PublicCacheMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "core.middleware.AddressLocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.DeviceMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "accounts.staff.middleware.SecondFactorMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.admin.isolation.PageSightMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "axes.middleware.AxesMiddleware",
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
DATABASE_URL = env.str("DATABASE_URL", default="")
DATABASES = {
    "default": env.db_url_config(
        DATABASE_URL or f"sqlite:///{VAR_DIR / 'renran.sqlite3'}"
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

REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL:
    CACHES = {
        "default": {
            "BACKEND": "django_redis.cache.RedisCache",
            "LOCATION": REDIS_URL,
            # A cache that is down is a cache miss, never an error page.
            "OPTIONS": {"IGNORE_EXCEPTIONS": True, "SOCKET_CONNECT_TIMEOUT": 1},
        }
    }
else:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DJANGO_REDIS_LOG_IGNORED_EXCEPTIONS = True
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"

# --- Tasks ------------------------------------------------------------------

CELERY_BROKER_URL = env.str(
    "CELERY_BROKER_URL",
    default=REDIS_URL or f"sqla+sqlite:///{VAR_DIR / 'tasks.sqlite3'}",
)
# What a person waits for does not stand behind pictures and indexes. A worker
# without `-Q` takes from both in turn, one message at a time.
CELERY_TASK_QUEUES = (Queue("celery"), Queue("urgent"))
CELERY_TASK_ROUTES = {
    "accounts.tasks.send_code_task": {"queue": "urgent"},
    "core.mail.deliver_mail": {"queue": "urgent"},
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_TIME_LIMIT = 600
CELERY_TIMEZONE = "Asia/Shanghai"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE_FILENAME = str(VAR_DIR / "beat-schedule")
CELERY_BEAT_SCHEDULE = {
    "publish-scheduled": {
        "task": "articles.tasks.publish_scheduled_task",
        "schedule": 60.0,
    },
    "resume-imports": {
        "task": "articles.tasks.resume_imports_task",
        "schedule": 60.0,
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
TASKS = {"default": {"BACKEND": "core.tasks.CeleryTaskBackend"}}

# --- Search -----------------------------------------------------------------

ELASTICSEARCH_URL = env.str("ELASTICSEARCH_URL", default="")
if ELASTICSEARCH_URL:
    WAGTAILSEARCH_BACKENDS = {
        "default": {
            "BACKEND": "search.backends.elasticsearch",
            "URLS": [ELASTICSEARCH_URL],
            "INDEX_PREFIX": env.str("ELASTICSEARCH_INDEX", default="renran_"),
            "TIMEOUT": 5,
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
S3_ENDPOINT_URL = env.str("S3_ENDPOINT_URL", default="")
S3_BUCKET = env.str("S3_BUCKET", default="")
DEFAULT_STORAGE = (
    {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "endpoint_url": S3_ENDPOINT_URL or None,
            "bucket_name": S3_BUCKET,
            "access_key": env.str("S3_ACCESS_KEY", default=""),
            "secret_key": env.str("S3_SECRET_KEY", default=""),
            "custom_domain": env.str("S3_PUBLIC_DOMAIN", default="") or None,
            "file_overwrite": False,
            "querystring_auth": False,
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

# --- People -----------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTHENTICATION_BACKENDS = [
    # First: it stops who has failed too often before any password is looked at.
    "axes.backends.AxesBackend",
    "accounts.backends.AccountBackend",
]
# Whether staff must prove a second factor before the admin opens.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=False)
OTP_TOTP_ISSUER = "荏苒 Renran"
OTP_WEBAUTHN_RP_NAME = "荏苒 Renran"
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
SIGN_IN_PAUSE_MINUTES = 15
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = SIGN_IN_PAUSE_MINUTES / 60
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.services.guessing.keep_answer"
AXES_CLIENT_IP_CALLABLE = "accounts.visitors.client_address"
AXES_USERNAME_CALLABLE = "accounts.services.guessing.axes_username"
# What was typed is nobody's business: it might be a number or a password.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["account", "username", "password", "mobile", "email"]
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.LengthValidator"},
    {"NAME": "accounts.passwords.GuessValidator"},
    # 20,000 passwords most often seen in leaks.
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
MOBILE_DEFAULT_REGION = env.str("MOBILE_DEFAULT_REGION", default="CN")
# A new version makes everybody agree again; each consent is kept with its date.
TERMS_VERSION = env.str("TERMS_VERSION", default="2026-11")
PRIVACY_VERSION = env.str("PRIVACY_VERSION", default="2026-11")
# Mainland sites let only people with a verified number comment and publish.
CONTRIBUTING_NEEDS_MOBILE = env.bool("CONTRIBUTING_NEEDS_MOBILE", default=False)
# How many of our own proxies stand in front and add to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Codes by SMS and mail: for one number or address, browser, IP address; text
# messages of the whole site in 24 h, of which an error is logged at 80%.
CODE_CAPS = {
    "target_day": env.int("CODES_PER_TARGET", default=10),
    "visitor_day": env.int("CODES_PER_VISITOR", default=20),
    "address_hour": env.int("CODES_PER_ADDRESS_HOUR", default=30),
    "address_day": env.int("CODES_PER_ADDRESS", default=100),
    "site_day": env.int("SMS_BUDGET", default=5000),
}

# --- Text messages and human verification ------------------------------------

# Tried in this order: console, tencent, aliyun, ronglian.
SMS_PROVIDERS = env.list("SMS_PROVIDERS", default=["console"])
SMS_TIMEOUT = 5
# The order in which templates count their parameters (Tencent, Ronglian).
SMS_TEMPLATE_PARAMS = env.list("SMS_TEMPLATE_PARAMS", default=["code", "minutes"])
TENCENT_SECRET_ID = env.str("TENCENT_SECRET_ID", default="")
TENCENT_SECRET_KEY = env.str("TENCENT_SECRET_KEY", default="")
SMS_TENCENT_APP_ID = env.str("SMS_TENCENT_APP_ID", default="")
SMS_TENCENT_SIGN = env.str("SMS_TENCENT_SIGN", default="")
SMS_TENCENT_TEMPLATES = env.dict("SMS_TENCENT_TEMPLATES", default={})
SMS_TENCENT_REGION = env.str("SMS_TENCENT_REGION", default="ap-guangzhou")
SMS_TENCENT_ENDPOINT = env.str(
    "SMS_TENCENT_ENDPOINT", default="https://sms.tencentcloudapi.com"
)
SMS_ALIYUN_ACCESS_KEY_ID = env.str("SMS_ALIYUN_ACCESS_KEY_ID", default="")
SMS_ALIYUN_ACCESS_KEY_SECRET = env.str("SMS_ALIYUN_ACCESS_KEY_SECRET", default="")
SMS_ALIYUN_SIGN = env.str("SMS_ALIYUN_SIGN", default="")
SMS_ALIYUN_TEMPLATES = env.dict("SMS_ALIYUN_TEMPLATES", default={})
SMS_ALIYUN_ENDPOINT = env.str(
    "SMS_ALIYUN_ENDPOINT", default="https://dysmsapi.aliyuncs.com"
)
SMS_RONGLIAN_ACCOUNT_SID = env.str("SMS_RONGLIAN_ACCOUNT_SID", default="")
SMS_RONGLIAN_AUTH_TOKEN = env.str("SMS_RONGLIAN_AUTH_TOKEN", default="")
SMS_RONGLIAN_APP_ID = env.str("SMS_RONGLIAN_APP_ID", default="")
SMS_RONGLIAN_TEMPLATES = env.dict("SMS_RONGLIAN_TEMPLATES", default={})
SMS_RONGLIAN_ENDPOINT = env.str(
    "SMS_RONGLIAN_ENDPOINT", default="https://app.cloopen.com:8883"
)

# altcha (a sum the browser does, no service), tencent, or off.
HUMAN_PROVIDER = env.str("HUMAN_PROVIDER", default="altcha")
# With tencent: whether letters in a picture are accepted too. Altcha always has
# them, for browsers without JavaScript.
HUMAN_PICTURE_FALLBACK = env.bool("HUMAN_PICTURE_FALLBACK", default=True)
# The sum: rounds of PBKDF2 in each of about 150 tries; a phone needs a second or so.
HUMAN_COST = env.int("HUMAN_COST", default=15000)
HUMAN_TENCENT_APP_ID = env.int("HUMAN_TENCENT_APP_ID", default=0)
HUMAN_TENCENT_APP_SECRET = env.str("HUMAN_TENCENT_APP_SECRET", default="")
HUMAN_TENCENT_ENDPOINT = env.str(
    "HUMAN_TENCENT_ENDPOINT", default="https://captcha.tencentcloudapi.com"
)
HUMAN_TENCENT_SCRIPT = env.str(
    "HUMAN_TENCENT_SCRIPT", default="https://turing.captcha.qcloud.com/TJCaptcha.js"
)
CAPTCHA_TIMEOUT = 10  # minutes
CAPTCHA_FONT_SIZE = 40
CAPTCHA_IMAGE_SIZE = (380, 104)  # drawn twice as large as it is shown
CAPTCHA_LETTER_ROTATION = (-20, 20)
CAPTCHA_BACKGROUND_COLOR = "#f7f6f2"
CAPTCHA_FOREGROUND_COLOR = "#28486b"
CAPTCHA_NOISE_FUNCTIONS = ("accounts.human.picture.strokes",)

# --- Social login -----------------------------------------------------------

# A provider is offered where both its key and its secret are set.
SOCIAL_AUTH_QQ_KEY = env.str("SOCIAL_QQ_KEY", default="")
SOCIAL_AUTH_QQ_SECRET = env.str("SOCIAL_QQ_SECRET", default="")
# unionid is the same in all apps of one owner, who has to apply for it at QQ;
# openid needs nothing. Never change it once people have signed in.
SOCIAL_AUTH_QQ_ID_KEY = env.str("SOCIAL_QQ_ID_KEY", default="unionid")
SOCIAL_AUTH_WEIBO_KEY = env.str("SOCIAL_WEIBO_KEY", default="")
SOCIAL_AUTH_WEIBO_SECRET = env.str("SOCIAL_WEIBO_SECRET", default="")
SOCIAL_AUTH_WEIXIN_KEY = env.str("SOCIAL_WEIXIN_KEY", default="")
SOCIAL_AUTH_WEIXIN_SECRET = env.str("SOCIAL_WEIXIN_SECRET", default="")
SOCIAL_AUTH_WEIXIN_ID_KEY = "unionid"
SOCIAL_AUTH_GITHUB_KEY = env.str("SOCIAL_GITHUB_KEY", default="")
SOCIAL_AUTH_GITHUB_SECRET = env.str("SOCIAL_GITHUB_SECRET", default="")
SOCIAL_AUTH_GOOGLE_KEY = env.str("SOCIAL_GOOGLE_KEY", default="")
SOCIAL_AUTH_GOOGLE_SECRET = env.str("SOCIAL_GOOGLE_SECRET", default="")
# Where apps may have people sent back to, besides the site's own address.
SOCIAL_APP_REDIRECTS = env.list("SOCIAL_APP_REDIRECTS", default=[])
# Apart from Django's: what people type at the door never reaches these.
SOCIAL_AUTH_AUTHENTICATION_BACKENDS = [
    "accounts.social.backends.QQ",
    "accounts.social.backends.Weibo",
    "accounts.social.backends.Weixin",
    "accounts.social.backends.GitHub",
    "accounts.social.backends.Google",
]
SOCIAL_AUTH_PIPELINE = [
    "social_core.pipeline.social_auth.social_uid",
    "accounts.social.pipeline.take_identity",
]
SOCIAL_AUTH_STATE_LIFETIME = 15 * 60  # seconds
SOCIAL_AUTH_REQUESTS_TIMEOUT = 5  # seconds
# Tests only: one address of this machine that stands for every provider.
SOCIAL_AUTH_GATEWAY = ""

# --- Mail -------------------------------------------------------------------

EMAIL_BACKEND = "core.mail.QueuedEmailBackend"
# What finally sends a queued mail; a file under var/ needs no server.
MAIL_DELIVERY_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
EMAIL_TIMEOUT = 10
if env.str("EMAIL_URL", default=""):
    vars().update(env.email("EMAIL_URL", backend=None))
    MAIL_DELIVERY_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_BACKEND = "core.mail.QueuedEmailBackend"
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="renran@localhost")

# --- Wagtail ----------------------------------------------------------------

WAGTAIL_SITE_NAME = "荏苒"
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILIMAGES_IMAGE_MODEL = "images.CustomImage"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "epub",
    "md",
    "pdf",
    "pptx",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILEMBEDS_RESPONSIVE_HTML = True
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# Names of files in the system's folder that are no zones: browsers refuse them.
WAGTAIL_USER_TIME_ZONES = sorted(
    available_timezones() - {"Factory", "localtime", "posixrules"}
)
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "accounts:login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/"
WAGTAILAPI_LIMIT_MAX = 100
WAGTAILAPI_BASE_URL = SITE_URL
TAGGIT_CASE_INSENSITIVE = True
WAGTAILMARKDOWN = {"autodownload_fontawesome": False}

# --- REST -------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.api.authentication.TokenAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "lookup": env.str("LOOKUP_RATE", default="60/min"),
        "account": env.str("ACCOUNT_RATE", default="60/min"),
    },
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticatedOrReadOnly"
    ],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.NewestFirstPagination",
    "EXCEPTION_HANDLER": "core.api.errors.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "USER_ID_CLAIM": "sub",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Renran API",
    "DESCRIPTION": "荏苒 REST API",
    "VERSION": "1.0.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    # It would read every address of the site; `make check` compares the schema itself.
    "ENABLE_DJANGO_DEPLOY_CHECK": False,
    "SERVE_URLCONF": "cms.api_v1",
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "core.api.schema.describe_refusals",
    ],
    "SCHEMA_PATH_PREFIX_INSERT": "/api/v1",
}

# --- Safety -----------------------------------------------------------------

# Wagtail lifts it for its own preview frames.
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
# otp_webauthn.E031: browsers themselves refuse passkeys on what is not HTTPS.
SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E031"]

# --- Logs -------------------------------------------------------------------

LOG_LEVEL = env.str("LOG_LEVEL", default="INFO")
