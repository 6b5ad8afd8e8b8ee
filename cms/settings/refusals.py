"""What production does not start with: each fault a sentence that says what to do."""

from collections.abc import Mapping
from urllib.parse import urlsplit

SHORTEST_KEY = 50
LOCAL_HOSTS = ("localhost", "127.0.0.1", "::1")
REQUIRED = {
    "SECRET_KEY": (
        f"签名密钥，至少 {SHORTEST_KEY} 个随机字符 · "
        f"the key for signatures, at least {SHORTEST_KEY} random characters"
    ),
    "ALLOWED_HOSTS": (
        "站点域名，逗号分隔 · the host names of the site, separated by commas"
    ),
    "DATABASE_URL": (
        "数据库 · the database, e.g. postgres://user:password@host:5432/renran"
    ),
    "SITE_URL": "对外地址 · the public address, e.g. https://renran.example",
}


def refusals(given: Mapping[str, str], *, needs_tls: bool) -> list[str]:
    """The sentences for variables that are unset or unsafe; none where all is well."""
    values = {name: given.get(name, "").strip() for name in REQUIRED}
    missing = [
        f"{name} 没有设置 · {name} is not set: {what}"
        for name, what in REQUIRED.items()
        if not values[name]
    ]
    return missing or [*_about_key(values), *_about_address(values, needs_tls)]


def _about_key(values: Mapping[str, str]) -> list[str]:
    key = values["SECRET_KEY"]
    if len(key) >= SHORTEST_KEY and not key.startswith("django-insecure-"):
        return []
    return [
        "SECRET_KEY 太短，或者是开发用的 · SECRET_KEY is too short or made for "
        f"development: {REQUIRED['SECRET_KEY']}"
    ]


def _about_address(values: Mapping[str, str], needs_tls: bool) -> list[str]:
    hosts = [name.strip() for name in values["ALLOWED_HOSTS"].split(",")]
    url = urlsplit(values["SITE_URL"])
    host, found = url.hostname or "", []
    if "*" in hosts:
        found.append(
            "ALLOWED_HOSTS 是“*”，谁都能冒用站点的名字 · "
            "ALLOWED_HOSTS is '*': anybody could choose the site's name."
        )
    if url.scheme not in ("http", "https") or not host:
        found.append(
            "SITE_URL 不是网址 · SITE_URL is no web address: " + REQUIRED["SITE_URL"]
        )
    elif host in LOCAL_HOSTS:
        found.append(
            f"SITE_URL 是 {host}，读者打不开 · "
            f"SITE_URL names {host}, which readers cannot open: it stands in mails, "
            "feeds, the sitemap and the API."
        )
    elif needs_tls and url.scheme != "https":
        found.append(
            "SITE_URL 以 http:// 开头，而读者会被带到 https:// · "
            "SITE_URL begins with http://, and readers are sent to https://: write "
            "https://, or set SECURE_SSL_REDIRECT=False."
        )
    elif not any(_matches(host, name) for name in hosts):
        found.append(
            f"SITE_URL 的 {host} 不在 ALLOWED_HOSTS 里 · "
            f"SITE_URL names {host}, which is not in ALLOWED_HOSTS."
        )
    return found


def _matches(host: str, pattern: str) -> bool:
    """As Django matches: `.renran.example` stands for the domain and all below it."""
    if pattern.startswith("."):
        return host == pattern[1:] or host.endswith(pattern)
    return host == pattern or pattern == "*"
