"""Words in another language than the page around them."""

import re

from django import template
from django.utils import translation
from django.utils.safestring import SafeString

register = template.Library()
HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]")
CHINESE = SafeString(' lang="zh-Hans"')


@register.simple_tag
def lang_of(text: str) -> SafeString:
    """The attribute that says it, for Chinese words on a page that is not Chinese.

    Voices and fonts go by it (WCAG 2.2, 3.1.2). Names and mottos of a site and of
    people are not translated.
    """
    is_chinese = (translation.get_language() or "zh").startswith("zh")
    return CHINESE if not is_chinese and HAN.search(text) else SafeString("")
