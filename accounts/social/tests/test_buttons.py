"""The buttons that other pages include."""

import re

from django.template.loader import render_to_string


def buttons(**context: str) -> str:
    return " ".join(render_to_string("accounts/social/buttons.html", context).split())


def test_every_provider_with_keys_has_a_button_with_a_name(gateway):
    html = buttons(csrf_token="token", next="/write/")

    assert re.findall(r'method="post" action="([^"]+)"', html) == [
        f"/accounts/social/{name}/"
        for name in ("weixin", "qq", "weibo", "github", "google")
    ]
    assert re.findall(r"<span>([^<]+)</span>", html) == [
        "微信",
        "QQ",
        "微博",
        "GitHub",
        "Google",
    ]
    assert html.count('name="csrfmiddlewaretoken" value="token"') == 5
    assert html.count('name="next" value="/write/"') == 5
    assert html.count("<path") >= 5
    assert html.count('aria-hidden="true"') == 5
    assert "http" not in html


def test_without_providers_there_is_nothing():
    assert buttons() == ""
