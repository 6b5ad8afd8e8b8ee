"""What people agreed to, in which version, and when."""

from django.conf import settings
from django.db import transaction

from accounts.door.exceptions import AgreementDueError, ConsentMissingError
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


def versions_in_force() -> str:
    """What `User.agreed_to` holds of somebody who has agreed to all of it."""
    return " ".join(f"{name}:{version}" for name, version in current_versions().items())


def has_agreed(user: User) -> bool:
    """Whether `user` has agreed to the documents in force; asks the database only
    where the account does not say so itself."""
    return user.agreed_to == versions_in_force() or not missing_consents(user)


def require_agreement(user: User) -> None:
    """Raise AgreementDueError unless `has_agreed`."""
    if not has_agreed(user):
        raise AgreementDueError


@transaction.atomic
def record_consents(*, user: User, versions: dict[str, str]) -> None:
    """Note that `user` agrees to these now; a second time changes nothing."""
    Consent.objects.bulk_create(
        [
            Consent(user=user, document=document, version=version)
            for document, version in versions.items()
        ],
        ignore_conflicts=True,
    )
    if not missing_consents(user):
        user.agreed_to = versions_in_force()
        User.objects.filter(pk=user.pk).update(agreed_to=user.agreed_to)


def missing_consents(user: User) -> dict[str, str]:
    """The documents in force that `user` has not agreed to."""
    given = set(user.consents.values_list("document", "version"))
    return {
        document: version
        for document, version in current_versions().items()
        if (document, version) not in given
    }
