from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = pgettext_lazy("plural", "文章")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.identity.guarded_names import register_known_names
        from accounts.leaving import registry as deletion
        from accounts.me.export import registry as export
        from accounts.staff.rules import register_own
        from articles import (
            letters,
            openness,
            own_data,
            own_rights,
            receivers,
            review_mail,
            translations,
        )
        from articles.api import content
        from articles.services.leaving import leave_texts
        from core.letters import SAMPLES

        receivers.connect()
        content.connect()
        openness.connect()
        review_mail.connect()
        translations.connect()
        SAMPLES.update(letters.SAMPLES)
        export.register("submissions", own_data.submission_files)
        export.register("pictures", own_data.picture_files)
        deletion.register(leave_texts)
        register_known_names(own_rights.names_of_trusted_authors)
        register_own(pages=own_rights.own_pages, collections=own_rights.own_collections)
