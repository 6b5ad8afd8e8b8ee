"""QQ, Weibo, WeChat, GitHub and Google: social-core's backends, where they are right."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

from social_core.backends.github import GithubOAuth2
from social_core.backends.google import GoogleOAuth2
from social_core.backends.qq import QQOAuth2
from social_core.backends.weibo import WeiboOAuth2
from social_core.backends.weixin import WeixinOAuth2
from social_core.exceptions import (
    AuthCanceled,
    AuthProviderError,
    AuthResponseError,
    ErrorStage,
)

from accounts.social.base import ProviderBackend


class QQ(ProviderBackend, QQOAuth2):
    """Its token comes form-encoded, its id as JSONP, and its errors as either.

    `unionid`, which is the same in all apps of one owner, is a right the owner has
    to apply for at QQ; without it the setting ID_KEY is `openid`.
    """

    def process_error(self, data: Any, *, stage: ErrorStage = "callback") -> None:
        if data.get("usercancel") not in (None, "", "0"):
            raise AuthCanceled(self, stage=stage)
        super().process_error(data, stage=stage)
        if data.get("ret") not in (None, 0):
            raise AuthProviderError(self, provider_code=str(data["ret"]), stage=stage)

    def parsed(self, content: bytes, stage: ErrorStage) -> dict[str, Any]:
        bare = content.strip().removeprefix(b"callback(").rstrip(b"; ")
        return super().parsed(bare.removesuffix(b")"), stage)

    def request_access_token(
        self, url: str, *args: Any, **kwargs: Any
    ) -> dict[str, Any]:
        stage: ErrorStage = kwargs.setdefault("stage", "token_exchange")
        content = self.request(url, *args, **kwargs).content
        if content.lstrip()[:1] in (b"c", b"{"):
            found = self.parsed(content, stage)
        else:
            found = dict(parse_qsl(content.decode("utf-8", "replace")))
        self._process_error(found, stage=stage)
        return found

    def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        asked = {"access_token": access_token}
        if self.id_key() == "unionid":
            asked["unionid"] = "1"
        ids = self.get_json(self.OPENID_URL, params=asked)
        openid = self.plain(ids, "openid")
        found = self.get_json(
            "https://graph.qq.com/user/get_user_info",
            params={
                "access_token": access_token,
                "oauth_consumer_key": self.setting("KEY"),
                "openid": openid,
            },
        )
        return {**found, "openid": openid, "unionid": ids.get("unionid")}


class Weibo(ProviderBackend, WeiboOAuth2):
    def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        uid = self.plain(kwargs["response"], "uid")
        found = self.get_json(
            "https://api.weibo.com/2/users/show.json",
            params={"access_token": access_token, "uid": uid},
        )
        return {**found, "uid": uid}

    def nickname_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("screen_name") or response.get("name")


class Weixin(ProviderBackend, WeixinOAuth2):
    """WeChat, by a picture that is scanned with the phone; errors come with 200."""

    FRAGMENT = "#wechat_redirect"

    def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        openid = self.plain(kwargs["response"], "openid")
        # social-core decodes the nickname once more, which is right for one
        # content type only; `get_json` has read it right from any.
        return self.get_json(
            "https://api.weixin.qq.com/sns/userinfo",
            params={"access_token": access_token, "openid": openid},
        )


class GitHub(ProviderBackend, GithubOAuth2):
    """Takes the primary address, and only if GitHub has verified it."""

    DEFAULT_SCOPE = ["user:email"]

    def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        headers = {"Authorization": f"token {access_token}"}
        found = self.get_json(f"{self.API_URL}user", headers=headers)
        return {**found, "email": self._verified_email(headers)}

    def _verified_email(self, headers: dict[str, str]) -> Any:
        """Empty where there is none, or the person did not let us see it."""
        try:
            answer = self.request(f"{self.API_URL}user/emails", headers=headers)
            rows = json.loads(answer.content)
        except (AuthProviderError, AuthResponseError, ValueError, RecursionError):
            return ""
        for row in rows if isinstance(rows, list) else []:
            if isinstance(row, dict) and row.get("primary") is True:
                return row.get("email") if row.get("verified") is True else ""
        return ""

    def nickname_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("name") or response.get("login")

    def handle_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("login")

    def verified_email_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("email")


class Google(ProviderBackend, GoogleOAuth2):
    """An address Google has not verified is not taken; `sub` alone says who it is."""

    name = "google"

    def user_data(self, access_token: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        return self.get_json(
            "https://www.googleapis.com/oauth2/v3/userinfo",
            headers={"Authorization": f"Bearer {access_token}"},
        )

    def nickname_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("name")

    def verified_email_in(self, response: Mapping[str, Any]) -> Any:
        return response.get("email") if response.get("email_verified") is True else ""
