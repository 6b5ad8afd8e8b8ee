"""How social-core meets Django, for a browser and for an app."""

from typing import Any

from social_core.backends.base import BaseAuth
from social_django.models import DjangoStorage
from social_django.strategy import DjangoStrategy

from django.http import HttpRequest


class SocialStrategy(DjangoStrategy):
    """Asks the provider's backend alone; password backends see nothing of it.

    A browser keeps its state in the session. An app has none: `given_state` is a
    signed ticket that was checked before, and `given_code` what came back with it.
    `notes` are kept with a browser's state until the person comes back.
    """

    def __init__(
        self, request: HttpRequest, *, given_state: str = "", given_code: str = ""
    ) -> None:
        super().__init__(DjangoStorage, request)
        self.given_state = given_state
        self.given_code = given_code
        self.notes: dict[str, Any] = {}

    def get_request_data(self, merge: bool = True) -> Any:
        if self.given_state:
            return {"state": self.given_state, "code": self.given_code}
        return super().get_request_data(merge)

    def authenticate(self, backend: BaseAuth, **kwargs: Any) -> Any:
        kwargs["strategy"], kwargs["backend"] = self, backend
        return backend.run_authentication(self.request, **kwargs)
