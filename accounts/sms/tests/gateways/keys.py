"""Keys both sides share in tests, as settings of the site."""

from typing import Any

TENCENT_KEYS = {"TENCENT_SECRET_ID": "AKIDtest", "TENCENT_SECRET_KEY": "tencent-key"}

SETTINGS: dict[str, dict[str, Any]] = {
    "tencent": {
        **TENCENT_KEYS,
        "SMS_TENCENT_APP_ID": "1400006666",
        "SMS_TENCENT_SIGN": "荏苒",
        "SMS_TENCENT_TEMPLATES": {"code": "1110", "code.en": "1111"},
    },
    "aliyun": {
        "SMS_ALIYUN_ACCESS_KEY_ID": "LTAItest",
        "SMS_ALIYUN_ACCESS_KEY_SECRET": "aliyun-secret",
        "SMS_ALIYUN_SIGN": "荏苒",
        "SMS_ALIYUN_TEMPLATES": {"code": "SMS_2220"},
    },
    "ronglian": {
        "SMS_RONGLIAN_ACCOUNT_SID": "8aaf07087fe90a32",
        "SMS_RONGLIAN_AUTH_TOKEN": "ronglian-token",
        "SMS_RONGLIAN_APP_ID": "8aaf07087fe90app",
        "SMS_RONGLIAN_TEMPLATES": {"code": "1"},
    },
    "captcha": {
        **TENCENT_KEYS,
        "HUMAN_TENCENT_APP_ID": 199999164,
        "HUMAN_TENCENT_APP_SECRET": "captcha-secret",
    },
}
ENDPOINTS = {
    "tencent": "SMS_TENCENT_ENDPOINT",
    "aliyun": "SMS_ALIYUN_ENDPOINT",
    "ronglian": "SMS_RONGLIAN_ENDPOINT",
    "captcha": "HUMAN_TENCENT_ENDPOINT",
}
