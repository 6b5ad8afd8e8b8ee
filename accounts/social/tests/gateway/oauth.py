"""QQ, Weibo, WeChat, GitHub and Google on this machine, in the formats they really use.

Point `SOCIAL_AUTH_GATEWAY` at `url`. It checks client, secret, code (used once) and
redirect address as the real ones do, each in its own way of saying no.
"""

from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler
from urllib.parse import parse_qsl

from accounts.social.tests.gateway.answers import answer_for
from accounts.social.tests.gateway.speech import Answer, Asked, Person
from accounts.tests.loopback import Loopback

# Provider → (client id, secret).
KEYS = {
    "qq": ("101234567", "qq-secret"),
    "weibo": ("2045436852", "weibo-secret"),
    "weixin": ("wx0123456789abcdef", "weixin-secret"),
    "github": ("Iv1.0123456789abcdef", "github-secret"),
    "google": ("1234.apps.googleusercontent.com", "google-secret"),
}
SETTINGS = {
    f"SOCIAL_AUTH_{name.upper()}_{kind}": value
    for name, pair in KEYS.items()
    for kind, value in zip(("KEY", "SECRET"), pair, strict=True)
}


@dataclass(frozen=True)
class Grant:
    """What a code or token was given out for."""

    provider: str
    redirect_uri: str = ""


class OAuthGateway(Loopback):
    """Moods: ok, deny (the person says no), hang, server_error, garbage, and
    `json`: everything is labelled application/json.

    `only` limits a mood to addresses that contain it. `person` is who signs in.
    `replies` are given before anything else, one for each request.
    """

    def __init__(self) -> None:
        super().__init__(_handler(self))
        self.mood, self.only = "ok", ""
        self.person = Person()
        self.keys = KEYS
        self.asked: list[Asked] = []
        self.replies: list[bytes] = []
        self.codes: dict[str, Grant] = {}
        self.tokens: dict[str, Grant] = {}
        self._count = 0

    def is_in(self, mood: str, path: str) -> bool:
        return self.mood == mood and self.only in path

    def new_code(self, provider: str, redirect_uri: str) -> str:
        """A code for `provider`, used once and with this redirect address."""
        self._count += 1
        code = f"code{self._count}"
        self.codes[code] = Grant(provider, redirect_uri)
        return code

    def new_token(self, provider: str) -> str:
        self._count += 1
        token = f"token{self._count}"
        self.tokens[token] = Grant(provider)
        return token

    def answer(self, asked: Asked) -> Answer:
        self.asked.append(asked)
        if self.replies:
            return Answer(200, self.replies.pop(0))
        if self.is_in("hang", asked.path):
            self.hang()
        if self.is_in("server_error", asked.path):
            return Answer(503, "<html>Service Unavailable</html>", "text/html")
        if self.is_in("garbage", asked.path):
            return Answer(200, "<html>login to this network</html>", "text/html")
        return answer_for(self, asked)


def _handler(gateway: OAuthGateway) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._serve(b"")

        def do_POST(self) -> None:
            self._serve(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        def _serve(self, body: bytes) -> None:
            path, _, query = self.path.partition("?")
            asked = Asked(
                method=self.command,
                path=path.lstrip("/"),
                data=dict(parse_qsl(query)) | dict(parse_qsl(body.decode())),
                headers={name.lower(): text for name, text in self.headers.items()},
            )
            try:
                self._write(gateway.answer(asked))
            except OSError:
                # The client gave up while we were hanging, which is the point.
                self.close_connection = True

        def _write(self, answer: Answer) -> None:
            body = answer.body
            content = body.encode() if isinstance(body, str) else body
            self.send_response(answer.status)
            if answer.location:
                self.send_header("Location", answer.location)
            is_json = gateway.mood == "json"
            kind = "application/json" if is_json else answer.content_type
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args: object) -> None:
            """Tests look at `asked` instead."""

    return Handler
