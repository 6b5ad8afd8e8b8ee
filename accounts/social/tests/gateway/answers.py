"""What each provider says at each of its addresses."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from accounts.social.tests.gateway.speech import HTML, Answer, Asked, jsonp, said

if TYPE_CHECKING:
    from accounts.social.tests.gateway.oauth import OAuthGateway


# --- Asking the person --------------------------------------------------------

# How each says that the person does not want to.
DENIALS: Mapping[str, Mapping[str, str]] = {
    "qq": {"usercancel": "1"},
    "weibo": {
        "error_uri": "/oauth2/authorize",
        "error": "access_denied",
        "error_description": "user denied your request.",
        "error_code": "21330",
    },
    "weixin": {},
    "github": {
        "error": "access_denied",
        "error_description": "The user has denied your application access.",
    },
    "google": {"error": "access_denied"},
}


def authorize(gateway: "OAuthGateway", asked: Asked, provider: str) -> Answer:
    """The page where people agree; here it goes on at once."""
    data = asked.data
    client = data.get("appid" if provider == "weixin" else "client_id")
    is_known = client == gateway.keys[provider][0]
    if not is_known or data.get("response_type") != "code":
        return Answer(400, "<html>client is unknown</html>", HTML)
    if provider == "weixin" and data.get("scope") != "snsapi_login":
        return Answer(400, "<html>Scope 参数错误</html>", HTML)
    redirect_uri = data["redirect_uri"]
    if gateway.mood == "deny":
        back = dict(DENIALS[provider])
    else:
        back = {"code": gateway.new_code(provider, redirect_uri)}
    if "state" in data:
        back["state"] = data["state"]
    joint = "&" if "?" in redirect_uri else "?"
    return Answer(302, location=f"{redirect_uri}{joint}{urlencode(back)}")


# --- The code -----------------------------------------------------------------


def fault_of(gateway: "OAuthGateway", asked: Asked, provider: str) -> str:
    """Why the code is not taken: client, code or redirect; empty where it is."""
    data, (key, secret) = asked.data, gateway.keys[provider]
    names = (
        ("appid", "secret") if provider == "weixin" else ("client_id", "client_secret")
    )
    if (data.get(names[0]), data.get(names[1])) != (key, secret):
        return "client"
    grant = gateway.codes.pop(data.get("code", ""), None)
    if grant is None or grant.provider != provider:
        return "code"
    # WeChat alone never asks for the address again.
    if provider != "weixin" and data.get("redirect_uri") != grant.redirect_uri:
        return "redirect"
    return ""


def qq_token(gateway: "OAuthGateway", asked: Asked) -> Answer:
    fault = fault_of(gateway, asked, "qq")
    if fault:
        number = {"client": 100009, "code": 100020, "redirect": 100010}[fault]
        return jsonp({"error": number, "error_description": f"{fault} error"})
    given = {
        "access_token": gateway.new_token("qq"),
        "expires_in": "7776000",
        "refresh_token": "88E4BE14",
    }
    return Answer(200, urlencode(given), HTML)


def weibo_token(gateway: "OAuthGateway", asked: Asked) -> Answer:
    fault = fault_of(gateway, asked, "weibo")
    if fault:
        name, number = {
            "client": ("invalid_client", 21324),
            "code": ("invalid_grant", 21325),
            "redirect": ("redirect_uri_mismatch", 21322),
        }[fault]
        refusal = {
            "error": name,
            "error_code": number,
            "request": "/oauth2/access_token",
            "error_uri": "/oauth2/access_token",
            "error_description": f"{fault} error",
        }
        return said(refusal, "text/plain;charset=UTF-8", status=400)
    given = {
        "access_token": gateway.new_token("weibo"),
        "remind_in": "157679999",
        "expires_in": 157679999,
        "uid": gateway.person.uid,
        "isRealName": "true",
    }
    return said(given, "text/plain;charset=UTF-8")


def weixin_token(gateway: "OAuthGateway", asked: Asked) -> Answer:
    fault = fault_of(gateway, asked, "weixin")
    if fault:
        number = {"client": 40125, "code": 40029}[fault]
        return said(
            {"errcode": number, "errmsg": f"invalid {fault}, rid: 1"}, "text/plain"
        )
    given = {
        "access_token": gateway.new_token("weixin"),
        "expires_in": 7200,
        "refresh_token": "refresh",
        "openid": gateway.person.openid,
        "scope": "snsapi_login",
        "unionid": gateway.person.unionid,
    }
    return said(given, "text/plain")


def github_token(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if asked.headers.get("accept") != "application/json":
        return Answer(
            200, "access_token=form-encoded", "application/x-www-form-urlencoded"
        )
    fault = fault_of(gateway, asked, "github")
    if fault:
        name = {
            "client": "incorrect_client_credentials",
            "code": "bad_verification_code",
            "redirect": "redirect_uri_mismatch",
        }[fault]
        return said({"error": name, "error_description": "…", "error_uri": "…"})
    given = gateway.new_token("github")
    return said({"access_token": given, "token_type": "bearer", "scope": "user:email"})


def google_token(gateway: "OAuthGateway", asked: Asked) -> Answer:
    fault = fault_of(gateway, asked, "google")
    if fault:
        name, status = {
            "client": ("invalid_client", 401),
            "code": ("invalid_grant", 400),
            "redirect": ("redirect_uri_mismatch", 400),
        }[fault]
        return said({"error": name, "error_description": "Bad Request"}, status=status)
    given = {
        "access_token": gateway.new_token("google"),
        "expires_in": 3599,
        "scope": "openid email profile",
        "token_type": "Bearer",
        "id_token": "e30.e30.c2ln",
    }
    return said(given)


# --- Who it is ------------------------------------------------------------------


def is_known(gateway: "OAuthGateway", token: str, provider: str) -> bool:
    grant = gateway.tokens.get(token)
    return grant is not None and grant.provider == provider


def qq_me(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if not is_known(gateway, asked.data.get("access_token", ""), "qq"):
        return jsonp(
            {"error": 100016, "error_description": "access token check failed"}
        )
    who = {"client_id": gateway.keys["qq"][0], "openid": gateway.person.openid}
    if asked.data.get("unionid") == "1":
        who["unionid"] = gateway.person.unionid
    return jsonp(who)


def qq_person(gateway: "OAuthGateway", asked: Asked) -> Answer:
    data, person = asked.data, gateway.person
    right = (gateway.keys["qq"][0], person.openid)
    if (data.get("oauth_consumer_key"), data.get("openid")) != right:
        return said({"ret": -22, "msg": "openid is invalid"}, HTML)
    picture = "http://thirdqq.qlogo.cn/g?b=oidb&s=40"
    who = {"ret": 0, "msg": "", "is_lost": 0, "nickname": person.nickname}
    return said({**who, "gender": "女", "figureurl_qq_1": picture}, HTML)


def weibo_person(gateway: "OAuthGateway", asked: Asked) -> Answer:
    data, person = asked.data, gateway.person
    if not is_known(gateway, data.get("access_token", ""), "weibo"):
        refusal = {"error": "invalid_access_token", "error_code": 21332}
        return said(refusal, status=403)
    if data.get("uid") != person.uid:
        return said({"error": "User does not exists!", "error_code": 20003}, status=400)
    who = {"id": int(person.uid), "idstr": person.uid, "screen_name": person.nickname}
    return said({**who, "name": person.nickname, "gender": "f", "domain": ""})


def weixin_person(gateway: "OAuthGateway", asked: Asked) -> Answer:
    data, person = asked.data, gateway.person
    if not is_known(gateway, data.get("access_token", ""), "weixin"):
        return said({"errcode": 40001, "errmsg": "invalid credential"}, "text/plain")
    if data.get("openid") != person.openid:
        return said({"errcode": 40003, "errmsg": "invalid openid"}, "text/plain")
    who = {"openid": person.openid, "nickname": person.nickname, "sex": 0}
    more = {"language": "", "city": "", "privilege": [], "unionid": person.unionid}
    return said(who | more, "text/plain")


def _bearer(asked: Asked, kind: str) -> str:
    name, _, token = asked.headers.get("authorization", "").partition(" ")
    return token if name == kind else ""


def github_person(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if not is_known(gateway, _bearer(asked, "token"), "github"):
        return said({"message": "Bad credentials", "status": "401"}, status=401)
    person = gateway.person
    who = {"login": person.login, "id": int(person.uid), "name": person.nickname}
    return said({**who, "email": None, "avatar_url": "https://example.com/1"})


def github_emails(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if not is_known(gateway, _bearer(asked, "token"), "github"):
        return said({"message": "Bad credentials", "status": "401"}, status=401)
    person = gateway.person
    rows = [
        {"email": "old@example.com", "primary": False, "verified": True},
        {"email": person.email, "primary": True, "verified": person.is_verified},
    ]
    return said([{**row, "visibility": None} for row in rows])


def google_person(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if not is_known(gateway, _bearer(asked, "Bearer"), "google"):
        return said({"error": "invalid_request"}, status=401)
    person = gateway.person
    who = {"sub": person.sub, "name": person.nickname, "given_name": person.nickname}
    return said({**who, "email": person.email, "email_verified": person.is_verified})


AUTHORIZE = {
    "graph.qq.com/oauth2.0/authorize": "qq",
    "api.weibo.com/oauth2/authorize": "weibo",
    "open.weixin.qq.com/connect/qrconnect": "weixin",
    "github.com/login/oauth/authorize": "github",
    "accounts.google.com/o/oauth2/auth": "google",
}
ANSWERS: Mapping[str, Callable[["OAuthGateway", Asked], Answer]] = {
    "graph.qq.com/oauth2.0/token": qq_token,
    "graph.qq.com/oauth2.0/me": qq_me,
    "graph.qq.com/user/get_user_info": qq_person,
    "api.weibo.com/oauth2/access_token": weibo_token,
    "api.weibo.com/2/users/show.json": weibo_person,
    "api.weixin.qq.com/sns/oauth2/access_token": weixin_token,
    "api.weixin.qq.com/sns/userinfo": weixin_person,
    "github.com/login/oauth/access_token": github_token,
    "api.github.com/user": github_person,
    "api.github.com/user/emails": github_emails,
    "accounts.google.com/o/oauth2/token": google_token,
    "www.googleapis.com/oauth2/v3/userinfo": google_person,
}


def answer_for(gateway: "OAuthGateway", asked: Asked) -> Answer:
    if asked.path in AUTHORIZE:
        return authorize(gateway, asked, AUTHORIZE[asked.path])
    speak = ANSWERS.get(asked.path)
    return speak(gateway, asked) if speak else Answer(404, "no such address", HTML)
