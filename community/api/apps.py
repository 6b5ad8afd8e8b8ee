from django.apps import AppConfig


class CommunityApiConfig(AppConfig):
    name = "community.api"
    label = "community_api"
