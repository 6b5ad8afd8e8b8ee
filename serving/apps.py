from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class ServingConfig(AppConfig):
    name = "serving"

    def ready(self) -> None:
        from serving.old_addresses import fit_redirects
        from serving.site_address import follow_site_url

        fit_redirects()
        # Only apps with models hear of it, and Wagtail's holds the sites.
        post_migrate.connect(
            follow_site_url,
            sender=apps.get_app_config("wagtailcore"),
            dispatch_uid="serving.follow_site_url",
        )
