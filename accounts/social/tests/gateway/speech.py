"""The words all providers share: a request, an answer, a person."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Asked:
    """One request: `path` begins with the host it was meant for, `data` joins query
    and form; header names are in lower case."""

    method: str
    path: str
    data: Mapping[str, str]
    headers: Mapping[str, str]


@dataclass(frozen=True)
class Answer:
    status: int
    body: str | bytes = ""
    content_type: str = "text/plain"
    location: str = ""


@dataclass
class Person:
    """Who signs in, as each provider knows them."""

    nickname: str = "小企鹅"
    openid: str = "0A1B2C3D4E5F60718293A4B5C6D7E8F9"
    unionid: str = "UID_5C6D7E8F900A1B2C"
    uid: str = "1404376560"
    login: str = "xiaoqie"
    sub: str = "109876543210987654321"
    email: str = "xiaoqie@example.com"
    is_verified: bool = True


JSON, HTML = "application/json; charset=utf-8", "text/html"


def said(found: Any, kind: str = JSON, status: int = 200) -> Answer:
    return Answer(status, json.dumps(found, ensure_ascii=False), kind)


def jsonp(found: Any) -> Answer:
    """As QQ writes it; no charset, and a line end that is part of the format."""
    return Answer(200, f"callback( {json.dumps(found)} );\n", HTML)
