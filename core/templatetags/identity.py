"""The site's name on pages that ask nothing."""

from django import template

from core.identity import known_site_name

register = template.Library()
register.simple_tag(known_site_name, name="known_site_name")
