"""What production does not start with: each fault a sentence that says what to do."""

from collections.abc import Mapping
from ipaddress import ip_address
from urllib.parse import SplitResult, urlsplit

from django.http.request import validate_host

SHORTEST_KEY = 50
# A random key of fifty signs has some thirty different ones.
FEWEST_SIGNS = 12
# Django's keys of new projects, and ours for development and tests: everybody has them.
KEYS_OF_OURS = ("django-insecure-", "development-only-key", "test-key-that-protects")
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
    about_key = _about_key(values) if values["SECRET_KEY"] else []
    is_addressed = values["ALLOWED_HOSTS"] and values["SITE_URL"]
    about_address = _about_address(values, needs_tls) if is_addressed else []
    return [*missing, *about_key, *about_address]


def _about_key(values: Mapping[str, str]) -> list[str]:
    key = values["SECRET_KEY"]
    is_ours = any(word in key for word in KEYS_OF_OURS)
    if len(key) >= SHORTEST_KEY and len(set(key)) >= FEWEST_SIGNS and not is_ours:
        return []
    return [
        "SECRET_KEY 太短、太容易猜到，或者是开发用的 · SECRET_KEY is too short, too "
        f"easily guessed or made for development: {REQUIRED['SECRET_KEY']}"
    ]


def _about_address(values: Mapping[str, str], needs_tls: bool) -> list[str]:
    hosts = [name.strip() for name in values["ALLOWED_HOSTS"].split(",")]
    url = _address_of(values["SITE_URL"])
    host, found = (url.hostname or "" if url else ""), []
    if "*" in hosts:
        found.append(
            "ALLOWED_HOSTS 是“*”，谁都能冒用站点的名字 · "
            "ALLOWED_HOSTS is '*': anybody could choose the site's name."
        )
    if wide := [name for name in hosts if _is_whole_domain(name)]:
        found.append(
            f"ALLOWED_HOSTS 里的 {wide[0]} 包括别人的域名 · "
            f"{wide[0]} in ALLOWED_HOSTS holds the domains of others."
        )
    if url is None:
        found.append(
            "SITE_URL 不是网址 · SITE_URL is no web address: " + REQUIRED["SITE_URL"]
        )
    elif _is_local(host):
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
    elif not validate_host(f"[{host}]" if ":" in host else host, hosts):
        found.append(
            f"SITE_URL 的 {host} 不在 ALLOWED_HOSTS 里 · "
            f"SITE_URL names {host}, which is not in ALLOWED_HOSTS."
        )
    return found


def _address_of(text: str) -> SplitResult | None:
    """A web address that is a scheme, a host and perhaps a port; None for any other."""
    try:
        url = urlsplit(text.rstrip("/"))
        port = url.port
    except ValueError:
        return None
    is_bare = not (url.path or "?" in text or "#" in text or "@" in url.netloc)
    is_whole = url.scheme in ("http", "https") and bool(url.hostname) and port != 0
    # urlsplit takes "host:" for a host without a port.
    return url if is_bare and is_whole and not url.netloc.endswith(":") else None


def _is_local(host: str) -> bool:
    """Whether only this machine finds itself by that name (RFC 6761, 6.3)."""
    name = host.rstrip(".")
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        address = ip_address(name)
    except ValueError:
        return False
    return address.is_loopback or address.is_unspecified


def _is_whole_domain(pattern: str) -> bool:
    """`.example` and all below it: nobody has a whole top level."""
    return pattern.startswith(".") and "." not in pattern.strip(".")
