"""How answers of `/api/v1/` are written."""

import json
from typing import Any

from rest_framework.renderers import JSONRenderer


class WholeCharactersRenderer(JSONRenderer):
    """JSON that can be sent whatever somebody sent: `?` for half a character.

    JSON can name half of a surrogate pair, UTF-8 cannot; refusals repeat what was
    asked for.
    """

    def render(self, data: Any, *args: Any, **kwargs: Any) -> bytes:
        try:
            return bytes(super().render(data, *args, **kwargs))
        except UnicodeEncodeError:
            text = json.dumps(data, cls=self.encoder_class, ensure_ascii=False)
            whole = json.loads(text.encode("utf-8", "replace"))
            return bytes(super().render(whole, *args, **kwargs))
