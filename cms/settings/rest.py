"""Settings of the REST API: REST framework, its tokens and its schema."""

from datetime import timedelta

from cms.settings.environment import CLOCK_SKEW, env

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.door.api.authentication.TokenAuthentication",
        "accounts.door.api.authentication.SessionAuthentication",
    ],
    "DEFAULT_THROTTLE_RATES": {
        "lookup": env.rate("LOOKUP_RATE", default="60/min"),
        "account": env.rate("ACCOUNT_RATE", default="60/min"),
    },
    "DEFAULT_PERMISSION_CLASSES": [
        "rest_framework.permissions.IsAuthenticatedOrReadOnly"
    ],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["core.api.renderers.WholeCharactersRenderer"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "DEFAULT_PAGINATION_CLASS": "core.api.pagination.NewestFirstPagination",
    "EXCEPTION_HANDLER": "core.api.errors.exception_handler",
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(minutes=15),
    "USER_ID_CLAIM": "sub",
    "LEEWAY": CLOCK_SKEW,
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
