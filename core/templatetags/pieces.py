"""`{% piece "name" key … %}…{% endpiece %}`: markup that many pages share."""

from typing import Any

from django import template
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.template.exceptions import TemplateSyntaxError
from django.utils.safestring import SafeString

from core.caching.making import note
from core.caching.pieces import piece

register = template.Library()


class PieceNode(template.Node):
    def __init__(self, names: list[FilterExpression], nodelist: NodeList) -> None:
        self.names, self.nodelist = names, nodelist

    def render(self, context: Any) -> SafeString:
        name = " ".join(str(part.resolve(context)) for part in self.names)
        return piece(f"html {name}", lambda: self.nodelist.render(context))


@register.tag("piece")
def piece_tag(parser: Parser, token: Token) -> PieceNode:
    """What stands inside depends on the names, the language and the database alone.

    What it shows has to be read or asked for inside, or said with `shows`: a tag of
    what was read before would be missing, and the piece would stay when that changes.
    """
    names = token.split_contents()[1:]
    if not names:
        raise TemplateSyntaxError("piece needs a name")
    nodelist = parser.parse(("endpiece",))
    parser.delete_first_token()
    return PieceNode([parser.compile_filter(name) for name in names], nodelist)


@register.simple_tag
def shows(*tags: str) -> str:
    """Say that what stands around shows what has these tags."""
    note(*tags)
    return ""
