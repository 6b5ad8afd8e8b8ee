"""Signing in by a provider, offered in templates."""

from django import template

from accounts.social.providers import Provider, offered_providers

register = template.Library()


@register.simple_tag
def social_providers() -> list[Provider]:
    """The providers of this site in the order they are shown."""
    return offered_providers()
