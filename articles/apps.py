from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = pgettext_lazy("plural", "文章")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accounts.identity.guarded_names import KNOWN_NAMES
        from accounts.leaving.registry import LEAVING
        from accounts.me.export.registry import EXPORTS
        from accounts.staff.rules import OWN, Own
        from articles import own_data, own_rights, receivers
        from articles.api import content
        from articles.api.state import state_of_sold
        from articles.files import openness
        from articles.mail import kinds, letters, review_mail
        from articles.services import shown
        from articles.services.leaving import leave_texts
        from articles.translating import translations
        from core.letters import SAMPLES
        from core.pages.state import STATES
        from notifications.kinds import register_kind

        receivers.connect()
        shown.connect()
        content.connect()
        openness.connect()
        review_mail.connect()
        translations.connect()
        SAMPLES.register_all(letters.SAMPLES)
        EXPORTS.register("submissions", own_data.submission_files)
        EXPORTS.register("pictures", own_data.picture_files)
        LEAVING.register("articles", leave_texts)
        KNOWN_NAMES.register("authors", own_rights.names_of_trusted_authors)
        OWN.register("articles", Own(own_rights.own_pages, own_rights.own_collections))
        STATES.register("articles", state_of_sold)
        register_kind(kinds.REVIEW)
        register_kind(kinds.SUBMISSION)
