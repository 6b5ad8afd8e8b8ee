"""The front page, the plain pages around it, and what the site says of itself."""

from home.models.home import CarouselSlide, EditorsPick, HomePage
from home.models.settings import FooterLink, SiteSettings, SocialAccount
from home.models.standard import StandardPage

__all__ = [
    "CarouselSlide",
    "EditorsPick",
    "FooterLink",
    "HomePage",
    "SiteSettings",
    "SocialAccount",
    "StandardPage",
]
