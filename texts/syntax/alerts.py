"""Callouts, written as GitHub's alerts: `> [!NOTE]`."""

from markdown_it.token import Token

TITLES = {
    "zh": {
        "note": "注意",
        "tip": "提示",
        "important": "重要",
        "warning": "警告",
        "caution": "当心",
    },
    "en": {
        "note": "Note",
        "tip": "Tip",
        "important": "Important",
        "warning": "Warning",
        "caution": "Caution",
    },
}


def title_alerts(tokens: list[Token], language: str) -> None:
    """Give the alerts in `tokens` our classes and their titles in `language`.

    Of a language code the first part counts; what is not Chinese gets English.
    """
    titles = TITLES.get(language.lower().partition("-")[0], TITLES["en"])
    for position, token in enumerate(tokens):
        if token.type != "alert_open":
            continue
        kind = str(token.meta["kind"]).lower()
        token.attrs["class"] = f"callout callout-{kind}"
        tokens[position + 1].attrs["class"] = "callout-title"
        title = Token("text", "", 0, content=titles[kind])
        tokens[position + 2].children = [title]
