"""What all our backends do in the same way, on top of social-core's."""

import json
from collections.abc import Mapping
from typing import Any, cast
from urllib.parse import urlencode, urlsplit

from social_core.backends.oauth import BaseOAuth2
from social_core.exceptions import AuthCanceled, AuthResponseError, ErrorStage

from accounts.social.identity import is_plain
from accounts.social.strategy import SocialStrategy


class ProviderBackend(BaseOAuth2):
    """First base of each of our backends, the second is social-core's own.

    Answers are read as UTF-8 JSON whatever their content type says.

    `SOCIAL_AUTH_GATEWAY` sends all traffic to one address of this machine, which
    only tests and development set: `https://graph.qq.com/user` becomes
    `<gateway>/graph.qq.com/user`.
    """

    FRAGMENT = ""

    def nickname_in(self, response: Mapping[str, Any]) -> Any:
        """What the person is called there."""
        return response.get("nickname")

    def handle_in(self, response: Mapping[str, Any]) -> Any:
        """A name of the person that is like a username, where there is one."""
        return ""

    def verified_email_in(self, response: Mapping[str, Any]) -> Any:
        """The person's address, if the provider vouches for it."""
        return ""

    # --- Addresses -----------------------------------------------------------

    def through_gateway(self, url: str) -> str:
        gateway = self.setting("GATEWAY")
        if not gateway:
            return url
        parts = urlsplit(url)
        query = f"?{parts.query}" if parts.query else ""
        return f"{gateway}/{parts.netloc}{parts.path}{query}"

    def authorization_url(self) -> str:
        return self.through_gateway(super().authorization_url())

    def auth_url(self) -> str:
        # social-core leaves the query unquoted, which breaks addresses of apps
        # that have a query of their own.
        state = self.get_or_create_state()
        params = {**self.auth_params(state), **self.get_scope_argument()}
        params |= self.auth_extra_arguments()
        return f"{self.authorization_url()}?{urlencode(params)}{self.FRAGMENT}"

    def request(self, url: str, *args: Any, **kwargs: Any) -> Any:
        return super().request(self.through_gateway(url), *args, **kwargs)

    # --- State and code --------------------------------------------------------

    @property
    def own_strategy(self) -> SocialStrategy:
        return cast(SocialStrategy, self.strategy)

    def get_or_create_state(self) -> str | None:
        if self.own_strategy.given_state:
            return self.own_strategy.given_state
        state = super().get_or_create_state() or ""
        key = self.transaction_key(state)
        noted = {**self.strategy.session_get(key), **self.own_strategy.notes}
        self.strategy.session_set(key, noted)
        return state

    def validate_state(self) -> str | None:
        return self.own_strategy.given_state or super().validate_state()

    def auth_complete_params(self, state: str | None = None) -> dict[str, Any]:
        # WeChat sends people who did not agree back with the state alone.
        if not self.data.get("code"):
            raise AuthCanceled(self, stage="callback")
        return super().auth_complete_params(state)

    # --- Answers -------------------------------------------------------------

    def get_user_id(self, details: Any, response: Mapping[str, Any]) -> str:
        return self.plain(response, self.id_key())

    def parsed(self, content: bytes, stage: ErrorStage) -> dict[str, Any]:
        """A JSON object; AuthResponseError for everything else."""
        try:
            found = json.loads(content.decode("utf-8-sig"))
        except (ValueError, RecursionError) as error:
            raise AuthResponseError(
                self, code="malformed_response", stage=stage
            ) from error
        if not isinstance(found, dict):
            raise AuthResponseError(self, code="malformed_response", stage=stage)
        return found

    def get_json(self, url: str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        answer = self.request(url, *args, **kwargs)
        stage: ErrorStage = kwargs.get("stage", "user_info")
        found = self.parsed(answer.content, stage)
        self._process_error(found, stage=stage)
        return found

    def plain(self, response: Mapping[str, Any], claim: str) -> str:
        """An id or token in an answer; AuthResponseError where it is none."""
        value = response.get(claim)
        if isinstance(value, int) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str) or not is_plain(value):
            raise AuthResponseError(
                self, code="missing_claim", claim=claim, stage="user_info"
            )
        return value

    def get_access_token(self, response: dict[str, Any]) -> str:
        return self.plain(response, "access_token")
