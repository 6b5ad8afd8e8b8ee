from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ServingConfig(AppConfig):
    name = "serving"

    def ready(self) -> None:
        from serving.old_addresses import fit_redirects
        from serving.site_address import follow_site_url

        fit_redirects()
        post_migrate.connect(
            follow_site_url, sender=self, dispatch_uid="serving.follow_site_url"
        )
