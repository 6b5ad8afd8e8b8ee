"""Shows messages in the log instead of sending them: for development."""

import structlog

from accounts.sms.message import SmsMessage
from core.masking import mask_mobile

REQUIRED: tuple[str, ...] = ()

log = structlog.get_logger(__name__)


def send(message: SmsMessage) -> None:
    """Write the message, code included, to the log.

    As a warning: workers leave out what is less, and nobody should miss it here.
    """
    log.warning(
        "sms_console",
        mobile=mask_mobile(message.mobile),
        kind=message.kind,
        language=message.language,
        **message.params,
    )
