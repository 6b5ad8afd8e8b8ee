"""Settings of accounts: ways in, codes, text messages, human checks, social login."""

from typing import Any
from urllib.parse import urlsplit

from cms.settings.environment import SITE_URL, env


def _issuer(device: Any) -> str:
    from core.identity import site_name

    return site_name()


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
# What authenticator apps and passkeys call the site: its name today.
OTP_TOTP_ISSUER = _issuer
OTP_WEBAUTHN_RP_NAME_CALLABLE = "core.identity.site_name"
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False
SIGN_IN_PAUSE_MINUTES = 15
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = SIGN_IN_PAUSE_MINUTES / 60
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "accounts.limits.guessing.keep_answer"
AXES_CLIENT_IP_CALLABLE = "accounts.limits.visitors.client_network"
AXES_USERNAME_CALLABLE = "accounts.limits.guessing.axes_username"
# What was typed is nobody's business: it might be a number or a password.
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["account", "username", "password", "mobile", "email"]
AXES_VERBOSE = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.identity.password_rules.LengthValidator"},
    {"NAME": "accounts.identity.password_rules.GuessValidator"},
]
MOBILE_DEFAULT_REGION = env.str("MOBILE_DEFAULT_REGION", default="CN")
# A new version makes everybody agree again; each consent is kept with its date.
TERMS_VERSION = env.str("TERMS_VERSION", default="2026-11")
PRIVACY_VERSION = env.str("PRIVACY_VERSION", default="2026-11")
# Mainland sites let only people with a verified number comment and publish.
CONTRIBUTING_NEEDS_MOBILE = env.bool("CONTRIBUTING_NEEDS_MOBILE", default=False)
# How many of our own proxies stand in front and add to X-Forwarded-For.
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
# Codes and mails to what somebody typed: for one number or address, account,
# browser, network (IPv6 by /64); text messages of the whole site in 24 h, of which
# an error is logged at 80%.
SENDING_CAPS = {
    "target_day": env.int("SENDINGS_PER_TARGET", default=10),
    "account_day": env.int("SENDINGS_PER_ACCOUNT", default=10),
    "visitor_day": env.int("SENDINGS_PER_VISITOR", default=20),
    "network_hour": env.int("SENDINGS_PER_NETWORK_HOUR", default=30),
    "network_day": env.int("SENDINGS_PER_NETWORK", default=100),
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
