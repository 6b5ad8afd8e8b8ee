"""What people agreed to, in which version, and when."""

from django.conf import settings

from accounts.exceptions import ConsentMissingError
from accounts.models import Consent, User


def current_versions() -> dict[str, str]:
    """Document → the version in force."""
    return {
        Consent.Document.TERMS.value: settings.TERMS_VERSION,
        Consent.Document.PRIVACY.value: settings.PRIVACY_VERSION,
    }


def require_consent(accepts: bool) -> dict[str, str]:
    """The versions agreed to; raises ConsentMissingError where nothing was."""
    if not accepts:
        raise ConsentMissingError
    return current_versions()


def record_consents(*, user: User, versions: dict[str, str]) -> None:
    """Note that `user` agrees to these now; a second time changes nothing."""
    Consent.objects.bulk_create(
        [
            Consent(user=user, document=document, version=version)
            for document, version in versions.items()
        ],
        ignore_conflicts=True,
    )


def missing_consents(user: User) -> dict[str, str]:
    """The documents in force that `user` has not agreed to."""
    given = set(user.consents.values_list("document", "version"))
    return {
        document: version
        for document, version in current_versions().items()
        if (document, version) not in given
    }
