"""What the workbench of wagtail-localize is given to show."""

import json

from django import template

from articles.translating.segments import as_typed

register = template.Library()


@register.filter
def with_sources_as_typed(props: str) -> str:
    """`props` of the workbench with its sources as people typed them, not as HTML."""
    shown = json.loads(props)
    for segment in shown["segments"]:
        if segment["type"] == "string":
            segment["source"] = as_typed(segment["source"])
    return json.dumps(shown)
