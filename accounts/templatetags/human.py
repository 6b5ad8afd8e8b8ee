"""What templates/accounts/human/part.html needs, wherever it is included."""

from django import template

from accounts.human.part import HumanPart, new_part

register = template.Library()


@register.simple_tag
def human_part() -> HumanPart:
    """The part of a form that asks for a proof, with a fresh picture key."""
    return new_part()
